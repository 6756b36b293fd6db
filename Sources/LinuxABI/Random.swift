/// getrandom(2).
///
/// Numbers: Linux's include/uapi, linux/random.h.
@frozen
public struct RandomFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Fail with `EAGAIN` rather than wait.
    @inlinable public static var GRND_NONBLOCK: Self { Self(rawValue: 1) }
    /// As /dev/random.
    @inlinable public static var GRND_RANDOM: Self { Self(rawValue: 2) }
    /// Before the pool is ready, too.
    @inlinable public static var GRND_INSECURE: Self { Self(rawValue: 4) }
}
