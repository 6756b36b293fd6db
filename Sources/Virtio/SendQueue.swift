#if os(none)
internal import CMachine
internal import Bytes
internal import LinuxABI

/// A queue of page-sized buffers on their way to the device. Pages are taken as they are first needed.
struct SendQueue: ~Copyable {
    private var queue: Virtqueue
    /// Physical addresses of the buffers, by slot.
    private var pages = InlineArray<16, UInt>(repeating: 0)
    /// Slots whose buffer is with the device, a bit each.
    private var busy: UInt16 = 0
    private var pageCount: UInt16 = 0

    init(_ queue: consuming Virtqueue) { self.queue = queue }

    private mutating func reclaim() {
        while let done = queue.takeUsed() { busy &= ~(1 << done.slot) }
    }

    /// A free slot with a page; waits for the device where all are with it. Nil if there is no memory for even one.
    private mutating func freeSlot(_ transport: any Transport, _ allocatePage: () -> UInt?) -> UInt16? {
        reclaim()
        var told = false
        while true {
            let slot = UInt16((~busy).trailingZeroBitCount)
            if slot < pageCount { return slot }
            if pageCount < queue.size, let page = allocatePage() {
                pages[Int(pageCount)] = page
                pageCount += 1
                continue
            }
            if pageCount == 0 { return nil }
            if !told {
                transport.notify(queue.index)
                told = true
            }
            machine_pause()
            reclaim()
        }
    }

    mutating func send(
        _ buffer: inout UserBuffer, _ transport: any Transport, _ allocatePage: () -> UInt?
    ) throws(Errno) -> Int {
        var total = 0
        while buffer.count > 0 {
            guard let slot = freeSlot(transport, allocatePage) else { throw .ENOMEM }
            let page = pages[Int(slot)]
            let copied: Int
            do throws(Errno) {
                // Held: the page is ours, and 4096 bytes long.
                copied = try unsafe buffer.read(kernelAddress: AddressMap.linear + page, 4096)
            } catch {
                if total == 0 { throw error }
                break
            }
            submit(slot, page, copied)
            total += copied
        }
        if total > 0 { transport.notify(queue.index) }
        return total
    }

    mutating func send(_ bytes: borrowing RawSpan, _ transport: any Transport, _ allocatePage: () -> UInt?) {
        var offset = 0
        while offset < bytes.byteCount {
            guard let slot = freeSlot(transport, allocatePage) else { return }
            let page = pages[Int(slot)]
            let count = min(4096, bytes.byteCount - offset)
            // Held: within `bytes`, and within the page.
            unsafe bytes.withUnsafeBytes { source in
                _ = unsafe machine_copy(
                    UnsafeMutableRawPointer(bitPattern: AddressMap.linear + page), source.baseAddress! + offset, count)
            }
            submit(slot, page, count)
            offset += count
        }
        transport.notify(queue.index)
    }

    private mutating func submit(_ slot: UInt16, _ page: UInt, _ count: Int) {
        busy |= 1 << slot
        queue.add(slot: slot, physical: page, count: UInt32(count), deviceWrites: false)
    }

    mutating func drain() {
        reclaim()
        while busy != 0 {
            machine_pause()
            reclaim()
        }
    }
}
#endif
