#if os(none)
internal import CMachine
internal import Bytes

/// Stacks of the kernel's own, each with an unmapped page below it: an overflow is an exception, not a neighbour's ruin.
///
/// A thread's stack begins with its upper pages, and gets the others as it reaches them, in the gate of the page fault that this is:
/// from pages that each processor keeps ready, as nothing can be allocated there.
///
/// They lie in the kernel's GiB from 0x6000_0000 on, in pages of 4 KiB. Their translations are not global, so that a reload of
/// CR3 forgets those of stacks that were given back.
public final class KernelStacks {
    private static let base: UInt = 0x6000_0000
    private let allocatePage: () -> UInt?
    private let releasePage: (UInt) -> Void
    private var next = KernelStacks.base
    /// Physical addresses of the page tables, one for each 2 MiB.
    private var tables = InlineArray<256, UInt32>(repeating: 0)
    /// Ends of stacks that threads have left, ready for others; and of those whose pages were given back: room of the same size.
    private var ready: [UInt] = []
    private var vacant: [UInt] = []
    private static var readyLimit: Int { 256 }

    /// `allocatePage` gives the physical address of a zeroed page, `releasePage` takes it back.
    public init(allocatePage: @escaping () -> UInt?, releasePage: @escaping (UInt) -> Void) {
        self.allocatePage = allocatePage
        self.releasePage = releasePage
    }

    /// A stack of `pages` pages: its end (a multiple of 16), or nil if memory or room is out.
    @export(interface)
    public func make(pages: UInt) -> UInt? { make(pages: pages, filled: pages) }

    private func make(pages: UInt, filled: UInt) -> UInt? {
        let end = next + (pages + 1) * 4096
        // The tables are there for all of it: a stack that grows finds an entry to fill.
        guard end <= AddressMap.kernel.upperBound, makeTable(next + 4096), makeTable(end - 4096), fill(end - filled * 4096, filled) else {
            return nil
        }
        next = end
        return end
    }

    /// A stack of a thread's: all of these are of one size, so that their room can be used again.
    @export(interface)
    public func makeForThread() -> UInt? {
        if let end = ready.popLast() { return end }
        if let end = vacant.popLast() {
            if fill(end - Self.firstPages * 4096, Self.firstPages) { return end }
            vacant.append(end)
            return nil
        }
        return make(pages: Self.threadPages, filled: Self.firstPages)
    }

    /// 32 KiB, and those of them that are there from the start.
    public static var threadPages: UInt { 8 }
    private static var firstPages: UInt { 1 }

    /// Fills up what the running processor keeps ready for stacks that grow. False where memory is out.
    @export(interface)
    public func fillReserve() -> Bool {
        let block = unsafe machine_this_cpu()!
        while unsafe block.pointee.stack_reserve_count < UInt64(MACHINE_STACK_RESERVE) {
            guard let page = allocatePage() else { return false }
            unsafe machine_keep_stack_page(block, UInt64(page))
        }
        return true
    }

    /// Whether a stack has grown on the running processor since that.
    @inline(__always)
    public static var isReserveUsed: Bool { machine_stack_reserve_is_used() != 0 }

    /// Takes a thread's stack back, which nobody runs on. Returns whether its pages were released: then all processors have to reload CR3
    /// before another stack is made.
    @export(interface)
    public func retire(_ end: UInt) -> Bool {
        ready.append(end)
        guard ready.count > Self.readyLimit else { return false }
        // Many at once: having all processors forget takes long where they are busy.
        for _ in 0..<Self.readyLimit / 2 {
            guard let old = ready.popLast() else { break }
            var address = UInt(machine_lowest_stack_page(UInt64(old), UInt64(Self.threadPages)))
            while address < old {
                clear(address)
                address += 4096
            }
            vacant.append(old)
        }
        return true
    }

    private func fill(_ start: UInt, _ pages: UInt) -> Bool {
        var address = start
        while address < start + pages * 4096 {
            guard makeTable(address) else { return undo(start, address) }
            guard let page = allocatePage() else { return undo(start, address) }
            // Present, writable, accessed, dirty, no-execute.
            machine_mmio_write64(entry(address), UInt64(page) | 0x8000_0000_0000_0063)
            address += 4096
        }
        return true
    }

    /// The page table for an address.
    private func makeTable(_ address: UInt) -> Bool {
        let index = Int(address >> 21) & 255
        if tables[index] != 0 { return true }
        guard let page = allocatePage() else { return false }
        tables[index] = UInt32(page >> 12)
        machine_set_kernel_directory(UInt32((address >> 21) & 511), UInt64(page) | 0x23)
        return true
    }

    private func undo(_ start: UInt, _ end: UInt) -> Bool {
        var address = start
        while address < end {
            clear(address)
            address += 4096
        }
        return false
    }

    private func entry(_ address: UInt) -> UInt64 {
        UInt64(AddressMap.linear + UInt(tables[Int(address >> 21) & 255]) << 12 + (address >> 12 & 511) * 8)
    }

    private func clear(_ address: UInt) {
        let place = entry(address)
        let page = UInt(machine_mmio_read32(place)) | UInt(machine_mmio_read32(place + 4)) << 32
        machine_mmio_write64(place, 0)
        machine_invalidate_page(UInt64(address))
        releasePage(page & 0xf_ffff_ffff_f000)
    }

    /// Sets this processor up with the stacks that its gates name (IST): for the first steps of any gate, for double
    /// faults, NMIs and machine checks. Then nothing that goes wrong goes unseen.
    ///
    /// Held, for the `unsafe`: the block is a processor's own, and stays.
    @export(interface)
    public func installTables(_ processor: ProcessorBlock) -> Bool {
        guard let tops = makeGateStacks() else { return false }
        unsafe machine_install_tables(processor.pointer, tops.scratch, tops.fault, tops.interrupt, tops.check)
        return true
    }

    /// Stacks for another processor's gates; nil if memory is out.
    @export(interface)
    public func makeGateStacks() -> GateStacks? {
        guard let scratch = make(pages: 2), let fault = make(pages: 2), let interrupt = make(pages: 2), let check = make(pages: 1)
        else { return nil }
        return GateStacks(scratch: UInt64(scratch), fault: UInt64(fault), interrupt: UInt64(interrupt), check: UInt64(check))
    }
}

/// The ends of the stacks that a processor's gates begin on.
public struct GateStacks {
    var scratch: UInt64
    var fault: UInt64
    var interrupt: UInt64
    var check: UInt64
}
#endif
