internal import Bytes
internal import LinuxABI

/// Reading the clocks: clock_gettime(2), gettimeofday(2), times(2) and their like.
public enum TimeCalls {
    public static func bind(_ table: borrowing HandlerTable) {
        table[.clock_gettime] = { clock, time, _, _, _, _ in
            answer { () throws(Errno) in
                try UserPointer<TimeSpec>(time).store(TimeCalls.now(ClockID(argument: clock)))
                return 0
            }
        }
        table[.clock_getres] = { clock, time, _, _, _, _ in
            answer { () throws(Errno) in
                // Every clock is read to the nanosecond, the coarse ones too.
                _ = try TimeCalls.now(ClockID(argument: clock))
                if time != 0 { try UserPointer<TimeSpec>(time).store(TimeSpec(nanoseconds: 1)) }
                return 0
            }
        }
        table[.clock_settime] = { clock, time, _, _, _, _ in
            answer { () throws(Errno) in
                let new = try UserPointer<TimeSpec>(time).load()
                guard ClockID(argument: clock) == .CLOCK_REALTIME, new.isValidTimeout else { throw .EINVAL }
                // The wall clock is the host's.
                throw .EPERM
            }
        }
        table[.gettimeofday] = { time, zone, _, _, _, _ in
            answer { () throws(Errno) in
                if time != 0 {
                    try UserPointer<TimeValue>(time).store(TimeValue(Process.current.services.time.wallClock()))
                }
                if zone != 0 { try UserPointer<TimeZone>(zone).store(TimeZone()) }
                return 0
            }
        }
        table[.settimeofday] = { time, zone, _, _, _, _ in
            answer { () throws(Errno) in
                if time == 0, zone == 0 { return 0 }
                if time != 0, try !UserPointer<TimeValue>(time).load().isValidTimeout { throw .EINVAL }
                if zone != 0 { _ = try UserPointer<TimeZone>(zone).load() }
                throw .EPERM
            }
        }
        table[.time] = { result, _, _, _, _, _ in
            answer { () throws(Errno) in
                let seconds = Process.current.services.time.wallClock().seconds
                if result != 0 { try UserPointer<Int64>(result).store(seconds) }
                return Int(seconds)
            }
        }
        table[.times] = { result, _, _, _, _, _ in
            answer { () throws(Errno) in
                let time = Process.current.services.time
                if result != 0 {
                    try UserPointer<ProcessTimes>(result).store(
                        ProcessTimes(user: Int64(time.processorNanoseconds() / 10_000_000), system: 0))
                }
                return Int(time.monotonicNanoseconds() / 10_000_000)
            }
        }
        SleepCalls.bind(table)
    }

    /// What a clock shows. Throws `EINVAL` for one that is not there.
    static func now(_ clock: ClockID) throws(Errno) -> TimeSpec {
        let time = Process.current.services.time
        switch clock {
        case .CLOCK_REALTIME, .CLOCK_REALTIME_COARSE, .CLOCK_TAI: return time.wallClock()
        case .CLOCK_MONOTONIC, .CLOCK_MONOTONIC_RAW, .CLOCK_MONOTONIC_COARSE, .CLOCK_BOOTTIME:
            return TimeSpec(totalNanoseconds: time.monotonicNanoseconds())
        case .CLOCK_PROCESS_CPUTIME_ID, .CLOCK_THREAD_CPUTIME_ID:
            return TimeSpec(totalNanoseconds: time.processorNanoseconds())
        default:
            guard isProcessorClock(clock) else { throw .EINVAL }
            return TimeSpec(totalNanoseconds: time.processorNanoseconds())
        }
    }

    /// Whether it is the processor clock of this process or thread by its number, as clock_getcpuclockid(3) and
    /// pthread_getcpuclockid(3) make them: the number's complement from bit 3 on, bit 2 for a thread, 0…2 the kind.
    private static func isProcessorClock(_ clock: ClockID) -> Bool {
        guard clock.rawValue < 0, clock.rawValue & 3 != 3 else { return false }
        let number = ~(clock.rawValue >> 3)
        let own = clock.rawValue & 4 != 0 ? Thread.current.id : Process.current.attributes.id
        return number == 0 || number == own
    }
}
