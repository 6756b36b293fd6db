internal import LinuxABI
internal import Scheduling
internal import Sync

/// A timer of timer_create(2).
///
/// A periodic one is not set again before its signal is taken: what was missed meanwhile is its overrun count, and a short period
/// cannot keep the machine busy.
final class PosixTimer: ClockTimer {
    /// What happens when it expires: `SIGEV_`.
    enum Notification {
        case none
        case process(Signal)
        case thread(Int32, Signal)
    }

    let id: Int32
    private var process: Link<Process>
    private let notification: Notification
    /// What its signals carry.
    private let value: UInt64
    /// Tells signals of this setting from those of earlier ones.
    private var setting: UInt64 = 0
    /// Its signal waits to be taken.
    private var isQueued = false
    /// Of the signal that was taken last: timer_getoverrun(2).
    private(set) var overrun: Int32 = 0

    init(id: Int32, _ clock: ProgramClock, _ notification: Notification, value: UInt64, _ process: Process?) {
        self.id = id
        self.notification = notification
        self.value = value
        self.process = Link<Process>()
        self.process.target = process
        super.init(clock)
    }

    /// timer_settime(2).
    func arm(_ time: IntervalTimerSpec, isAbsolute: Bool) {
        setting &+= 1
        isQueued = false
        overrun = 0
        set(time.value.totalNanoseconds, interval: time.interval.totalNanoseconds, isAbsolute: isAbsolute)
    }

    /// timer_gettime(2).
    var time: IntervalTimerSpec {
        var left = remaining()
        if left == 0, isSet { left = 1 }
        return IntervalTimerSpec(interval: TimeSpec(totalNanoseconds: interval), value: TimeSpec(totalNanoseconds: left))
    }

    override func start() {
        // Nobody hears of it: whoever asks computes where it is.
        if case .none = notification { return }
        super.start()
    }

    override func expired() {
        guard let process = process.target else { return }
        switch notification {
        case .none: return
        case .process(let signal):
            isQueued = !process.discards(signal)
            if isQueued { process.raise(information(signal)) }
        case .thread(let number, let signal):
            guard let thread = process.threads.find(number) else { return disarm() }
            isQueued = !process.discards(signal, at: thread)
            if isQueued { process.raise(information(signal), at: thread) }
        }
        if interval == 0 {
            expiry = nil
        } else if !isQueued {
            _ = forward(clock.now() &+ 1_000_000)
            start()
        }
    }

    private func information(_ signal: Signal) -> SignalInfo {
        var info = SignalInfo(signal: signal, code: .SI_TIMER)
        info.timer = id
        info.value = value
        info.sender = setting
        return info
    }

    /// Its signal is taken: counts what was missed, and goes on. Returns the overrun count.
    func taken(_ info: SignalInfo) -> Int32 {
        guard isQueued, info.sender == setting else { return 0 }
        isQueued = false
        let count = forward(clock.now())
        overrun = count == 0 ? 0 : Int32(clamping: count - 1)
        if interval > 0 { start() }
        return overrun
    }

    /// Signals that waited were discarded, perhaps its own: a periodic one goes on.
    func signalsWereDropped(_ set: SignalSet) {
        let signal: Signal
        switch notification {
        case .none: return
        case .process(let one), .thread(_, let one): signal = one
        }
        guard isQueued, set.contains(signal) else { return }
        isQueued = false
        _ = forward(clock.now())
        if interval > 0 { start() }
    }
}
