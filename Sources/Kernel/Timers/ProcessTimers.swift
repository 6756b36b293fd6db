internal import LinuxABI
internal import Sync

/// All timers of a process that send signals.
final class ProcessTimers {
    private var posix: [PosixTimer] = []
    private var lastID: Int32 = -1
    private var process = Link<Process>()
    // Made when they are first set.
    private var alarms = InlineArray<3, IntervalAlarm?>(repeating: nil)
    private var limit: ProcessorLimit?

    /// The process that they belong to.
    var owner: Process? {
        get { process.target }
        set { process.target = newValue }
    }

    /// How many timers of timer_create(2) there are.
    var count: Int { posix.count }

    /// A new timer, disarmed. Numbers go up, as on Linux. Without a `signal` of its own its value is its number.
    func make(_ clock: ProgramClock, _ notification: PosixTimer.Notification, value: UInt64?) -> PosixTimer {
        repeat { lastID = lastID == .max ? 0 : lastID + 1 } while find(lastID) != nil
        let timer = PosixTimer(id: lastID, clock, notification, value: value ?? UInt64(UInt32(bitPattern: lastID)), owner)
        posix.append(timer)
        return timer
    }

    func find(_ id: Int32) -> PosixTimer? {
        for timer in posix where timer.id == id { return timer }
        return nil
    }

    func delete(_ timer: PosixTimer) {
        timer.disarm()
        posix.removeAll { $0 === timer }
    }

    /// No timer of timer_create(2) outlives its program.
    func deleteAll() { while let timer = posix.last { delete(timer) } }

    /// The interval timer of that kind; where it is not wanted for setting, nil if it was never set.
    func alarm(_ which: IntervalTimer, forSetting: Bool) -> IntervalAlarm? {
        let index = Int(which.rawValue)
        if alarms[index] == nil, forSetting, let process = owner {
            switch which {
            case .ITIMER_REAL: alarms[index] = IntervalAlarm(.monotonic, .SIGALRM, process)
            case .ITIMER_VIRTUAL: alarms[index] = IntervalAlarm(.process(process), .SIGVTALRM, process)
            default: alarms[index] = IntervalAlarm(.process(process), .SIGPROF, process)
            }
        }
        return alarms[index]
    }

    /// `RLIMIT_CPU` was set.
    func adopt(_ new: ResourceLimit) {
        if limit == nil, new.current != ResourceLimit.infinity, let process = owner { limit = ProcessorLimit(process) }
        limit?.adopt(new)
    }

    /// The wall clock was set: timers that wait for a point of it wait for another time now.
    func wallClockChanged() {
        for timer in posix { timer.wallClockChanged() }
    }

    /// A timer's signal is taken by whoever handles it: says how often the timer expired besides.
    func taken(_ info: SignalInfo) -> SignalInfo {
        var info = info
        if let timer = find(info.timer) { info.overrun = timer.taken(info) }
        info.sender = 0
        return info
    }

    /// Pending signals were discarded.
    func signalsWereDropped(_ set: SignalSet) {
        for timer in posix { timer.signalsWereDropped(set) }
    }
}
