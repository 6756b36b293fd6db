internal import Bytes
internal import LinuxABI
internal import Scheduling
internal import Sync

/// Setting the wall clock, for this machine alone: clock_settime(2), settimeofday(2); reading how it is steered: adjtimex(2).
enum ClockSettingCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.clock_settime] = { clock, time, _, _, _, _ in
            answer { () throws(Errno) in
                switch ClockID(argument: clock) {
                case .CLOCK_REALTIME: break
                default: throw .EINVAL
                }
                try ClockSettingCalls.set(try UserPointer<TimeSpec>(time).load())
                return 0
            }
        }
        table[.settimeofday] = { time, zone, _, _, _, _ in
            answer { () throws(Errno) in
                if zone != 0 {
                    // Only what is so anyway: the clock shows UTC.
                    let zone = try UserPointer<TimeZone>(zone).load()
                    guard zone.minutesWest == 0 else { throw .EINVAL }
                    try ClockSettingCalls.checkRight()
                }
                if time != 0 { try ClockSettingCalls.set(try ClockSettingCalls.load(time)) }
                return 0
            }
        }
        table[.adjtimex] = { state, _, _, _, _, _ in
            answer { () throws(Errno) in try ClockSettingCalls.adjust(state) }
        }
        table[.clock_adjtime] = { clock, state, _, _, _, _ in
            answer { () throws(Errno) in
                let id = ClockID(argument: clock)
                _ = try ProgramClock(id)
                guard id == .CLOCK_REALTIME else { throw .EOPNOTSUPP }
                return try ClockSettingCalls.adjust(state)
            }
        }
    }

    private static func load(_ address: UInt) throws(Errno) -> TimeSpec {
        let time = try UserPointer<TimeValue>(address).load()
        guard time.isValidTimeout else { throw .EINVAL }
        return time.timeSpec
    }

    /// Throws `EINVAL` for no time, or one before the machine started counting; `EPERM`.
    private static func set(_ time: TimeSpec) throws(Errno) {
        let process = Process.current
        let source = process.services.time
        guard time.isValidTimeout, time.seconds < 1 << 33 else { throw .EINVAL }
        try checkRight()
        guard time.totalNanoseconds >= source.monotonicNanoseconds() else { throw .EINVAL }
        source.setWallClock(time)
        process.timers.wallClockChanged()
        source.wallChanges.wakeAll()
        // Those who wait at a futex look again at which time that is.
        for thread in process.threads.all where thread.futex.isWaiting && thread.state == .blocked { Threads.scheduler.wake(thread) }
        process.publishClock(again: true)
    }

    private static func checkRight() throws(Errno) {
        guard Process.current.attributes.credentials.has(Credentials.Capabilities.systemTime) else { throw .EPERM }
    }

    /// Reads how the clock is steered: not at all. Nothing can be changed: `EPERM`.
    private static func adjust(_ address: UInt) throws(Errno) -> Int {
        let modes = try UserPointer<UInt32>(address).load()
        guard modes == 0 else { throw .EPERM }
        var state = TimeAdjustment()
        state.time = TimeValue(Process.current.services.time.wallClock())
        try UserPointer<TimeAdjustment>(address).store(state)
        return TimeAdjustment.TIME_ERROR
    }
}
