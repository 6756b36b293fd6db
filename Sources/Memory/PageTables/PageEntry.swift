public import Bytes

/// An entry of an x86-64 page table, on any level.
///
/// An entry may hold a frame without being present: the page is kept, but its protection allows no access.
/// Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 3, section 4.5 (4-level paging).
public struct PageEntry: OptionSet, BitwiseCopyable, Sendable {
    public var rawValue: UInt
    @inlinable @inline(__always) public init(rawValue: UInt) { self.rawValue = rawValue }

    @inlinable public static var present: PageEntry { PageEntry(rawValue: 1 << 0) }
    @inlinable public static var writable: PageEntry { PageEntry(rawValue: 1 << 1) }
    /// Ring 3 may access it. Never set: programs run in ring 0.
    @inlinable public static var user: PageEntry { PageEntry(rawValue: 1 << 2) }
    @inlinable public static var writeThrough: PageEntry { PageEntry(rawValue: 1 << 3) }
    @inlinable public static var cacheDisabled: PageEntry { PageEntry(rawValue: 1 << 4) }
    @inlinable public static var accessed: PageEntry { PageEntry(rawValue: 1 << 5) }
    @inlinable public static var dirty: PageEntry { PageEntry(rawValue: 1 << 6) }
    /// A leaf above the lowest level: a page of 2 MiB.
    @inlinable public static var huge: PageEntry { PageEntry(rawValue: 1 << 7) }
    @inlinable public static var noExecute: PageEntry { PageEntry(rawValue: 1 << 63) }

    /// Software bit: the entry has a reference to its frame, dropped when the page is unmapped.
    @inlinable public static var held: PageEntry { PageEntry(rawValue: 1 << 9) }
    /// Software bit: the page is the address space's own, not an object's; it may be written in place unless it is
    /// shared with a forked copy.
    @inlinable public static var own: PageEntry { PageEntry(rawValue: 1 << 10) }

    static let addressMask: UInt = 0x000F_FFFF_FFFF_F000

    @inline(__always) init(_ frame: PageFrame, _ flags: PageEntry) {
        rawValue = frame.rawValue &<< 12 | flags.rawValue
    }
    /// The frame that a leaf maps (the first of 512 for a huge page), or that holds the next table.
    @inline(__always) public var frame: PageFrame { PageFrame(rawValue: (rawValue & Self.addressMask) &>> 12) }
    @inline(__always) var isPresent: Bool { rawValue & 1 != 0 }
    @inline(__always) var isHuge: Bool { contains(.huge) }
    @inline(__always) var flags: PageEntry { PageEntry(rawValue: rawValue & ~Self.addressMask) }
    /// Whether the processor may have this translation cached: it sets the accessed bit before it does.
    @inline(__always) var isCached: Bool { contains([.present, .accessed]) }
}
