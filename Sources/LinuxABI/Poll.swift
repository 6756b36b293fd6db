/// poll(2).
///
/// Numbers: Linux's include/uapi, linux/poll.h, linux/eventpoll.h, linux/signalfd.h, linux/inotify.h.
@frozen
public struct PollEvents: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt16
    @inlinable @inline(__always) public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Can be read.
    @inlinable public static var POLLIN: Self { Self(rawValue: 1) }
    /// Urgent data.
    @inlinable public static var POLLPRI: Self { Self(rawValue: 2) }
    /// Can be written.
    @inlinable public static var POLLOUT: Self { Self(rawValue: 4) }
    /// Error; reported always.
    @inlinable public static var POLLERR: Self { Self(rawValue: 8) }
    /// Hung up; reported always.
    @inlinable public static var POLLHUP: Self { Self(rawValue: 0x10) }
    /// Not a descriptor; reported always.
    @inlinable public static var POLLNVAL: Self { Self(rawValue: 0x20) }
    /// As `POLLIN`.
    @inlinable public static var POLLRDNORM: Self { Self(rawValue: 0x40) }
    /// Priority data can be read.
    @inlinable public static var POLLRDBAND: Self { Self(rawValue: 0x80) }
    /// As `POLLOUT`.
    @inlinable public static var POLLWRNORM: Self { Self(rawValue: 0x100) }
    /// Priority data can be written.
    @inlinable public static var POLLWRBAND: Self { Self(rawValue: 0x200) }
    /// The peer has shut its sending down.
    @inlinable public static var POLLRDHUP: Self { Self(rawValue: 0x2000) }
}

/// epoll_ctl(2). The low bits are those of `PollEvents`.
///
/// Numbers: Linux's include/uapi, linux/poll.h, linux/eventpoll.h, linux/signalfd.h, linux/inotify.h.
@frozen
public struct EpollEvents: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Can be read.
    @inlinable public static var EPOLLIN: Self { Self(rawValue: 1) }
    /// Urgent data.
    @inlinable public static var EPOLLPRI: Self { Self(rawValue: 2) }
    /// Can be written.
    @inlinable public static var EPOLLOUT: Self { Self(rawValue: 4) }
    /// Error; reported always.
    @inlinable public static var EPOLLERR: Self { Self(rawValue: 8) }
    /// Hung up; reported always.
    @inlinable public static var EPOLLHUP: Self { Self(rawValue: 0x10) }
    /// The peer has shut its sending down.
    @inlinable public static var EPOLLRDHUP: Self { Self(rawValue: 0x2000) }
    /// Wake one waiter only.
    @inlinable public static var EPOLLEXCLUSIVE: Self { Self(rawValue: 0x10000000) }
    /// Keep the system awake.
    @inlinable public static var EPOLLWAKEUP: Self { Self(rawValue: 0x20000000) }
    /// Disarm after one event.
    @inlinable public static var EPOLLONESHOT: Self { Self(rawValue: 0x40000000) }
    /// Edge-triggered.
    @inlinable public static var EPOLLET: Self { Self(rawValue: 0x80000000) }
}

/// epoll_ctl(2).
///
/// Numbers: Linux's include/uapi, linux/poll.h, linux/eventpoll.h, linux/signalfd.h, linux/inotify.h.
@frozen
public struct EpollOperation: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Add a descriptor.
    @inlinable public static var EPOLL_CTL_ADD: Self { Self(rawValue: 1) }
    /// Remove it.
    @inlinable public static var EPOLL_CTL_DEL: Self { Self(rawValue: 2) }
    /// Change its events.
    @inlinable public static var EPOLL_CTL_MOD: Self { Self(rawValue: 3) }
}

/// eventfd2(2).
///
/// Numbers: Linux's include/uapi, linux/poll.h, linux/eventpoll.h, linux/signalfd.h, linux/inotify.h.
@frozen
public struct EventfdFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Each read takes one.
    @inlinable public static var EFD_SEMAPHORE: Self { Self(rawValue: 1) }
    /// `O_NONBLOCK`.
    @inlinable public static var EFD_NONBLOCK: Self { Self(rawValue: 0o4000) }
    /// Close on execve(2).
    @inlinable public static var EFD_CLOEXEC: Self { Self(rawValue: 0o2000000) }
}

/// inotify_add_watch(2).
///
/// Numbers: Linux's include/uapi, linux/poll.h, linux/eventpoll.h, linux/signalfd.h, linux/inotify.h.
@frozen
public struct InotifyMask: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Read.
    @inlinable public static var IN_ACCESS: Self { Self(rawValue: 1) }
    /// Written.
    @inlinable public static var IN_MODIFY: Self { Self(rawValue: 2) }
    /// Metadata changed.
    @inlinable public static var IN_ATTRIB: Self { Self(rawValue: 4) }
    /// Closed after writing.
    @inlinable public static var IN_CLOSE_WRITE: Self { Self(rawValue: 8) }
    /// Closed, not written.
    @inlinable public static var IN_CLOSE_NOWRITE: Self { Self(rawValue: 0x10) }
    /// Opened.
    @inlinable public static var IN_OPEN: Self { Self(rawValue: 0x20) }
    /// Moved away.
    @inlinable public static var IN_MOVED_FROM: Self { Self(rawValue: 0x40) }
    /// Moved here.
    @inlinable public static var IN_MOVED_TO: Self { Self(rawValue: 0x80) }
    /// Created.
    @inlinable public static var IN_CREATE: Self { Self(rawValue: 0x100) }
    /// Deleted.
    @inlinable public static var IN_DELETE: Self { Self(rawValue: 0x200) }
    /// The watched thing itself deleted.
    @inlinable public static var IN_DELETE_SELF: Self { Self(rawValue: 0x400) }
    /// The watched thing itself moved.
    @inlinable public static var IN_MOVE_SELF: Self { Self(rawValue: 0x800) }
    /// Events were lost.
    @inlinable public static var IN_Q_OVERFLOW: Self { Self(rawValue: 0x4000) }
    /// The watch is gone.
    @inlinable public static var IN_IGNORED: Self { Self(rawValue: 0x8000) }
    /// Not of what has lost its name.
    @inlinable public static var IN_EXCL_UNLINK: Self { Self(rawValue: 0x4000000) }
    /// Only a new watch.
    @inlinable public static var IN_MASK_CREATE: Self { Self(rawValue: 0x10000000) }
    /// It happened to a directory.
    @inlinable public static var IN_ISDIR: Self { Self(rawValue: 0x40000000) }
    /// Only a directory.
    @inlinable public static var IN_ONLYDIR: Self { Self(rawValue: 0x1000000) }
    /// Do not follow a symbolic link.
    @inlinable public static var IN_DONT_FOLLOW: Self { Self(rawValue: 0x2000000) }
    /// Add to the watch.
    @inlinable public static var IN_MASK_ADD: Self { Self(rawValue: 0x20000000) }
    /// One event.
    @inlinable public static var IN_ONESHOT: Self { Self(rawValue: 0x80000000) }
}
