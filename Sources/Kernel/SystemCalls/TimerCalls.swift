internal import Bytes
internal import LinuxABI

/// Timers that send signals: timer_create(2) and its relatives.
enum TimerCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.timer_create] = { clock, event, id, _, _, _ in
            answer { () throws(Errno) in
                let clock = try TimerCalls.clock(ClockID(argument: clock))
                let process = Process.current
                var notification = PosixTimer.Notification.process(.SIGALRM)
                var value: UInt64?
                if event != 0 {
                    let event = try UserPointer<SignalEvent>(event).load()
                    notification = try TimerCalls.notification(event)
                    value = event.value
                }
                guard !process.isQueueFull() else { throw .EAGAIN }
                let timer = process.timers.make(clock, notification, value: value)
                do throws(Errno) {
                    try UserPointer<Int32>(id).store(timer.id)
                } catch {
                    process.timers.delete(timer)
                    throw error
                }
                return 0
            }
        }
        table[.timer_settime] = { id, flags, new, old, _, _ in
            answer { () throws(Errno) in
                guard new != 0 else { throw .EINVAL }
                let setting = try UserPointer<IntervalTimerSpec>(new).load()
                guard setting.value.isValidTimeout, setting.interval.isValidTimeout else { throw .EINVAL }
                let timer = try TimerCalls.timer(id)
                let before = timer.time
                timer.arm(setting, isAbsolute: TimerFlags(argument: flags).contains(.TIMER_ABSTIME))
                if old != 0 { try UserPointer<IntervalTimerSpec>(old).store(before) }
                return 0
            }
        }
        table[.timer_gettime] = { id, result, _, _, _, _ in
            answer { () throws(Errno) in
                try UserPointer<IntervalTimerSpec>(result).store(try TimerCalls.timer(id).time)
                return 0
            }
        }
        table[.timer_getoverrun] = { id, _, _, _, _, _ in
            answer { () throws(Errno) in Int(try TimerCalls.timer(id).overrun) }
        }
        table[.timer_delete] = { id, _, _, _, _, _ in
            answer { () throws(Errno) in
                Process.current.timers.delete(try TimerCalls.timer(id))
                return 0
            }
        }
        bindIntervalTimers(table)
    }

    private static func timer(_ id: UInt) throws(Errno) -> PosixTimer {
        guard let timer = Process.current.timers.find(Int32(truncatingIfNeeded: id)) else { throw .EINVAL }
        return timer
    }

    /// The clock of that number, if it has timers. Throws `EINVAL`, and `EOPNOTSUPP` for those without, or without a device that would
    /// wake the machine.
    private static func clock(_ id: ClockID) throws(Errno) -> ProgramClock {
        switch id {
        case .CLOCK_MONOTONIC_RAW, .CLOCK_MONOTONIC_COARSE, .CLOCK_REALTIME_COARSE, .CLOCK_REALTIME_ALARM, .CLOCK_BOOTTIME_ALARM:
            throw .EOPNOTSUPP
        default: return try ProgramClock(id)
        }
    }

    /// sigevent(7). `SIGEV_THREAD` is the C library's to carry out: to the kernel it is a signal.
    private static func notification(_ event: SignalEvent) throws(Errno) -> PosixTimer.Notification {
        if event.notify == .SIGEV_NONE { return .none }
        guard event.signal.isValid else { throw .EINVAL }
        switch event.notify {
        case .SIGEV_SIGNAL, .SIGEV_THREAD: return .process(event.signal)
        case .SIGEV_THREAD_ID:
            guard Process.current.threads.find(event.thread) != nil else { throw .EINVAL }
            return .thread(event.thread, event.signal)
        default: throw .EINVAL
        }
    }

    // MARK: setitimer, alarm

    private static func bindIntervalTimers(_ table: borrowing HandlerTable) {
        table[.getitimer] = { which, value, _, _, _, _ in
            answer { () throws(Errno) in
                let which = try TimerCalls.kind(which)
                let timer = Process.current.timers.alarm(which, forSetting: false)
                try UserPointer<IntervalTimerValue>(value).store(timer?.value ?? IntervalTimerValue())
                return 0
            }
        }
        table[.setitimer] = { which, new, old, _, _, _ in
            answer { () throws(Errno) in
                // As Linux: no new value is one of zero.
                let setting = new == 0 ? IntervalTimerValue() : try UserPointer<IntervalTimerValue>(new).load()
                guard setting.value.isValidTimeout, setting.interval.isValidTimeout else { throw .EINVAL }
                let which = try TimerCalls.kind(which)
                let before = TimerCalls.set(which, setting)
                if old != 0 { try UserPointer<IntervalTimerValue>(old).store(before) }
                return 0
            }
        }
        table[.alarm] = { seconds, _, _, _, _, _ in
            let seconds = min(UInt32(truncatingIfNeeded: seconds), UInt32(Int32.max))
            let before = TimerCalls.set(
                .ITIMER_REAL, IntervalTimerValue(interval: TimeValue(), value: TimeValue(seconds: Int64(seconds)))).value
            // To the nearest second, but never none where there is something left.
            let isMore = before.microseconds >= 500_000 || before.seconds == 0 && before.microseconds > 0
            return Int(before.seconds) + (isMore ? 1 : 0)
        }
    }

    private static func kind(_ which: UInt) throws(Errno) -> IntervalTimer {
        let which = IntervalTimer(argument: which)
        guard which.rawValue <= IntervalTimer.ITIMER_PROF.rawValue else { throw .EINVAL }
        return which
    }

    /// Sets an interval timer; returns what it was set to.
    private static func set(_ which: IntervalTimer, _ new: IntervalTimerValue) -> IntervalTimerValue {
        let value = new.value.timeSpec.totalNanoseconds
        let interval = new.interval.timeSpec.totalNanoseconds
        // As Linux: of a timer that is disarmed the processor's keep the period.
        let keeps = which != .ITIMER_REAL && interval != 0
        guard let timer = Process.current.timers.alarm(which, forSetting: value != 0 || keeps) else { return IntervalTimerValue() }
        let before = timer.value
        timer.set(value, interval: interval, isAbsolute: false)
        if keeps { timer.interval = interval }
        return before
    }
}
