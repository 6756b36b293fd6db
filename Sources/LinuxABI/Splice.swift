/// splice(2), tee(2), vmsplice(2).
///
/// Numbers: Linux's include/uapi, linux/fcntl.h.
@frozen
public struct SpliceFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Move pages rather than copy.
    @inlinable public static var SPLICE_F_MOVE: Self { Self(rawValue: 1) }
    /// Do not wait on the pipe.
    @inlinable public static var SPLICE_F_NONBLOCK: Self { Self(rawValue: 2) }
    /// More is to come.
    @inlinable public static var SPLICE_F_MORE: Self { Self(rawValue: 4) }
    /// The pages are a gift.
    @inlinable public static var SPLICE_F_GIFT: Self { Self(rawValue: 8) }
}
