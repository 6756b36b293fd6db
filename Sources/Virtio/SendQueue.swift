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

    /// A free slot with a page, nil if all are with the device. Throws `ENOMEM` if there is no memory for even one.
    private mutating func freeSlot(_ allocatePage: () -> UInt?) throws(Errno) -> UInt16? {
        reclaim()
        let slot = UInt16((~busy).trailingZeroBitCount)
        if slot < pageCount { return slot }
        if pageCount < queue.size, let page = allocatePage() {
            pages[Int(pageCount)] = page
            pageCount += 1
            return pageCount - 1
        }
        if pageCount == 0 { throw .ENOMEM }
        return nil
    }

    /// Whether there is room for more now. If not, the device interrupts as soon as there is.
    mutating func hasRoomOrWillInterrupt() -> Bool {
        reclaim()
        if hasRoom { return true }
        queue.setInterrupt(true)
        reclaim()
        return hasRoom
    }

    private var hasRoom: Bool { pageCount < queue.size || busy != UInt16(truncatingIfNeeded: UInt32(1) << UInt32(pageCount) - 1) }

    func endInterrupts() { queue.setInterrupt(false) }

    /// Sends what there is room for, and says how many bytes that is. Throws `EFAULT` if the first cannot be read, `ENOMEM`.
    mutating func send(
        _ buffer: inout UserBuffer, _ transport: any Transport, _ allocatePage: () -> UInt?
    ) throws(Errno) -> Int {
        var total = 0
        while buffer.count > 0, let slot = try freeSlot(allocatePage) {
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

    /// Sends all of it, for the kernel: it looks until there is room, since it may not wait. Nothing is sent where memory is out.
    mutating func send(_ bytes: borrowing RawSpan, _ transport: any Transport, _ allocatePage: () -> UInt?) {
        var offset = 0
        while offset < bytes.byteCount {
            var free: UInt16?
            do throws(Errno) { free = try freeSlot(allocatePage) } catch { return }
            guard let slot = free else {
                transport.notify(queue.index)
                machine_pause()
                continue
            }
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
