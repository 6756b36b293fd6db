#if os(none)
internal import CMachine
public import Bytes

/// The running processor: its features, its registers, its state of waiting.
public enum Processor {
    /// One leaf of CPUID (Intel SDM volume 2, CPUID).
    @export(interface)
    public static func identify(_ leaf: UInt32, _ subleaf: UInt32 = 0) -> (a: UInt32, b: UInt32, c: UInt32, d: UInt32) {
        var words: InlineArray<4, UInt32> = [0, 0, 0, 0]
        // Held: four words are what the instruction writes.
        unsafe withUnsafeMutableBytes(of: &words) {
            unsafe machine_cpuid(leaf, subleaf, $0.baseAddress!.assumingMemoryBound(to: UInt32.self))
        }
        return (words[0], words[1], words[2], words[3])
    }

    /// Whether RDRAND is there.
    public static var hasRandom: Bool { identify(1).c & 1 << 30 != 0 }

    /// 64 random bits of the processor's generator, nil if it has none.
    @export(interface)
    public static func random() -> UInt64? {
        for _ in 0..<10 {
            let value = machine_random()
            if value != 0 { return value }
        }
        return nil
    }

    /// The time-stamp counter.
    @inline(__always) public static func timestamp() -> UInt64 { machine_timestamp() }

    /// The base of %fs: the thread control block of the running thread.
    public static var threadPointer: UInt {
        get { UInt(machine_read_msr(0xc000_0100)) }
        set { machine_write_msr(0xc000_0100, UInt64(newValue)) }
    }

    /// The address that the last page fault was about.
    public static var faultAddress: UInt { UInt(machine_read_cr2()) }

    /// The physical address of the page-table root in force.
    public static var pageTableRoot: PhysicalAddress {
        get { PhysicalAddress(UInt(machine_read_cr3())) }
        set { machine_write_cr3(UInt64(newValue.rawValue)) }
    }

    /// Forgets the translation of one page.
    @inline(__always) public static func invalidate(page address: UInt) { machine_invalidate_page(UInt64(address)) }

    /// Forgets all translations but the kernel's (which are global).
    public static func invalidateAll() { machine_write_cr3(machine_read_cr3()) }

    /// Floating-point exceptions that are raised and not masked, in the order of the status word: of x87, and of SSE.
    public static var raisedFloatingPointExceptions: UInt { UInt(machine_x87_exceptions()) }
    public static var raisedVectorExceptions: UInt { UInt(machine_sse_exceptions()) }

    /// Sleeps until an interrupt has been handled, others using the kernel meanwhile. Interrupts are off before and after.
    @inline(__always) public static func idle() { machine_idle() }

    /// The level of x86-64 that programs have here, 1 to 4 (psABI 3.1.1), after `enableExtendedState`.
    @export(interface)
    public static func level() -> Int {
        func has(_ word: UInt32, _ bits: UInt32...) -> Bool { bits.allSatisfy { word & 1 << $0 != 0 } }
        let basic = identify(1).c
        let long = identify(0x8000_0001).c
        // SSE3, SSSE3, CMPXCHG16B, SSE4.1, SSE4.2, POPCNT; LAHF.
        guard has(basic, 0, 9, 13, 19, 20, 23), has(long, 0) else { return 1 }
        guard identify(0).a >= 7 else { return 2 }
        let extended = identify(7).b
        // FMA, MOVBE, OSXSAVE, AVX, F16C; BMI1, AVX2, BMI2; LZCNT.
        guard has(basic, 12, 22, 27, 28, 29), has(extended, 3, 5, 8), has(long, 5) else { return 2 }
        // AVX-512 F, DQ, CD, BW, VL.
        return has(extended, 16, 17, 28, 30, 31) ? 4 : 3
    }

    /// Turns AVX on where it is there, so that programs may use what CPUID offers (XCR0: x87, SSE, AVX, AVX-512), and the
    /// instructions for the base of %fs.
    @export(interface)
    public static func enableExtendedState() {
        if identify(0).a >= 7, identify(7).b & 1 != 0 {
            machine_write_cr4(machine_read_cr4() | 1 << 16)
            machine_enable_fsgsbase()
        }
        guard identify(1).c & 1 << 26 != 0 else { return }
        machine_write_cr4(machine_read_cr4() | 1 << 18)
        let supported = identify(13)
        machine_set_extended_control(UInt64(supported.d) << 32 | UInt64(supported.a) & 0xe7)
        // Now it tells the size of what is turned on.
        machine_enable_xsave((UInt64(identify(13).b) + 63) & ~63)
    }

    /// Stops this processor for good.
    @export(interface)
    public static func halt() -> Never { machine_halt() }
}
#endif
