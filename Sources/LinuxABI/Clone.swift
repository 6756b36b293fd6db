/// clone(2). The low eight bits of clone's own argument are the signal sent at the end.
///
/// Numbers: Linux's include/uapi, linux/sched.h.
@frozen
public struct CloneFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt64
    @inlinable @inline(__always) public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Share memory.
    @inlinable public static var CLONE_VM: Self { Self(rawValue: 0x100) }
    /// Share root, working directory and umask.
    @inlinable public static var CLONE_FS: Self { Self(rawValue: 0x200) }
    /// Share descriptors.
    @inlinable public static var CLONE_FILES: Self { Self(rawValue: 0x400) }
    /// Share signal actions.
    @inlinable public static var CLONE_SIGHAND: Self { Self(rawValue: 0x800) }
    /// Give a pidfd.
    @inlinable public static var CLONE_PIDFD: Self { Self(rawValue: 0x1000) }
    /// Trace the child too.
    @inlinable public static var CLONE_PTRACE: Self { Self(rawValue: 0x2000) }
    /// Wait until the child runs a program or ends.
    @inlinable public static var CLONE_VFORK: Self { Self(rawValue: 0x4000) }
    /// The same parent.
    @inlinable public static var CLONE_PARENT: Self { Self(rawValue: 0x8000) }
    /// In the same thread group.
    @inlinable public static var CLONE_THREAD: Self { Self(rawValue: 0x10000) }
    /// New mount namespace.
    @inlinable public static var CLONE_NEWNS: Self { Self(rawValue: 0x20000) }
    /// Share semaphore adjustments.
    @inlinable public static var CLONE_SYSVSEM: Self { Self(rawValue: 0x40000) }
    /// Set the thread pointer.
    @inlinable public static var CLONE_SETTLS: Self { Self(rawValue: 0x80000) }
    /// Store the thread's number in the parent.
    @inlinable public static var CLONE_PARENT_SETTID: Self { Self(rawValue: 0x100000) }
    /// Clear the number and wake at its end.
    @inlinable public static var CLONE_CHILD_CLEARTID: Self { Self(rawValue: 0x200000) }
    /// Ignored.
    @inlinable public static var CLONE_DETACHED: Self { Self(rawValue: 0x400000) }
    /// No forced tracing.
    @inlinable public static var CLONE_UNTRACED: Self { Self(rawValue: 0x800000) }
    /// Store the thread's number in the child.
    @inlinable public static var CLONE_CHILD_SETTID: Self { Self(rawValue: 0x1000000) }
    /// New cgroup namespace.
    @inlinable public static var CLONE_NEWCGROUP: Self { Self(rawValue: 0x2000000) }
    /// New host name.
    @inlinable public static var CLONE_NEWUTS: Self { Self(rawValue: 0x4000000) }
    /// New IPC namespace.
    @inlinable public static var CLONE_NEWIPC: Self { Self(rawValue: 0x8000000) }
    /// New user namespace.
    @inlinable public static var CLONE_NEWUSER: Self { Self(rawValue: 0x10000000) }
    /// New process numbers.
    @inlinable public static var CLONE_NEWPID: Self { Self(rawValue: 0x20000000) }
    /// New network.
    @inlinable public static var CLONE_NEWNET: Self { Self(rawValue: 0x40000000) }
    /// Share the I/O context.
    @inlinable public static var CLONE_IO: Self { Self(rawValue: 0x80000000) }
    /// Handlers back to their default (clone3).
    @inlinable public static var CLONE_CLEAR_SIGHAND: Self { Self(rawValue: 0x100000000) }
    /// Into another cgroup (clone3).
    @inlinable public static var CLONE_INTO_CGROUP: Self { Self(rawValue: 0x200000000) }
}
