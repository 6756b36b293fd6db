import LinuxABI
import Testing

@testable import Kernel

extension SystemCallTests {
    @Suite("Limits and the system")
    struct Limits {
        @Test("a limit is set, read back and kept below its ceiling")
        func limits() throws {
            let program = try Program(user: 1000)
            let new = ResourceLimit(current: 100, maximum: 200)
            #expect(program.call(.setrlimit, with: new) { [7, $0] }.result == 0)
            #expect(program.call(.getrlimit, with: ResourceLimit(current: 0, maximum: 0)) { [7, $0] }.value == new)
            let raised = ResourceLimit(current: 100, maximum: 300)
            #expect(program.call(.setrlimit, with: raised) { [7, $0] }.result == failure(.EPERM))
            let crossed = ResourceLimit(current: 150, maximum: 120)
            #expect(program.call(.setrlimit, with: crossed) { [7, $0] }.result == failure(.EINVAL))
            #expect(program.call(.setrlimit, with: new) { [16, $0] }.result == failure(.EINVAL))
            #expect(program.call(.prlimit64, 4711, 7) == failure(.ESRCH))
        }

        @Test("the descriptor limit is in force at once")
        func descriptors() throws {
            let program = try Program()
            #expect(program.call(.setrlimit, with: ResourceLimit(current: 3, maximum: 10)) { [7, $0] }.result == 0)
            #expect(program.process.files.descriptors.limit == 3)
        }

        @Test("getaffinity gives the mask and its size")
        func affinity() throws {
            let program = try Program(processors: 3)
            let mask = program.call(.sched_getaffinity, with: UInt64(0)) { [0, 8, $0] }
            #expect(mask.result == 8)
            #expect(mask.value == 7)
            #expect(program.call(.sched_getaffinity, 0, 4, 0) == failure(.EINVAL))
            #expect(program.call(.sched_setaffinity, with: UInt64(6)) { [0, 8, $0] }.result == 0)
            #expect(program.call(.sched_getaffinity, with: UInt64(0)) { [0, 8, $0] }.value == 6)
            #expect(program.call(.sched_setaffinity, with: UInt64(8)) { [0, 8, $0] }.result == failure(.EINVAL))
        }

        @Test("real-time policies need the right to them")
        func policies() throws {
            let program = try Program()
            #expect(program.call(.sched_get_priority_max, 1) == 99)
            #expect(program.call(.sched_get_priority_min, 0) == 0)
            #expect(program.call(.sched_get_priority_max, 9) == failure(.EINVAL))
            let fifo = program.call(.sched_setscheduler, with: SchedulingParameters(priority: 5)) { [0, 1, $0] }
            #expect(fifo.result == 0)
            #expect(program.call(.sched_getscheduler, 0) == 1)
            #expect(program.call(.sched_setscheduler, with: SchedulingParameters(priority: 0)) { [0, 1, $0] }.result == failure(.EINVAL))
            let user = try Program(user: 1000)
            let refused = user.call(.sched_setscheduler, with: SchedulingParameters(priority: 5)) { [0, 1, $0] }
            #expect(refused.result == failure(.EPERM))
        }

        @Test("a nice value is lowered only with the right to")
        func nice() throws {
            let program = try Program(user: 1000)
            #expect(program.call(.getpriority, 0, 0) == 20)
            #expect(program.call(.setpriority, 0, 0, 5) == 0)
            #expect(program.call(.getpriority, 0, 0) == 15)
            #expect(program.call(.setpriority, 0, 0, 1) == failure(.EACCES))
            #expect(program.call(.getpriority, 7, 0) == failure(.EINVAL))
        }

        @Test("a thread's name is cut after fifteen bytes")
        func name() throws {
            let program = try Program()
            let long: InlineArray<20, UInt8> = [
                97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 0, 0,
            ]
            #expect(program.call(.prctl, with: long) { [15, $0] }.result == 0)
            let name = program.call(.prctl, with: InlineArray<16, UInt8>(repeating: 1)) { [16, $0] }
            #expect(name.value[14] == 111)
            #expect(name.value[15] == 0)
            #expect(program.call(.prctl, 9999) == failure(.EINVAL))
        }

        @Test("the thread pointer is set and read back; the GS base is not the program's")
        func threadPointer() throws {
            let program = try Program()
            #expect(program.call(.arch_prctl, 0x1002, 0x5000) == 0)
            #expect(program.control.threadPointer == 0x5000)
            #expect(program.call(.arch_prctl, with: UInt(0)) { [0x1003, $0] }.value == 0x5000)
            #expect(program.call(.arch_prctl, 0x1001, 0x5000) == failure(.EPERM))
            #expect(program.call(.arch_prctl, 0x1002, 0x8000_0000_0000) == failure(.EPERM))
        }

        @Test("getrandom refuses flags that exclude each other")
        func random() throws {
            let program = try Program()
            #expect(program.call(.getrandom, with: UInt64(0)) { [$0, 8, 0] }.value == 0x5a5a_5a5a_5a5a_5a5a)
            #expect(program.call(.getrandom, 0, 0, 6) == failure(.EINVAL))
            #expect(program.call(.getrandom, 0, 0, 8) == failure(.EINVAL))
        }

        @Test("there are no children to wait for")
        func children() throws {
            let program = try Program()
            #expect(program.call(.wait4, UInt(bitPattern: -1), 0, 0) == failure(.ECHILD))
            #expect(program.call(.wait4, UInt(bitPattern: -1), 0, 0x40) == failure(.EINVAL))
        }
    }
}
