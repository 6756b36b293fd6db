#if os(none)
internal import CMachine

/// A virtio device on PCI, by its modern interface (virtio 1.2, 4.1.4).
public final class PCITransport: Transport {
    private let common: UInt64
    private let notifyBase: UInt64
    private let notifyMultiplier: UInt64
    private let route: (UInt) -> Bool
    private var queueCount: UInt16 = 0
    private var notifyAddresses = InlineArray<16, UInt64>(repeating: 0)

    /// A device whose structures were found at these addresses, mapped for us: common configuration and notification
    /// (with its offset multiplier in bytes).
    ///
    /// - Parameter route: makes the first message-signalled interrupt one at a vector; false if the device has none.
    public init(common: UInt, notify: UInt, notifyMultiplier: UInt32, route: @escaping (UInt) -> Bool) {
        self.route = route
        self.common = UInt64(common)
        notifyBase = UInt64(notify)
        self.notifyMultiplier = UInt64(notifyMultiplier)
    }

    @export(interface)
    public func negotiate(_ features: UInt64) -> UInt64? {
        machine_mmio_write8(common + 20, 0)
        while machine_mmio_read8(common + 20) != 0 { machine_pause() }
        let known = DeviceStatus.acknowledge | DeviceStatus.driver
        machine_mmio_write8(common + 20, known)
        machine_mmio_write32(common, 0)
        var offered = UInt64(machine_mmio_read32(common + 4))
        machine_mmio_write32(common, 1)
        offered |= UInt64(machine_mmio_read32(common + 4)) << 32
        let both = offered & (features | DeviceStatus.version1)
        machine_mmio_write32(common + 8, 0)
        machine_mmio_write32(common + 12, UInt32(truncatingIfNeeded: both))
        machine_mmio_write32(common + 8, 1)
        machine_mmio_write32(common + 12, UInt32(truncatingIfNeeded: both >> 32))
        machine_mmio_write8(common + 20, known | DeviceStatus.featuresAccepted)
        return machine_mmio_read8(common + 20) & DeviceStatus.featuresAccepted == 0 ? nil : both
    }

    @export(interface)
    public func setQueue(_ index: UInt16, size: UInt16, descriptors: UInt, available: UInt, used: UInt) {
        machine_mmio_write16(common + 22, index)
        machine_mmio_write16(common + 24, size)
        machine_mmio_write64(common + 32, UInt64(descriptors))
        machine_mmio_write64(common + 40, UInt64(available))
        machine_mmio_write64(common + 48, UInt64(used))
        notifyAddresses[Int(index & 15)] = notifyBase + UInt64(machine_mmio_read16(common + 30)) * notifyMultiplier
        machine_mmio_write16(common + 28, 1)
        queueCount = max(queueCount, index + 1)
    }

    @export(interface)
    public func start() {
        machine_mmio_write8(
            common + 20,
            DeviceStatus.acknowledge | DeviceStatus.driver | DeviceStatus.featuresAccepted | DeviceStatus.driverReady)
    }

    @export(interface)
    public func notify(_ index: UInt16) { machine_mmio_write16(notifyAddresses[Int(index & 15)], index) }

    @export(interface)
    public func connect(vector: UInt) -> Bool {
        guard route(vector) else { return false }
        for index in 0..<queueCount {
            machine_mmio_write16(common + 22, index)
            machine_mmio_write16(common + 26, 0)
            // A device that is short of room for it says so.
            if machine_mmio_read16(common + 26) != 0 { return false }
        }
        return true
    }

    /// A message needs no answer.
    public func acknowledge() {}
}
#endif
