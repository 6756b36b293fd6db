internal import Bytes
internal import LinuxABI

/// Reading the clocks: clock_gettime(2), gettimeofday(2), times(2) and their like.
public enum TimeCalls {
    public static func bind(_ table: borrowing HandlerTable) {
        table[.clock_gettime] = { clock, time, _, _, _, _ in
            answer { () throws(Errno) in
                Process.current.publishClock()
                try UserPointer<TimeSpec>(time).store(TimeCalls.now(ClockID(argument: clock)))
                return 0
            }
        }
        table[.clock_getres] = { clock, time, _, _, _, _ in
            answer { () throws(Errno) in
                let clock = ClockID(argument: clock)
                _ = try ProgramClock(clock)
                if time != 0 { try UserPointer<TimeSpec>(time).store(TimeSpec(totalNanoseconds: clock.resolution)) }
                return 0
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
        ClockSettingCalls.bind(table)
        SleepCalls.bind(table)
        TimerCalls.bind(table)
    }

    /// Nanoseconds of Linux's tick at 250 Hz, Debian's, which is what those clocks promise that count ticks there.
    static var tick: UInt64 { 4_000_000 }

    /// What a clock shows. Throws `EINVAL` for one that is not there.
    static func now(_ clock: ClockID) throws(Errno) -> TimeSpec {
        let time = Process.current.services.time
        switch clock {
        case .CLOCK_REALTIME: return time.wallClock()
        case .CLOCK_MONOTONIC: return TimeSpec(totalNanoseconds: time.monotonicNanoseconds())
        default: return TimeSpec(totalNanoseconds: try ProgramClock(clock).now())
        }
    }
}

extension ClockID {
    /// What clock_getres(2) says, in nanoseconds. All clocks are read to the nanosecond here, those too that promise less: the coarse
    /// ones, and processor clocks of the kinds 0 and 1, which are for user and system time.
    fileprivate var resolution: UInt64 {
        switch self {
        case .CLOCK_REALTIME_COARSE, .CLOCK_MONOTONIC_COARSE: TimeCalls.tick
        default: rawValue < 0 && rawValue & 3 < 2 ? TimeCalls.tick : 1
        }
    }
}
