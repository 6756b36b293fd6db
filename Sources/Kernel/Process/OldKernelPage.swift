#if os(none)
internal import Bytes

/// The page at a fixed address that programs called into before there was a vDSO ("vsyscall"). It lies in the upper half of the address
/// space, where this kernel has nothing, and only C libraries from before 2012 call it.
enum OldKernelPage {
    private static let start: UInt = 0xffff_ffff_ff60_0000

    static func contains(_ address: UInt) -> Bool { address >= start && address < start + 4096 }

    /// Ends the program: what it is about to call is not there, and no handler of its own could make it be.
    static func refuse(_ address: UInt, _ log: KernelLog) -> Never {
        var text = ByteText("the program calls the vsyscall page (")
        text.add(hex: address)
        switch address &- start {
        case 0: text.add(", gettimeofday")
        case 0x400: text.add(", time")
        case 0x800: text.add(", getcpu")
        default: break
        }
        text.add("), which is not there: link it with a C library of 2012 or later, which uses the vDSO instead")
        log.refuse(text, status: 126)
    }
}
#endif
