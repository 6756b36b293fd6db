#if os(none)
internal import CMachine
internal import Bytes
internal import LinuxABI

/// A queue of buffers that the device fills, read in order.
struct ReceiveQueue: ~Copyable {
    private var queue: Virtqueue
    private var pages = InlineArray<8, UInt>(repeating: 0)
    private var capacities = InlineArray<8, UInt32>(repeating: 0)
    private var posted: UInt16 = 0
    /// The filled buffer at the front: its slot, how much of it was read, and its length.
    private var current: (slot: UInt16, offset: Int, count: Int)?

    init(_ queue: consuming Virtqueue) { self.queue = queue }

    func setInterrupt(_ isWanted: Bool) { queue.setInterrupt(isWanted) }

    /// Adds a buffer to the queue, which it then belongs to.
    mutating func post(physical: UInt, capacity: UInt32) {
        pages[Int(posted)] = physical
        capacities[Int(posted)] = capacity
        queue.add(slot: posted, physical: physical, count: capacity, deviceWrites: true)
        posted += 1
    }

    private mutating func fetch() {
        while current == nil, let filled = queue.takeUsed() {
            let count = Int(min(filled.count, capacities[Int(filled.slot)]))
            current = (filled.slot, 0, count)
            if count == 0 { giveBack() }
        }
    }

    var hasData: Bool {
        mutating get {
            fetch()
            return current != nil
        }
    }

    /// Bytes left in the buffer at the front.
    var currentCount: Int { current.map { $0.count - $0.offset } ?? 0 }

    /// Whether the last read used its buffer up and gave it back to the device.
    var isEmptied: Bool { current == nil }

    /// The buffer at the front: its address and length. `giveBack` when done with it.
    mutating func take() -> (address: UInt, count: Int)? {
        fetch()
        return current.map { (AddressMap.linear + pages[Int($0.slot)], $0.count) }
    }

    mutating func giveBack() {
        guard let slot = current?.slot else { return }
        current = nil
        queue.add(slot: slot, physical: pages[Int(slot)], count: capacities[Int(slot)], deviceWrites: true)
    }

    mutating func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        guard let front = current else { return 0 }
        // Held: the page is ours and `count` is at most its capacity.
        let copied = try unsafe buffer.write(
            kernelAddress: AddressMap.linear + pages[Int(front.slot)] + UInt(front.offset), front.count - front.offset)
        current!.offset += copied
        if front.offset + copied == front.count { giveBack() }
        return copied
    }
}
#endif
