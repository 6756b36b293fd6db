#if os(none)
internal import CMachine
public import Bytes

/// What the loader hands over: the PVH start info structure (Xen's `start_info.h`, version 1), read in place.
///
/// It lies in memory that nobody has claimed yet: read all that is wanted before frames are handed out.
public struct BootInformation {
    private let base: UInt

    /// The structure that the loader left in %ebx; nil if its magic number is not there.
    public init?() {
        base = AddressMap.linear + UInt(machine_start_info)
        guard word(0) == 0x336e_c578 else { return nil }
    }

    private func word(_ offset: UInt) -> UInt32 { machine_mmio_read32(UInt64(base + offset)) }
    private func long(_ offset: UInt) -> UInt { Self.physical(base - AddressMap.linear + offset) }

    /// Where the command line is, and its length in bytes without the terminator.
    public var commandLine: (address: PhysicalAddress, count: Int) {
        let address = long(24)
        guard address != 0 else { return (PhysicalAddress(0), 0) }
        var count: UInt = 0
        while machine_mmio_read8(UInt64(AddressMap.linear + address + count)) != 0 { count += 1 }
        return (PhysicalAddress(address), Int(count))
    }

    /// The first boot module (`-initrd`): its place and size in bytes.
    public var module: (address: PhysicalAddress, count: Int)? {
        guard word(12) > 0 else { return nil }
        let address = Self.physical(long(16))
        let count = Self.physical(long(16) + 8)
        return count == 0 ? nil : (PhysicalAddress(address), Int(count))
    }

    /// Where the ACPI tables begin, 0 if the loader does not say.
    public var tables: UInt { long(32) }

    /// The entries of the memory map.
    public var memoryMapCount: Int { word(4) >= 1 ? Int(word(48)) : 0 }

    /// Entry `index` of the memory map: its range in bytes, and whether it is RAM (E820 type 1).
    @export(interface)
    public func memoryMap(_ index: Int) -> (range: Range<UInt>, isRAM: Bool) {
        let entry = long(40) + UInt(index) * 24
        let start = Self.physical(entry)
        let (end, overflow) = start.addingReportingOverflow(Self.physical(entry + 8))
        return (start..<(overflow ? .max : end), UInt32(truncatingIfNeeded: Self.physical(entry + 16)) == 1)
    }

    private static func physical(_ address: UInt) -> UInt {
        let linear = UInt64(AddressMap.linear + address)
        return UInt(machine_mmio_read32(linear)) | UInt(machine_mmio_read32(linear + 4)) << 32
    }

    /// One past the last byte of the kernel's image, in physical memory. Its first byte is at 1 MiB.
    public static var kernelEnd: PhysicalAddress {
        PhysicalAddress(UInt(machine_kernel_end()))
    }
}
#endif
