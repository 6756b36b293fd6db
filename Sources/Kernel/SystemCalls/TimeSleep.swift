internal import Bytes
internal import LinuxABI

/// Waiting for time to pass: nanosleep(2), clock_nanosleep(2), and the interval timers' state.
enum SleepCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.nanosleep] = { duration, remaining, _, _, _, _ in
            answer { () throws(Errno) in
                try SleepCalls.sleep(for: try UserPointer<TimeSpec>(duration).load(), remaining: remaining)
            }
        }
        table[.clock_nanosleep] = { clock, flags, time, remaining, _, _ in
            answer { () throws(Errno) in
                let request = try UserPointer<TimeSpec>(time).load()
                let clock = ClockID(argument: clock)
                switch clock {
                case .CLOCK_REALTIME, .CLOCK_MONOTONIC, .CLOCK_BOOTTIME, .CLOCK_TAI: break
                case .CLOCK_THREAD_CPUTIME_ID: throw .EINVAL
                default:
                    _ = try TimeCalls.now(clock)
                    throw .EOPNOTSUPP
                }
                guard TimerFlags(argument: flags).contains(.TIMER_ABSTIME) else {
                    return try SleepCalls.sleep(for: request, remaining: remaining)
                }
                return try SleepCalls.sleep(until: request, clock)
            }
        }
        table[.getitimer] = { which, value, _, _, _, _ in
            answer { () throws(Errno) in
                guard IntervalTimer(argument: which).rawValue <= IntervalTimer.ITIMER_PROF.rawValue else {
                    throw .EINVAL
                }
                // None can be armed.
                try UserPointer<IntervalTimerValue>(value).store(IntervalTimerValue())
                return 0
            }
        }
    }

    /// Waits for a span; a signal leaves what is left of it in `remaining`. Throws `EINVAL`, `EFAULT`, `EINTR`.
    private static func sleep(for duration: TimeSpec, remaining: UInt) throws(Errno) -> Int {
        guard duration.isValidTimeout else { throw .EINVAL }
        let time = Process.current.services.time
        let deadline = saturatingSum(time.monotonicNanoseconds(), duration.totalNanoseconds)
        do throws(Errno) {
            try time.sleep(until: deadline)
        } catch {
            if error == .EINTR, remaining != 0 {
                let now = time.monotonicNanoseconds()
                try UserPointer<TimeSpec>(remaining).store(
                    TimeSpec(totalNanoseconds: deadline > now ? deadline - now : 0))
            }
            throw error
        }
        return 0
    }

    /// Waits for a point in time. Throws `EINVAL`, `EINTR`.
    private static func sleep(until point: TimeSpec, _ clock: ClockID) throws(Errno) -> Int {
        guard point.isValidTimeout else { throw .EINVAL }
        let time = Process.current.services.time
        var deadline = point.totalNanoseconds
        if clock == .CLOCK_REALTIME || clock == .CLOCK_TAI {
            let wall = time.wallClock()
            let ahead = point > wall ? deadline - wall.totalNanoseconds : 0
            deadline = saturatingSum(time.monotonicNanoseconds(), ahead)
        }
        try time.sleep(until: deadline)
        return 0
    }

    private static func saturatingSum(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max : sum
    }
}
