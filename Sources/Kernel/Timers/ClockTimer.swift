internal import LinuxABI
internal import Scheduling

/// A timer of the program's on one of its clocks, with a first expiry and perhaps a period.
class ClockTimer: TimerEntry {
    /// What it goes by while it is armed: of the wall clock only where it was set to a point in time, since setting that clock moves those.
    private(set) final var clock: ProgramClock
    /// What a span or a point in time is counted on.
    final let base: ProgramClock
    /// The next expiry on `clock`, in nanoseconds; nil while it is disarmed.
    final var expiry: UInt64?
    /// Nanoseconds between expiries; 0: once.
    final var interval: UInt64 = 0

    init(_ base: ProgramClock) {
        self.base = base
        clock = base
    }

    /// Arms it, or disarms it where `value` is 0: nanoseconds from now, or a point on its clock.
    final func set(_ value: UInt64, interval: UInt64, isAbsolute: Bool) {
        Threads.scheduler.cancel(self)
        self.interval = value == 0 ? 0 : interval
        expiry = nil
        if value == 0 { return }
        clock = base
        if case .wall = base, !isAbsolute { clock = .monotonic }
        if isAbsolute {
            expiry = value
        } else {
            let (sum, overflow) = clock.now().addingReportingOverflow(value)
            expiry = overflow ? .max : sum
        }
        start()
    }

    final func disarm() {
        Threads.scheduler.cancel(self)
        expiry = nil
    }

    /// Enters the machine's queue of timers at the earliest moment at which it can expire.
    func start() {
        guard let expiry else { return }
        let moment = clock.moment(of: expiry)
        if moment != .max { Threads.scheduler.set(self, at: moment) }
    }

    /// The wall clock was set.
    final func wallClockChanged() {
        if case .wall = clock, isSet { start() }
    }

    final override func fire() {
        guard let expiry else { return }
        if clock.now() < expiry { return start() }
        expired()
    }

    /// Its time has come. It is not in the machine's queue any more.
    func expired() {}

    /// Moves the next expiry behind `now`; returns by how many periods.
    final func forward(_ now: UInt64) -> UInt64 {
        guard interval > 0, let expiry, now >= expiry else { return 0 }
        let count = (now - expiry) / interval + 1
        let (sum, overflow) = expiry.addingReportingOverflow(count &* interval)
        self.expiry = overflow ? .max : sum
        return count
    }

    /// Nanoseconds to the next expiry; 0 where there is none to come.
    final func remaining() -> UInt64 {
        guard let expiry else { return 0 }
        let now = clock.now()
        if expiry > now { return expiry - now }
        return interval == 0 ? 0 : interval - (now - expiry) % interval
    }
}
