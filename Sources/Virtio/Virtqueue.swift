#if os(none)
internal import CMachine

/// A split virtqueue (virtio 1.2, 2.7) of a few buffers, each its own chain.
///
/// It asks for no interrupt until it is told to wait (virtio 1.2, 2.7.7): one that comes is the last until then.
///
/// The ring's memory belongs to it for good: `address` must be mapped, zeroed, 16-aligned and of `bytes(size)` bytes.
public struct Virtqueue: ~Copyable {
    let index: UInt16
    public let size: UInt16
    private let descriptors: UInt64
    private let available: UInt64
    private let used: UInt64
    private var nextAvailable: UInt16 = 0
    private var nextUsed: UInt16 = 0

    /// The memory that a queue takes.
    @export(interface)
    public static func bytes(_ size: UInt16) -> UInt { (UInt(size) * 26 + 12 + 15) & ~15 }

    /// A queue at `address`, which is `physical` to the device, announced to it.
    public init(_ index: UInt16, size: UInt16, address: UInt, physical: UInt, on transport: any Transport) {
        self.index = index
        self.size = size
        // Used first: it wants 4-byte alignment, which the descriptors' 16 n leave it, and the available ring 2.
        let usedOffset = UInt(size) * 16
        let availableOffset = usedOffset + 6 + UInt(size) * 8
        descriptors = UInt64(address)
        used = UInt64(address + usedOffset)
        available = UInt64(address + availableOffset)
        machine_mmio_write16(available, 1)
        transport.setQueue(
            index, size: size, descriptors: physical, available: physical + availableOffset, used: physical + usedOffset)
    }

    /// Puts buffer number `slot` into the ring; the caller tells the device.
    @export(interface)
    public mutating func add(slot: UInt16, physical: UInt, count: UInt32, deviceWrites: Bool) {
        let descriptor = descriptors + UInt64(slot) * 16
        machine_mmio_write64(descriptor, UInt64(physical))
        machine_mmio_write32(descriptor + 8, count)
        machine_mmio_write32(descriptor + 12, deviceWrites ? 2 : 0)
        machine_mmio_write16(available + 4 + UInt64(nextAvailable % size) * 2, slot)
        nextAvailable &+= 1
        machine_mmio_write16(available + 2, nextAvailable)
    }

    /// Whether the device interrupts when it is done with a buffer. After asking for it, look once more: it may be done already.
    @export(interface)
    public func setInterrupt(_ isWanted: Bool) {
        machine_mmio_write16(available, isWanted ? 0 : 1)
        if isWanted { machine_fence() }
    }

    /// The next buffer that the device is done with: its slot and the bytes written to it.
    @export(interface)
    public mutating func takeUsed() -> (slot: UInt16, count: UInt32)? {
        guard machine_mmio_read16(used + 2) != nextUsed else { return nil }
        let entry = used + 4 + UInt64(nextUsed % size) * 8
        nextUsed &+= 1
        return (UInt16(truncatingIfNeeded: machine_mmio_read32(entry)) % size, machine_mmio_read32(entry + 4))
    }
}
#endif
