internal import LinuxABI
internal import Sync

/// An interval timer of setitimer(2): its signal goes to the process.
final class IntervalAlarm: ClockTimer {
    private let process: Link<Process>
    private let signal: Signal

    init(_ clock: ProgramClock, _ signal: Signal, _ process: Process) {
        self.process = Link(process)
        self.signal = signal
        super.init(clock)
    }

    override func expired() {
        process.target?.raise(SignalInfo(signal: signal, code: .SI_KERNEL))
        if interval == 0 { return disarm() }
        // A period too short to be served would leave no time for anything else.
        _ = forward(clock.now() &+ 50_000)
        start()
    }

    /// What is left, and the period. Never zero while it is armed.
    var value: IntervalTimerValue {
        let left = expiry == nil ? 0 : max(remaining(), 1000)
        return IntervalTimerValue(
            interval: TimeValue(TimeSpec(totalNanoseconds: interval)), value: TimeValue(TimeSpec(totalNanoseconds: left)))
    }
}

/// `RLIMIT_CPU` (getrlimit(2)): SIGXCPU at the soft limit and each second after it, SIGKILL at the hard one.
final class ProcessorLimit: ClockTimer {
    private let process: Link<Process>

    init(_ process: Process) {
        self.process = Link(process)
        super.init(.process(process))
    }

    /// The limit was set, in seconds.
    func adopt(_ limit: ResourceLimit) {
        if limit.current == ResourceLimit.infinity { return disarm() }
        let (nanoseconds, overflow) = limit.current.multipliedReportingOverflow(by: 1_000_000_000)
        set(overflow ? .max : max(nanoseconds, 1_000_000_000), interval: 1_000_000_000, isAbsolute: true)
    }

    override func expired() {
        guard let process = process.target, let limit = process.attributes.limits[.RLIMIT_CPU] else { return }
        let isOver = clock.now() / 1_000_000_000 >= limit.maximum
        process.raise(SignalInfo(signal: isOver ? .SIGKILL : .SIGXCPU, code: .SI_KERNEL))
        _ = forward(clock.now())
        start()
    }
}
