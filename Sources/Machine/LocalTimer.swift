#if os(none)
internal import CMachine
internal import Bytes

/// The processor's own interrupt controller, as far as a timer goes (Intel SDM volume 3, chapter 11).
public enum LocalTimer {
    /// The vector that the timer's interrupt arrives at.
    public static let vector: UInt = 33
    private static let base = UInt64(AddressMap.linear + 0xfee0_0000)

    /// Asks for one interrupt after about `nanoseconds`: the bus clock of QEMU and KVM is 1 GHz. A timer that is early or
    /// late only moves the moment at which the clock is looked at again.
    @export(interface)
    public static func arm(nanoseconds: UInt64) {
        machine_mmio_write32(base + 0xf0, 0x1ff)  // on; spurious interrupts at vector 255
        machine_mmio_write32(base + 0x3e0, 0b1010)  // divide by 128
        machine_mmio_write32(base + 0x320, UInt32(vector))
        machine_mmio_write32(base + 0x380, UInt32(max(1, min(nanoseconds >> 7, 0xffff_ffff))))
    }

    /// The interrupt has been dealt with.
    @export(interface)
    public static func endOfInterrupt() { machine_mmio_write32(base + 0xb0, 0) }
}
#endif
