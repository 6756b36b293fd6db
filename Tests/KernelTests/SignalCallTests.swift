import LinuxABI
import Testing

@testable import Kernel

extension SystemCallTests {
    @Suite("Signals and timers")
    struct Signals {
        private func block(_ program: Program, _ set: UInt64) {
            #expect(program.call(.rt_sigprocmask, with: SignalSet(rawValue: set)) { [0, $0, 0, 8] }.result == 0)
        }

        /// Waits for one of `set` for at most `timeout` nanoseconds.
        private func wait(_ program: Program, _ set: UInt64, _ timeout: Int64) -> (result: Int, info: SignalInfo) {
            let room = (SignalSet(rawValue: set), TimeSpec(nanoseconds: timeout), SignalInfo(signal: .SIGHUP, code: .SI_USER))
            let (result, value) = program.call(.rt_sigtimedwait, with: room) { [$0, $0 + 24, $0 + 8, 8] }
            return (result, value.2)
        }

        private let user1: UInt64 = 1 << 9
        private let realTime: UInt64 = 1 << 34

        @Test("standard signals wait once, real-time ones each with its value, in their order")
        func queue() throws {
            let program = try Program()
            block(program, user1 | realTime)
            for value in 1...3 as ClosedRange<UInt64> {
                var info = SignalInfo(signal: .SIGUSR1, code: .SI_QUEUE)
                info.value = value
                #expect(program.call(.rt_sigqueueinfo, with: info) { [1, 10, $0] }.result == 0)
                #expect(program.call(.rt_sigqueueinfo, with: info) { [1, 35, $0] }.result == 0)
            }
            #expect(wait(program, user1 | realTime, 0).info.value == 1)
            for value in 1...3 as ClosedRange<UInt64> {
                let (result, info) = wait(program, user1 | realTime, 0)
                #expect(result == 35)
                #expect(info.value == value)
            }
            #expect(wait(program, user1 | realTime, 100).result == failure(.EAGAIN))
            #expect(program.time.elapsed == 5_000_000_223)
        }

        @Test("a full queue refuses real-time signals that carry something, and still notes kill")
        func limit() throws {
            let program = try Program()
            block(program, user1 | realTime)
            let limit = ResourceLimit(current: 1, maximum: 1)
            #expect(program.call(.setrlimit, with: limit) { [UInt(Resource.RLIMIT_SIGPENDING.rawValue), $0] }.result == 0)
            let info = SignalInfo(signal: .SIGUSR1, code: .SI_QUEUE)
            #expect(program.call(.rt_sigqueueinfo, with: info) { [1, 35, $0] }.result == 0)
            #expect(program.call(.rt_sigqueueinfo, with: info) { [1, 35, $0] }.result == failure(.EAGAIN))
            #expect(program.call(.kill, 1, 36) == 0)
            #expect(program.call(.kill, 1, 10) == 0)
            #expect(wait(program, user1, 0).result == 10)
        }

        @Test("a periodic timer counts what was missed while its signal waited")
        func overruns() throws {
            let program = try Program()
            block(program, realTime)
            var event = SignalEvent()
            event.signal = Signal(rawValue: 35)
            event.value = 77
            #expect(program.call(.timer_create, with: (event, Int32(-1))) { [1, $0, $0 + 64] }.result == 0)
            let setting = IntervalTimerSpec(interval: TimeSpec(nanoseconds: 100), value: TimeSpec(nanoseconds: 1000))
            #expect(program.call(.timer_settime, with: setting) { [0, 0, $0, 0] }.result == 0)
            let first = wait(program, realTime, 2000)
            #expect(first.result == 35)
            #expect(first.info.value == 77)
            #expect(first.info.overrun == 0)
            #expect(program.time.elapsed == 5_000_001_123)
            program.time.elapsed += 1050
            let second = wait(program, realTime, 2000)
            #expect(second.info.overrun == 9)
            #expect(program.call(.timer_getoverrun, 0) == 9)
            let left = program.call(.timer_gettime, with: IntervalTimerSpec()) { [0, $0] }
            #expect(left.value.value.nanoseconds == 50)
            #expect(program.call(.timer_delete, 0) == 0)
            #expect(program.call(.timer_delete, 0) == failure(.EINVAL))
        }

        @Test("a processor clock's timer looks again until the time was used")
        func processorTime() throws {
            let program = try Program()
            block(program, realTime)
            var event = SignalEvent()
            event.signal = Signal(rawValue: 35)
            #expect(program.call(.timer_create, with: (event, Int32(-1))) { [2, $0, $0 + 64] }.result == 0)
            let setting = IntervalTimerSpec(value: TimeSpec(nanoseconds: 10_000_000))
            #expect(program.call(.timer_settime, with: setting) { [0, 0, $0, 0] }.result == 0)
            #expect(wait(program, realTime, 50_000_000).result == failure(.EAGAIN))
            program.time.used += 10_000_000
            #expect(wait(program, realTime, 50_000_000).result == 35)
        }

        @Test("setting the wall clock moves it, for those with the right to")
        func wallClock() throws {
            let program = try Program()
            let new = TimeSpec(seconds: 1_800_000_000, nanoseconds: 5)
            #expect(program.call(.clock_settime, with: new) { [0, $0] }.result == 0)
            #expect(program.call(.clock_gettime, with: TimeSpec()) { [0, $0] }.value == new)
            #expect(program.call(.clock_gettime, with: TimeSpec()) { [1, $0] }.value == TimeSpec(seconds: 5, nanoseconds: 123))
            #expect(program.call(.clock_settime, with: new) { [1, $0] }.result == failure(.EINVAL))
            let other = try Program(user: 1000)
            #expect(other.call(.clock_settime, with: new) { [0, $0] }.result == failure(.EPERM))
        }
    }
}
