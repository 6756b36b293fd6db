#if os(none)
internal import CMachine
internal import Bytes

/// Stacks of the kernel's own, each with an unmapped page below it: an overflow is an exception, not a neighbour's ruin.
///
/// They lie in the kernel's GiB from 0x6000_0000 on, in pages of 4 KiB.
public final class KernelStacks {
    private static let base: UInt = 0x6000_0000
    private let allocatePage: () -> UInt?
    private var next = KernelStacks.base
    /// The page table of the 2 MiB that `next` is in, 0 before the first.
    private var table: UInt = 0

    /// `allocatePage` gives the physical address of a zeroed page.
    public init(allocatePage: @escaping () -> UInt?) { self.allocatePage = allocatePage }

    /// A stack of `pages` pages: its end (a multiple of 16), or nil if memory or room is out.
    @export(interface)
    public func make(pages: UInt) -> UInt? {
        next += 4096
        for _ in 0..<pages {
            if table == 0 || next & 0x1f_ffff == 0 {
                guard next < AddressMap.kernel.upperBound, let page = allocatePage() else { return nil }
                table = page
                machine_set_kernel_directory(UInt32((next >> 21) & 511), UInt64(page) | 0x23)
            }
            guard let page = allocatePage() else { return nil }
            // Present, writable, accessed, dirty, global, no-execute.
            machine_mmio_write64(
                UInt64(AddressMap.linear + table + (next >> 12 & 511) * 8), UInt64(page) | 0x8000_0000_0000_0163)
            next += 4096
        }
        return next
    }

    /// Sets the processor up with the stacks that its gates name (IST): for the first steps of any gate, for double
    /// faults, NMIs and machine checks. Then nothing that goes wrong goes unseen.
    @export(interface)
    public func installTables() -> Bool {
        guard let scratch = make(pages: 1), let fault = make(pages: 2), let interrupt = make(pages: 1),
            let check = make(pages: 1)
        else { return false }
        machine_install_tables(UInt64(scratch), UInt64(fault), UInt64(interrupt), UInt64(check))
        return true
    }

    /// Calls from the program run on this stack from now on.
    @export(interface)
    public static func use(top: UInt, pages: UInt) { machine_set_kernel_stack(UInt64(top), UInt64(pages) * 4096) }
}
#endif
