#if os(none)
internal import CMachine
internal import Bytes

/// The linear map's extent. boot.S maps the first 4 GiB in pages of 1 GiB, or the first alone in pages of 2 MiB where the
/// processor lacks those.
public enum LinearMap {
    /// Whether the processor has pages of 1 GiB.
    public static var hasGiBPages: Bool { machine_features & 1 << 26 != 0 }

    /// How many bytes of physical memory boot.S has mapped.
    public static var initialExtent: UInt { hasGiBPages ? 4 << 30 : 1 << 30 }

    /// Maps one more GiB by a page of that size (needs `hasGiBPages`).
    @export(interface)
    public static func extend(toGiB index: UInt) {
        guard index < 512 else { return }
        machine_set_linear_pointer(UInt32(index), UInt64(index) << 30 | 0x8000_0000_0000_01e3)
    }

    /// Maps one more GiB by a table of pages of 2 MiB, `table` being the physical address of a page to hold it.
    @export(interface)
    public static func extend(toGiB index: UInt, table: UInt) {
        guard index < 512 else { return }
        for entry in 0..<512 as Range<UInt> {
            let address = UInt64(index) << 30 | UInt64(entry) << 21
            machine_mmio_write64(UInt64(AddressMap.linear + table + entry * 8), address | 0x8000_0000_0000_01e3)
        }
        machine_set_linear_pointer(UInt32(index), UInt64(table) | 3)
    }

    /// A copy of physical memory below what is mapped from the start; nil beyond.
    @export(interface)
    public static func bytes(_ address: UInt, _ count: Int) -> [UInt8]? {
        guard count >= 0, address < initialExtent, UInt(count) <= initialExtent - address else { return nil }
        return (0..<UInt64(count)).map { machine_mmio_read8(UInt64(AddressMap.linear + address) + $0) }
    }
}
#endif
