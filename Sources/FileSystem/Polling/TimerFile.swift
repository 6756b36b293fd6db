public import Bytes
public import LinuxABI
public import Sync

/// The clocks that timers go by.
public protocol TimerClock: AnyObject {
    /// Nanoseconds since start-up; never goes back.
    func monotonicNanoseconds() -> UInt64
    /// Nanoseconds since 1970.
    func wallNanoseconds() -> UInt64
}

/// A timer with a descriptor, timerfd_create(2).
///
/// Nothing ticks: whoever looks computes from the clock what has expired.
public final class TimerFile: OpenFile {
    private let clock: any TimerClock
    /// It goes by the wall clock.
    private let isWall: Bool
    /// When it expires next, by the monotonic clock; nil while it is disarmed.
    private var deadline: UInt64?
    /// Nanoseconds between expiries; 0: once.
    private var interval: UInt64 = 0
    private let queue = WaitQueue(isPolled: true)

    init(_ inode: Inode, _ clock: any TimerClock, isWall: Bool, _ flags: OpenFlags) {
        self.clock = clock
        self.isWall = isWall
        super.init(inode, nil, flags.union(.O_RDWR))
    }

    /// timerfd_settime(2): arms the timer, or disarms it where `value` is zero; `value` is a point in time if `isAbsolute`.
    public func set(_ timer: IntervalTimerSpec, isAbsolute: Bool) throws(Errno) {
        guard timer.value.isValidTimeout, timer.interval.isValidTimeout else { throw .EINVAL }
        interval = timer.interval.totalNanoseconds
        let value = timer.value.totalNanoseconds
        if value == 0 {
            deadline = nil
        } else if !isAbsolute {
            let sum = clock.monotonicNanoseconds().addingReportingOverflow(value)
            deadline = sum.overflow ? .max : sum.partialValue
        } else if isWall {
            // The wall clock cannot be set, so its distance from the other is fixed.
            let start = clock.wallNanoseconds() &- clock.monotonicNanoseconds()
            deadline = value > start ? value - start : 1
        } else {
            deadline = value
        }
        queue.wakeAll()
    }

    /// timerfd_gettime(2): the time to the next expiry, and the period.
    public func remaining() -> IntervalTimerSpec {
        var left: UInt64 = 0
        if let deadline {
            let now = clock.monotonicNanoseconds()
            if deadline > now {
                left = deadline - now
            } else if interval > 0 {
                left = interval - (now - deadline) % interval
            }
        }
        return IntervalTimerSpec(
            interval: TimeSpec(totalNanoseconds: interval), value: TimeSpec(totalNanoseconds: left))
    }

    /// How often it has expired since it was read or set.
    private func expiries() -> UInt64 {
        guard let deadline else { return 0 }
        let now = clock.monotonicNanoseconds()
        if now < deadline { return 0 }
        return interval == 0 ? 1 : 1 + (now - deadline) / interval
    }

    public override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        guard buffer.count >= 8 else { throw .EINVAL }
        var count = expiries()
        if count == 0 {
            if flags.contains(.O_NONBLOCK) { throw .EAGAIN }
            try queue.wait { () throws(Errno) in expiries() > 0 }
            count = expiries()
        }
        // Counted as read even if there is nowhere to put it, as on Linux.
        if interval == 0 { deadline = nil } else { deadline = deadline.map { $0 &+ count &* interval } }
        try UserPointer<UInt64>(buffer.address).store(count)
        return 8
    }

    public override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int { throw .EINVAL }
    public override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .ESPIPE }
    public override func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .ESPIPE }
    public override func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 { 0 }
    public override var hasPositions: Bool { false }
    public override func synchronize() throws(Errno) { throw .EINVAL }

    public override var isPollable: Bool { true }
    public override var waiters: WaitQueue? { queue }
    public override var activity: FileActivity { FileActivity(input: UInt32(truncatingIfNeeded: expiries())) }
    public override func readiness() -> PollEvents { expiries() > 0 ? [.POLLIN, .POLLRDNORM] : [] }
    public override func displayName() -> [UInt8] { [UInt8](ascii: "anon_inode:[timerfd]") }
}

extension AnonymousSuperblock {
    /// A new timer, disarmed.
    public func timer(_ clock: any TimerClock, isWall: Bool, _ flags: OpenFlags) -> TimerFile {
        TimerFile(anonymousInode(), clock, isWall: isWall, flags)
    }
}
