/// The operation of futex(2), flags left out.
///
/// Numbers: Linux's include/uapi, linux/futex.h.
@frozen
public struct FutexCommand: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Wait while the word has the value.
    @inlinable public static var FUTEX_WAIT: Self { Self(rawValue: 0) }
    /// Wake so many.
    @inlinable public static var FUTEX_WAKE: Self { Self(rawValue: 1) }
    /// Gone since Linux 2.6.26.
    @inlinable public static var FUTEX_FD: Self { Self(rawValue: 2) }
    /// Wake some, move the others.
    @inlinable public static var FUTEX_REQUEUE: Self { Self(rawValue: 3) }
    /// The same if the word has the value.
    @inlinable public static var FUTEX_CMP_REQUEUE: Self { Self(rawValue: 4) }
    /// Change a second word, wake on both.
    @inlinable public static var FUTEX_WAKE_OP: Self { Self(rawValue: 5) }
    /// Take a priority-inheriting lock.
    @inlinable public static var FUTEX_LOCK_PI: Self { Self(rawValue: 6) }
    /// Release it.
    @inlinable public static var FUTEX_UNLOCK_PI: Self { Self(rawValue: 7) }
    /// Try to take it.
    @inlinable public static var FUTEX_TRYLOCK_PI: Self { Self(rawValue: 8) }
    /// Wait, with a mask and a point in time.
    @inlinable public static var FUTEX_WAIT_BITSET: Self { Self(rawValue: 9) }
    /// Wake those whose mask meets this one.
    @inlinable public static var FUTEX_WAKE_BITSET: Self { Self(rawValue: 10) }
    /// Wait to be moved to a priority-inheriting lock.
    @inlinable public static var FUTEX_WAIT_REQUEUE_PI: Self { Self(rawValue: 11) }
    /// Move to a priority-inheriting lock.
    @inlinable public static var FUTEX_CMP_REQUEUE_PI: Self { Self(rawValue: 12) }
    /// `FUTEX_LOCK_PI` on the monotonic clock.
    @inlinable public static var FUTEX_LOCK_PI2: Self { Self(rawValue: 13) }
}

/// The flags of futex(2)'s operation.
///
/// Numbers: Linux's include/uapi, linux/futex.h.
@frozen
public struct FutexFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Not shared between processes.
    @inlinable public static var FUTEX_PRIVATE_FLAG: Self { Self(rawValue: 0x80) }
    /// The time is of `CLOCK_REALTIME`.
    @inlinable public static var FUTEX_CLOCK_REALTIME: Self { Self(rawValue: 0x100) }
}

/// The bits of a futex word that the kernel reads and sets: robust and priority-inheriting locks.
///
/// Numbers: Linux's include/uapi, linux/futex.h.
public enum FutexWord {
    /// Someone waits in the kernel.
    @inlinable public static var waiters: UInt32 { 0x8000_0000 }
    /// The owner ended while it held the lock.
    @inlinable public static var ownerDied: UInt32 { 0x4000_0000 }
    /// The owner's thread number.
    @inlinable public static var ownerMask: UInt32 { 0x3fff_ffff }
}
