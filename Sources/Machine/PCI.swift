#if os(none)
internal import CMachine

/// A function of a PCI device on bus 0, through configuration mechanism 1 (PCI Local Bus specification 3.2.2.3).
public struct PCIFunction {
    private let address: UInt32

    public init(device: Int, function: Int) { address = 0x8000_0000 | UInt32(device) << 11 | UInt32(function) << 8 }

    /// The 32-bit register at `offset`, a multiple of 4.
    public subscript(offset: UInt8) -> UInt32 {
        get {
            machine_out32(0xcf8, address | UInt32(offset & 0xfc))
            return machine_in32(0xcfc)
        }
        nonmutating set {
            machine_out32(0xcf8, address | UInt32(offset & 0xfc))
            machine_out32(0xcfc, newValue)
        }
    }

    /// The byte at `offset`.
    @export(interface)
    public func byte(_ offset: UInt8) -> UInt8 { UInt8(truncatingIfNeeded: self[offset] >> (UInt32(offset & 3) * 8)) }

    /// The address of memory BAR `index`; nil if it is of ports.
    @export(interface)
    public func memoryBAR(_ index: UInt8) -> UInt? {
        guard index < 6 else { return nil }
        let low = self[0x10 + index * 4]
        guard low & 1 == 0 else { return nil }
        var address = UInt(low & ~0xf)
        if low & 6 == 4, index < 5 { address |= UInt(self[0x14 + index * 4]) << 32 }
        return address == 0 ? nil : address
    }

    /// Lets the device answer to its memory BARs and master the bus.
    @export(interface)
    public func enable() { self[4] = self[4] & 0xffff | 6 }

    /// Where the first capability of that kind begins; nil if there is none.
    @export(interface)
    public func capability(_ kind: UInt8) -> UInt8? {
        var place = byte(0x34) & 0xfc
        // The list is at most as long as the configuration space.
        for _ in 0..<48 where place != 0 {
            if byte(place) == kind { return place }
            place = byte(place + 1) & 0xfc
        }
        return nil
    }

    /// Where the table of message-signalled interrupts is, in a BAR; nil if the device has none (MSI-X, PCI Local Bus specification 3.0, 6.8.2).
    @export(interface)
    public func messageTable() -> UInt? {
        guard let capability = capability(0x11) else { return nil }
        let place = self[capability + 4]
        return memoryBAR(UInt8(place & 7)).map { $0 + UInt(place & ~7) }
    }

    /// Turns message-signalled interrupts on.
    @export(interface)
    public func enableMessages() {
        guard let capability = capability(0x11) else { return }
        self[capability] = self[capability] & ~(1 << 30) | 1 << 31
    }

    /// The first function of bus 0 with this vendor and device id.
    @export(interface)
    public static func find(vendor: UInt16, device id: UInt16) -> PCIFunction? {
        for device in 0..<32 {
            let candidate = PCIFunction(device: device, function: 0)
            if candidate[0] == UInt32(id) << 16 | UInt32(vendor) { return candidate }
        }
        return nil
    }
}

/// Message-signalled interrupts (MSI-X).
public enum PCIMessages {
    /// Makes the entry of a device's table, mapped at `entry`, an interrupt of the running processor at `vector`.
    @export(interface)
    public static func set(entry: UInt, vector: UInt) {
        machine_mmio_write32(UInt64(entry), LocalTimer.messageAddress)
        machine_mmio_write32(UInt64(entry + 4), 0)
        machine_mmio_write32(UInt64(entry + 8), UInt32(vector))
        machine_mmio_write32(UInt64(entry + 12), 0)
    }
}
#endif
