/// wait4(2), waitid(2).
///
/// Numbers: Linux's include/uapi, linux/wait.h.
@frozen
public struct WaitOptions: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Do not wait.
    @inlinable public static var WNOHANG: Self { Self(rawValue: 1) }
    /// Stopped children too.
    @inlinable public static var WUNTRACED: Self { Self(rawValue: 2) }
    /// Ended children.
    @inlinable public static var WEXITED: Self { Self(rawValue: 4) }
    /// Continued children too.
    @inlinable public static var WCONTINUED: Self { Self(rawValue: 8) }
    /// Leave it to be waited for again.
    @inlinable public static var WNOWAIT: Self { Self(rawValue: 0x1000000) }
    /// Not the children of other threads.
    @inlinable public static var __WNOTHREAD: Self { Self(rawValue: 0x20000000) }
    /// All kinds of children.
    @inlinable public static var __WALL: Self { Self(rawValue: 0x40000000) }
    /// Only children that send no `SIGCHLD`.
    @inlinable public static var __WCLONE: Self { Self(rawValue: 0x80000000) }
}

/// waitid(2).
///
/// Numbers: Linux's include/uapi, linux/wait.h.
@frozen
public struct WaitTarget: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Any child.
    @inlinable public static var P_ALL: Self { Self(rawValue: 0) }
    /// This one.
    @inlinable public static var P_PID: Self { Self(rawValue: 1) }
    /// One of the group.
    @inlinable public static var P_PGID: Self { Self(rawValue: 2) }
    /// The one of the descriptor.
    @inlinable public static var P_PIDFD: Self { Self(rawValue: 3) }
}
