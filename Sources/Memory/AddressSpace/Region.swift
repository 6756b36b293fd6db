internal import LinuxABI

/// What a mapping allows and what is asked of it.
public struct RegionFlags: OptionSet, BitwiseCopyable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    // The first three are PROT_READ, PROT_WRITE and PROT_EXEC.
    @inlinable public static var read: RegionFlags { RegionFlags(rawValue: 1 << 0) }
    @inlinable public static var write: RegionFlags { RegionFlags(rawValue: 1 << 1) }
    @inlinable public static var execute: RegionFlags { RegionFlags(rawValue: 1 << 2) }
    /// Writes reach the object.
    @inlinable public static var shared: RegionFlags { RegionFlags(rawValue: 1 << 3) }
    /// A stack that extends downwards when it is touched below its start.
    @inlinable public static var growsDown: RegionFlags { RegionFlags(rawValue: 1 << 4) }
    /// Meant as a stack: no huge pages.
    @inlinable public static var stack: RegionFlags { RegionFlags(rawValue: 1 << 5) }
    /// mlock(2).
    @inlinable public static var locked: RegionFlags { RegionFlags(rawValue: 1 << 6) }
    /// mlock2(2) with `MLOCK_ONFAULT`: locked, but not brought in.
    @inlinable public static var lockedOnFault: RegionFlags { RegionFlags(rawValue: 1 << 7) }
    /// `MADV_HUGEPAGE`.
    @inlinable public static var huge: RegionFlags { RegionFlags(rawValue: 1 << 8) }
    /// `MADV_NOHUGEPAGE`.
    @inlinable public static var noHuge: RegionFlags { RegionFlags(rawValue: 1 << 9) }
    /// `MADV_DONTFORK`.
    @inlinable public static var dontFork: RegionFlags { RegionFlags(rawValue: 1 << 10) }
    /// `MADV_WIPEONFORK`.
    @inlinable public static var wipeOnFork: RegionFlags { RegionFlags(rawValue: 1 << 11) }
    /// `MADV_DONTDUMP`.
    @inlinable public static var dontDump: RegionFlags { RegionFlags(rawValue: 1 << 12) }
    /// mprotect(2) may not add `PROT_WRITE`: a shared mapping of a file that is open for reading only.
    @inlinable public static var neverWrite: RegionFlags { RegionFlags(rawValue: 1 << 13) }
    /// mprotect(2) may not add `PROT_EXEC`: a file of a file system mounted so.
    @inlinable public static var neverExecute: RegionFlags { RegionFlags(rawValue: 1 << 14) }
    /// Above the break: shown as `[heap]`.
    @inlinable public static var heap: RegionFlags { RegionFlags(rawValue: 1 << 15) }
    /// The first thread's stack: shown as `[stack]`.
    @inlinable public static var mainStack: RegionFlags { RegionFlags(rawValue: 1 << 16) }
    /// `MADV_RANDOM`: neighbours of a touched page are not mapped with it.
    @inlinable public static var random: RegionFlags { RegionFlags(rawValue: 1 << 17) }

    static var protection: RegionFlags { [.read, .write, .execute] }

    @inline(__always)
    init(_ protection: MemoryProtection) { rawValue = protection.rawValue & 7 }
}

/// One mapping: a range of pages with the same rights, of the same origin.
struct Region: BitwiseCopyable {
    /// First address and one past the last; whole pages.
    var start: UInt
    var end: UInt
    /// The object's page that `start` shows.
    var offset: Int
    /// Index in the table of objects; 0 for private anonymous memory.
    var object: UInt32
    var flags: RegionFlags

    @inline(__always) var range: Range<UInt> { unsafe Range(uncheckedBounds: (start, end)) }
    @inline(__always) var pages: Int { Int(bitPattern: (end &- start) &>> 12) }
    @inline(__always) func contains(_ address: UInt) -> Bool { address >= start && address < end }
    @inline(__always) var isAnonymous: Bool { object == 0 }

    /// The object's page that `address` shows.
    @inline(__always) func objectPage(_ address: UInt) -> Int { offset &+ Int(bitPattern: (address &- start) &>> 12) }

    /// Memory below a stack that is kept free of other mappings: 1 MiB, as on Linux (stack_guard_gap).
    static let stackGap: UInt = 256 << 12

    /// Where the next mapping below must end at the latest.
    @inline(__always) var guardedStart: UInt {
        flags.contains(.growsDown) ? (start > Self.stackGap ? start &- Self.stackGap : 0) : start
    }

    /// Whether `next`, which begins where this ends, only continues it.
    func continues(in next: Region) -> Bool {
        end == next.start && flags == next.flags && object == next.object
            && (object == 0 || offset &+ pages == next.offset)
    }

    /// The part from `address` on. Of a stack that grows, only the lowest part does.
    func suffix(from address: UInt) -> Region {
        var part = self
        part.offset = isAnonymous ? 0 : objectPage(address)
        part.start = address
        return part
    }
}
