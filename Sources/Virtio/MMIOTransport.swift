#if os(none)
internal import CMachine

/// A device of the `virtio_mmio` kind, version 2 (virtio 1.2, 4.2.2).
public final class MMIOTransport: Transport {
    private let base: UInt64
    private let route: (UInt) -> Bool

    /// The device of kind `id` (3: console) whose registers are mapped at `base`; nil if there is another or none.
    ///
    /// - Parameter route: leads the device's interrupt line to a vector; false if it has none.
    public init?(base: UInt, id: UInt32, route: @escaping (UInt) -> Bool) {
        self.base = UInt64(base)
        self.route = route
        guard read(0x000) == 0x7472_6976, read(0x004) == 2, read(0x008) == id else { return nil }
    }

    private func read(_ offset: UInt64) -> UInt32 { machine_mmio_read32(base + offset) }
    private func write(_ offset: UInt64, _ value: UInt32) { machine_mmio_write32(base + offset, value) }
    private func write(_ offset: UInt64, address: UInt) {
        write(offset, UInt32(truncatingIfNeeded: address))
        write(offset + 4, UInt32(truncatingIfNeeded: address >> 32))
    }

    @export(interface)
    public func negotiate(_ features: UInt64) -> UInt64? {
        write(0x070, 0)
        let known = UInt32(DeviceStatus.acknowledge | DeviceStatus.driver)
        write(0x070, known)
        write(0x014, 0)
        var offered = UInt64(read(0x010))
        write(0x014, 1)
        offered |= UInt64(read(0x010)) << 32
        let both = offered & (features | DeviceStatus.version1)
        write(0x024, 0)
        write(0x020, UInt32(truncatingIfNeeded: both))
        write(0x024, 1)
        write(0x020, UInt32(truncatingIfNeeded: both >> 32))
        write(0x070, known | UInt32(DeviceStatus.featuresAccepted))
        return read(0x070) & UInt32(DeviceStatus.featuresAccepted) == 0 ? nil : both
    }

    @export(interface)
    public func setQueue(_ index: UInt16, size: UInt16, descriptors: UInt, available: UInt, used: UInt) {
        write(0x030, UInt32(index))
        write(0x038, UInt32(size))
        write(0x080, address: descriptors)
        write(0x090, address: available)
        write(0x0a0, address: used)
        write(0x044, 1)
    }

    @export(interface)
    public func start() {
        write(
            0x070,
            UInt32(
                DeviceStatus.acknowledge | DeviceStatus.driver | DeviceStatus.featuresAccepted
                    | DeviceStatus.driverReady))
    }

    @export(interface)
    public func notify(_ index: UInt16) { write(0x050, UInt32(index)) }

    @export(interface)
    public func connect(vector: UInt) -> Bool { route(vector) }

    @export(interface)
    public func acknowledge() { write(0x064, read(0x060)) }
}
#endif
