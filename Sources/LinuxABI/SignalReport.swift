/// signalfd4(2).
///
/// Numbers: Linux's include/uapi, linux/signalfd.h.
@frozen
public struct SignalfdFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `O_NONBLOCK`.
    @inlinable public static var SFD_NONBLOCK: Self { Self(rawValue: 0o4000) }
    /// Close on execve(2).
    @inlinable public static var SFD_CLOEXEC: Self { Self(rawValue: 0o2000000) }
}

/// `struct signalfd_siginfo` (signalfd(2)): 128 bytes, what a read gives of a signal. Fields without their `ssi_`.
@frozen
public struct SignalReport: BitwiseCopyable, Sendable {
    public var signo: Int32
    public var errno: Int32
    public var code: Int32
    public var pid: Int32 = 0
    public var uid: UInt32 = 0
    public var fd: Int32 = 0
    public var tid: Int32 = 0
    public var band: UInt32 = 0
    public var overrun: Int32 = 0
    public var trapno: UInt32 = 0
    public var status: Int32 = 0
    public var int: Int32 = 0
    public var ptr: UInt64 = 0
    public var utime: UInt64 = 0
    public var stime: UInt64 = 0
    public var addr: UInt64 = 0
    private var rest = InlineArray<6, UInt64>(repeating: 0)

    /// What a read gives of `info`: which of its fields mean something depends on its code and signal.
    public init(_ info: SignalInfo) {
        signo = info.signal.rawValue
        errno = info.errno
        code = info.code.rawValue
        if info.code == .SI_TIMER {
            (tid, overrun, ptr) = (info.timer, info.overrun, info.value)
            int = Int32(truncatingIfNeeded: info.value)
        } else if info.code.rawValue > 0, info.code.rawValue < SignalCode.SI_KERNEL.rawValue,
            SignalSet.synchronous.contains(info.signal)
        {
            addr = UInt64(info.address)
        } else {
            (pid, uid) = (info.pid, info.uid)
            if info.code.rawValue < 0 {
                ptr = info.value
                int = Int32(truncatingIfNeeded: info.value)
            } else if info.signal == .SIGCHLD {
                status = Int32(truncatingIfNeeded: info.value)
            }
        }
    }
}
