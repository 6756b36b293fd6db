import LinuxABI
import Testing

@testable import Kernel

extension SystemCallTests {
    @Suite("Time")
    struct Time {
        private func read(_ program: Program, _ clock: Int32) -> (result: Int, value: TimeSpec) {
            program.call(.clock_gettime, with: TimeSpec()) { [UInt(bitPattern: Int(clock)), $0] }
        }

        @Test("each clock shows its own time")
        func clocks() throws {
            let program = try Program()
            #expect(read(program, 1).value == TimeSpec(seconds: 5, nanoseconds: 123))
            #expect(read(program, 0).value == TimeSpec(seconds: 1_700_000_005, nanoseconds: 123))
            #expect(read(program, 2).value == TimeSpec(seconds: 2, nanoseconds: 30_000_000))
            // The processor clock by number, of clock_getcpuclockid(3): pid 0 and the process's own.
            #expect(read(program, ~0 << 3 | 2).result == 0)
            #expect(read(program, ~program.process.attributes.id << 3 | 2).result == 0)
            #expect(read(program, ~4711 << 3 | 2).result == failure(.EINVAL))
            #expect(read(program, 12).result == failure(.EINVAL))
            #expect(program.call(.clock_gettime, 1, 0) == failure(.EFAULT))
        }

        @Test("nanosleep waits for the span")
        func nanosleep() throws {
            let program = try Program()
            let slept = program.call(.nanosleep, with: TimeSpec(seconds: 1, nanoseconds: 7)) { [$0, 0] }
            #expect(slept.result == 0)
            #expect(program.time.elapsed == 6_000_000_130)
            let bad = program.call(.nanosleep, with: TimeSpec(seconds: 0, nanoseconds: 1_000_000_000)) { [$0, 0] }
            #expect(bad.result == failure(.EINVAL))
        }

        @Test("a signal ends a sleep and what is left is told")
        func interrupted() throws {
            let program = try Program()
            program.time.interruption = program.time.elapsed + 400
            let slept = program.call(.nanosleep, with: TimeSpec(seconds: 0, nanoseconds: 1000)) { [$0, $0] }
            #expect(slept.result == failure(.EINTR))
            #expect(slept.value == TimeSpec(seconds: 0, nanoseconds: 600))
        }

        @Test("an absolute wall-clock sleep ends when the wall clock is there")
        func absolute() throws {
            let program = try Program()
            let until = TimeSpec(seconds: 1_700_000_010, nanoseconds: 0)
            let slept = program.call(.clock_nanosleep, with: until) { [0, 1, $0, 0] }
            #expect(slept.result == 0)
            #expect(program.time.wallClock() == until)
            // A point in the past is no wait.
            let before = program.time.elapsed
            #expect(program.call(.clock_nanosleep, with: TimeSpec(seconds: 1)) { [0, 1, $0, 0] }.result == 0)
            #expect(program.time.elapsed == before)
        }

        @Test("a futex wait with the value changed fails at once, else it times out")
        func futex() throws {
            let program = try Program()
            let word = program.call(.futex, with: UInt32(7)) { [$0, 0, 8, 0] }
            #expect(word.result == failure(.EAGAIN))
            let timed = program.call(.futex, with: (UInt32(7), UInt32(0), TimeSpec(nanoseconds: 50))) {
                [$0, 128, 7, $0 + 8]
            }
            #expect(timed.result == failure(.ETIMEDOUT))
            #expect(program.time.elapsed == 5_000_000_173)
            #expect(program.call(.futex, with: UInt32(7)) { [$0, 129, 1] }.result == 0)
            #expect(program.call(.futex, 2, 129, 1) == failure(.EINVAL))
        }
    }
}
