/// What may be done with pages (mmap(2), mprotect(2)).
///
/// Numbers: Linux's include/uapi, linux/mman.h, asm/mman.h, linux/memfd.h, linux/mempolicy.h.
@frozen
public struct MemoryProtection: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Reading.
    @inlinable public static var PROT_READ: Self { Self(rawValue: 1) }
    /// Writing.
    @inlinable public static var PROT_WRITE: Self { Self(rawValue: 2) }
    /// Executing.
    @inlinable public static var PROT_EXEC: Self { Self(rawValue: 4) }
    /// Atomic operations; no effect.
    @inlinable public static var PROT_SEM: Self { Self(rawValue: 8) }
    /// mprotect(2): down to the start of a mapping that grows downwards.
    @inlinable public static var PROT_GROWSDOWN: Self { Self(rawValue: 0x1000000) }
    /// mprotect(2): up to the end of a mapping that grows upwards.
    @inlinable public static var PROT_GROWSUP: Self { Self(rawValue: 0x2000000) }
}

/// mmap(2). The two lowest bits are the type: `MAP_SHARED`, `MAP_PRIVATE` or both for `MAP_SHARED_VALIDATE`.
///
/// Numbers: Linux's include/uapi, linux/mman.h, asm/mman.h, linux/memfd.h, linux/mempolicy.h.
@frozen
public struct MapFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Writes are seen by others and reach the file.
    @inlinable public static var MAP_SHARED: Self { Self(rawValue: 1) }
    /// Writes stay with this mapping.
    @inlinable public static var MAP_PRIVATE: Self { Self(rawValue: 2) }
    /// As `MAP_SHARED`, and unknown flags are refused with `EOPNOTSUPP`.
    @inlinable public static var MAP_SHARED_VALIDATE: Self { Self(rawValue: 3) }
    /// Exactly at the address, in place of what is there.
    @inlinable public static var MAP_FIXED: Self { Self(rawValue: 0x10) }
    /// Zeroes rather than a file.
    @inlinable public static var MAP_ANONYMOUS: Self { Self(rawValue: 0x20) }
    /// Below 2 GiB.
    @inlinable public static var MAP_32BIT: Self { Self(rawValue: 0x40) }
    /// A stack: extends downwards.
    @inlinable public static var MAP_GROWSDOWN: Self { Self(rawValue: 0x100) }
    /// Ignored.
    @inlinable public static var MAP_DENYWRITE: Self { Self(rawValue: 0x800) }
    /// Ignored.
    @inlinable public static var MAP_EXECUTABLE: Self { Self(rawValue: 0x1000) }
    /// Lock as mlock(2) does.
    @inlinable public static var MAP_LOCKED: Self { Self(rawValue: 0x2000) }
    /// Reserve no swap.
    @inlinable public static var MAP_NORESERVE: Self { Self(rawValue: 0x4000) }
    /// Fault the pages in.
    @inlinable public static var MAP_POPULATE: Self { Self(rawValue: 0x8000) }
    /// With `MAP_POPULATE`: only what is in memory.
    @inlinable public static var MAP_NONBLOCK: Self { Self(rawValue: 0x10000) }
    /// A hint: for a stack.
    @inlinable public static var MAP_STACK: Self { Self(rawValue: 0x20000) }
    /// From the pool of huge pages.
    @inlinable public static var MAP_HUGETLB: Self { Self(rawValue: 0x40000) }
    /// Synchronous faults for persistent memory.
    @inlinable public static var MAP_SYNC: Self { Self(rawValue: 0x80000) }
    /// Exactly at the address, or `EEXIST`.
    @inlinable public static var MAP_FIXED_NOREPLACE: Self { Self(rawValue: 0x100000) }
}

/// mremap(2).
///
/// Numbers: Linux's include/uapi, linux/mman.h, asm/mman.h, linux/memfd.h, linux/mempolicy.h.
@frozen
public struct RemapFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// May move.
    @inlinable public static var MREMAP_MAYMOVE: Self { Self(rawValue: 1) }
    /// Move to the address given.
    @inlinable public static var MREMAP_FIXED: Self { Self(rawValue: 2) }
    /// Leave the old mapping, empty.
    @inlinable public static var MREMAP_DONTUNMAP: Self { Self(rawValue: 4) }
}

/// msync(2).
///
/// Numbers: Linux's include/uapi, linux/mman.h, asm/mman.h, linux/memfd.h, linux/mempolicy.h.
@frozen
public struct MemorySyncFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Start writing.
    @inlinable public static var MS_ASYNC: Self { Self(rawValue: 1) }
    /// Let other mappings see the file afresh.
    @inlinable public static var MS_INVALIDATE: Self { Self(rawValue: 2) }
    /// Write and wait.
    @inlinable public static var MS_SYNC: Self { Self(rawValue: 4) }
}

/// mlockall(2).
///
/// Numbers: Linux's include/uapi, linux/mman.h, asm/mman.h, linux/memfd.h, linux/mempolicy.h.
@frozen
public struct LockAllFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// What is mapped now.
    @inlinable public static var MCL_CURRENT: Self { Self(rawValue: 1) }
    /// What will be mapped.
    @inlinable public static var MCL_FUTURE: Self { Self(rawValue: 2) }
    /// As it is touched.
    @inlinable public static var MCL_ONFAULT: Self { Self(rawValue: 4) }
}

/// memfd_create(2).
///
/// Numbers: Linux's include/uapi, linux/mman.h, asm/mman.h, linux/memfd.h, linux/mempolicy.h.
@frozen
public struct MemfdFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Close on execve(2).
    @inlinable public static var MFD_CLOEXEC: Self { Self(rawValue: 1) }
    /// Seals may be added.
    @inlinable public static var MFD_ALLOW_SEALING: Self { Self(rawValue: 2) }
    /// From the pool of huge pages.
    @inlinable public static var MFD_HUGETLB: Self { Self(rawValue: 4) }
    /// Not executable, and sealed so.
    @inlinable public static var MFD_NOEXEC_SEAL: Self { Self(rawValue: 8) }
    /// Executable: the default, said aloud.
    @inlinable public static var MFD_EXEC: Self { Self(rawValue: 0x10) }
}

/// madvise(2).
///
/// Numbers: Linux's include/uapi, linux/mman.h, asm/mman.h, linux/memfd.h, linux/mempolicy.h.
@frozen
public struct MemoryAdvice: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Nothing special.
    @inlinable public static var MADV_NORMAL: Self { Self(rawValue: 0) }
    /// Expect random access.
    @inlinable public static var MADV_RANDOM: Self { Self(rawValue: 1) }
    /// Expect sequential access.
    @inlinable public static var MADV_SEQUENTIAL: Self { Self(rawValue: 2) }
    /// Read ahead.
    @inlinable public static var MADV_WILLNEED: Self { Self(rawValue: 3) }
    /// Free the pages now; anonymous ones read as zeroes afterwards.
    @inlinable public static var MADV_DONTNEED: Self { Self(rawValue: 4) }
    /// Free the pages when memory is short.
    @inlinable public static var MADV_FREE: Self { Self(rawValue: 8) }
    /// Free the pages and the storage behind them.
    @inlinable public static var MADV_REMOVE: Self { Self(rawValue: 9) }
    /// Not for children.
    @inlinable public static var MADV_DONTFORK: Self { Self(rawValue: 10) }
    /// For children again.
    @inlinable public static var MADV_DOFORK: Self { Self(rawValue: 11) }
    /// May be merged with equal pages.
    @inlinable public static var MADV_MERGEABLE: Self { Self(rawValue: 12) }
    /// Undo `MADV_MERGEABLE`.
    @inlinable public static var MADV_UNMERGEABLE: Self { Self(rawValue: 13) }
    /// Use huge pages.
    @inlinable public static var MADV_HUGEPAGE: Self { Self(rawValue: 14) }
    /// Do not use huge pages.
    @inlinable public static var MADV_NOHUGEPAGE: Self { Self(rawValue: 15) }
    /// Not in core dumps.
    @inlinable public static var MADV_DONTDUMP: Self { Self(rawValue: 16) }
    /// In core dumps again.
    @inlinable public static var MADV_DODUMP: Self { Self(rawValue: 17) }
    /// Children see zeroes.
    @inlinable public static var MADV_WIPEONFORK: Self { Self(rawValue: 18) }
    /// Undo `MADV_WIPEONFORK`.
    @inlinable public static var MADV_KEEPONFORK: Self { Self(rawValue: 19) }
    /// Likely to be evicted soon.
    @inlinable public static var MADV_COLD: Self { Self(rawValue: 20) }
    /// Evict now.
    @inlinable public static var MADV_PAGEOUT: Self { Self(rawValue: 21) }
    /// Fault in for reading.
    @inlinable public static var MADV_POPULATE_READ: Self { Self(rawValue: 22) }
    /// Fault in for writing.
    @inlinable public static var MADV_POPULATE_WRITE: Self { Self(rawValue: 23) }
    /// As `MADV_DONTNEED`, locked pages too.
    @inlinable public static var MADV_DONTNEED_LOCKED: Self { Self(rawValue: 24) }
    /// Make it huge pages now.
    @inlinable public static var MADV_COLLAPSE: Self { Self(rawValue: 25) }
}
