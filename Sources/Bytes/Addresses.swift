/// An address in physical memory.
public struct PhysicalAddress: RawRepresentable, Hashable, Comparable, Sendable {
    public var rawValue: UInt
    @inlinable public init(rawValue: UInt) { self.rawValue = rawValue }
    @inlinable public init(_ rawValue: UInt) { self.rawValue = rawValue }
    @inlinable public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// An address as the running code sees it, through the page tables.
public struct VirtualAddress: RawRepresentable, Hashable, Comparable, Sendable {
    public var rawValue: UInt
    @inlinable public init(rawValue: UInt) { self.rawValue = rawValue }
    @inlinable public init(_ rawValue: UInt) { self.rawValue = rawValue }
    @inlinable public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// A 4 KiB frame of physical memory, by its number (physical address / 4096).
public struct PageFrame: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt
    @inlinable public init(rawValue: UInt) { self.rawValue = rawValue }
    @inlinable public var address: PhysicalAddress { PhysicalAddress(rawValue &<< 12) }
}

/// The size of a base page in bytes.
public let pageSize = 4096

/// The address map (docs/design.md): where programs may be, where the kernel is.
public enum AddressMap {
    /// Lowest address a program may map, `vm.mmap_min_addr` on Linux.
    public static let programLow: UInt = 0x1_0000
    /// The kernel's image and everything of it below the linear map: 1 GiB up to 2 GiB.
    public static let kernel: Range<UInt> = 0x4000_0000..<0x8000_0000
    /// One past the highest address of a program; the linear map begins here.
    public static let programHigh: UInt = 0x4000_0000_0000
    /// Where physical address 0 is mapped.
    public static let linear: UInt = 0x4000_0000_0000

    /// Whether `count` bytes from `address` lie wholly in the part of the map that belongs to programs.
    @inlinable @inline(__always)
    public static func isProgram(_ address: UInt, _ count: Int) -> Bool {
        let (length, room) = (UInt(bitPattern: count), programHigh - kernel.upperBound)
        return length <= room && address &- kernel.upperBound <= room &- length || isBelowKernel(address, count)
    }

    /// The same, below the kernel's part of the map: programs that are linked to fixed addresses.
    @inlinable
    static func isBelowKernel(_ address: UInt, _ count: Int) -> Bool {
        count >= 0 && address >= programLow && address <= kernel.lowerBound && UInt(bitPattern: count) <= kernel.lowerBound - address
    }

    /// Whether a word of four bytes at `address`, a multiple of 4, lies in the part of the map that belongs to programs.
    @inlinable @inline(__always)
    public static func isProgramWord(_ address: UInt) -> Bool {
        // Rotated, an address that is no multiple of 4 is beyond all others.
        let place = address &- programLow
        guard (place &>> 2 | place &<< 62) < (programHigh - programLow) >> 2 else { return false }
        return address &>> 30 != kernel.lowerBound >> 30
    }

    /// The same for what is not linked to a fixed address: a shorter look, which finds most.
    @inlinable @inline(__always)
    public static func isWordAboveKernel(_ address: UInt) -> Bool {
        // Rotated, an address that is no multiple of 4 is beyond all others.
        let place = address &- kernel.upperBound
        return place &>> 2 | place &<< 62 < (programHigh - kernel.upperBound) >> 2
    }
}
