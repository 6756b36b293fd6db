#if os(none)
internal import CMachine
internal import Bytes

/// The I/O interrupt controllers that turn lines into interrupts (Intel 82093AA data sheet).
public enum IOAPIC {
    /// Where they are without a table that says otherwise: the usual one, and the second one of QEMU's microvm, which has the lines from
    /// 24 on.
    private static let places: InlineArray<2, UInt> = [0xfec0_0000, 0xfec1_0000]

    private static func read(_ base: UInt, _ register: UInt32) -> UInt32 {
        machine_mmio_write32(UInt64(AddressMap.linear + base), register)
        return machine_mmio_read32(UInt64(AddressMap.linear + base + 0x10))
    }
    private static func write(_ base: UInt, _ register: UInt32, _ value: UInt32) {
        machine_mmio_write32(UInt64(AddressMap.linear + base), register)
        machine_mmio_write32(UInt64(AddressMap.linear + base + 0x10), value)
    }

    /// Lets `line`, which its device holds high until it was served, interrupt the running processor at `vector`. Returns false if no
    /// controller has that line.
    @export(interface)
    public static func route(line: UInt32, to vector: UInt) -> Bool {
        var first: UInt32 = 0
        for index in 0..<places.count {
            let version = read(places[index], 1)
            // Nothing there reads as all ones.
            if version == .max { return false }
            let count = version >> 16 & 0xff + 1
            if line < first + count {
                let entry = 0x10 + (line - first) * 2
                write(places[index], entry + 1, machine_apic_read(0x20) & 0xff00_0000)
                write(places[index], entry, 1 << 15 | UInt32(vector))
                return true
            }
            first += count
        }
        return false
    }
}
#endif
