public import Bytes
public import LinuxABI
public import Sync

/// The clocks that timers go by, and what wakes them.
public protocol TimerClock: AnyObject {
    /// Nanoseconds since start-up; never goes back.
    func monotonicNanoseconds() -> UInt64
    /// Nanoseconds since 1970.
    func wallNanoseconds() -> UInt64
    /// Woken when the wall clock was set.
    var wallChanges: WaitQueue { get }
    /// Something that calls `file.expire()` at a point in time. It does not keep the file.
    func alarm(for file: TimerFile) -> any TimerAlarm
}

/// An alarm clock, set for one moment at a time.
public protocol TimerAlarm: AnyObject {
    /// Rings at `deadline` (nanoseconds since start-up), in place of what it was set for.
    func set(at deadline: UInt64)
    func cancel()
}

/// A timer with a descriptor, timerfd_create(2).
///
/// It rings once for those who wait, at the next expiry; whoever looks computes from the clock how often it has expired.
public final class TimerFile: EventSourceFile {
    private let clock: any TimerClock
    private var alarm: (any TimerAlarm)?
    /// It was made for the wall clock.
    private let isWall: Bool
    /// It waits for a point of the wall clock, which setting that clock moves; else it goes by the monotonic one.
    private var followsWall = false
    /// `TFD_TIMER_CANCEL_ON_SET`, and that it has come to that.
    private var cancelsOnSet = false
    private var isCancelled = false
    /// When it expires next, by its clock; nil while it is disarmed.
    private var expiry: UInt64?
    /// Nanoseconds between expiries; 0: once.
    private var interval: UInt64 = 0
    private let queue = WaitQueue()
    private var watch: WallClockWatch?

    init(_ inode: Inode, _ clock: any TimerClock, isWall: Bool, _ flags: OpenFlags) {
        self.clock = clock
        self.isWall = isWall
        super.init(inode, nil, flags.union(.O_RDWR))
        alarm = clock.alarm(for: self)
    }

    deinit { alarm?.cancel() }

    private var now: UInt64 { followsWall ? clock.wallNanoseconds() : clock.monotonicNanoseconds() }

    /// timerfd_settime(2): arms the timer, or disarms it where `value` is zero; `value` is a point in time if `flags` say so.
    /// Throws `EINVAL`, and `ECANCELED` where the clock was set meanwhile (the timer is set all the same).
    public func set(_ timer: IntervalTimerSpec, _ flags: TimerFlags) throws(Errno) {
        guard timer.value.isValidTimeout, timer.interval.isValidTimeout else { throw .EINVAL }
        let wasCancelled = isCancelled
        isCancelled = false
        interval = timer.interval.totalNanoseconds
        let value = timer.value.totalNanoseconds
        let isAbsolute = flags.contains(.TIMER_ABSTIME)
        followsWall = isWall && isAbsolute
        cancelsOnSet = followsWall && flags.contains(.TFD_TIMER_CANCEL_ON_SET)
        expiry = nil
        if value != 0 {
            let sum = now.addingReportingOverflow(value)
            expiry = isAbsolute ? value : sum.overflow ? .max : sum.partialValue
        }
        watch = nil
        if followsWall, expiry != nil || cancelsOnSet {
            let watch = WallClockWatch(self)
            watch.enter(clock.wallChanges)
            self.watch = watch
        }
        start()
        queue.wakeAll()
        if wasCancelled, cancelsOnSet { throw .ECANCELED }
    }

    /// Sets the alarm for the next expiry, if that is still to come.
    private func start() {
        alarm?.cancel()
        guard let expiry else { return }
        let now = now
        guard expiry > now else { return }
        let (sum, overflow) = clock.monotonicNanoseconds().addingReportingOverflow(expiry - now)
        if !overflow { alarm?.set(at: sum) }
    }

    /// The alarm rings.
    @export(interface)
    public func expire() { if expiries() > 0 { queue.wakeAll() } else { start() } }

    /// The wall clock was set.
    fileprivate func wallClockChanged() {
        if cancelsOnSet {
            isCancelled = true
            queue.wakeAll()
        } else {
            start()
            if expiries() > 0 { queue.wakeAll() }
        }
    }

    /// timerfd_gettime(2): the time to the next expiry, and the period.
    public func remaining() -> IntervalTimerSpec {
        var left: UInt64 = 0
        if let expiry {
            let now = now
            if expiry > now {
                left = expiry - now
            } else if interval > 0 {
                left = interval - (now - expiry) % interval
            }
        }
        return IntervalTimerSpec(
            interval: TimeSpec(totalNanoseconds: interval), value: TimeSpec(totalNanoseconds: left))
    }

    /// How often it has expired since it was read or set.
    private func expiries() -> UInt64 {
        guard let expiry else { return 0 }
        let now = now
        if now < expiry { return 0 }
        return interval == 0 ? 1 : 1 + (now - expiry) / interval
    }

    public override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        guard buffer.count >= 8 else { throw .EINVAL }
        if expiries() == 0, !isCancelled {
            if flags.contains(.O_NONBLOCK) { throw .EAGAIN }
            try queue.wait { () throws(Errno) in expiries() > 0 || isCancelled }
        }
        if isCancelled {
            isCancelled = false
            throw .ECANCELED
        }
        // Counted as read even if there is nowhere to put it, as on Linux.
        let count = expiries()
        if interval == 0 {
            expiry = nil
        } else {
            expiry = expiry.map { $0 &+ count &* interval }
            start()
        }
        try UserPointer<UInt64>(buffer.address).store(count)
        return 8
    }

    public override var waiters: WaitQueue? { queue }
    public override func readiness() -> PollEvents { expiries() > 0 || isCancelled ? [.POLLIN, .POLLRDNORM] : [] }
    public override func displayName() -> [UInt8] { [UInt8](ascii: "anon_inode:[timerfd]") }
}

/// Stands for a timer among those who hear of the wall clock being set.
private final class WallClockWatch: Waiter {
    private let file: Link<TimerFile>

    init(_ file: TimerFile) {
        self.file = Link(file)
        super.init()
    }

    override func wake(_ events: PollEvents) -> Bool {
        file.target?.wallClockChanged()
        return true
    }
}

extension AnonymousSuperblock {
    /// A new timer, disarmed.
    public func timer(_ clock: any TimerClock, isWall: Bool, _ flags: OpenFlags) -> TimerFile {
        TimerFile(anonymousInode(), clock, isWall: isWall, flags)
    }
}
