#if os(none)
internal import CMachine

/// The processor's own interrupt controller, as far as a timer goes (Intel SDM volume 3, chapter 11).
public enum LocalTimer {
    /// The vector that the timer's interrupt arrives at.
    public static var vector: UInt { 33 }

    /// Turns this processor's controller on. Spurious interrupts come at vector 255.
    @export(interface)
    public static func enable() {
        machine_apic_write(0xf0, 0x1ff)
        machine_apic_write(0x3e0, 0b1010)  // divide by 128
        machine_apic_write(0x320, UInt32(vector))
    }

    /// Asks for one interrupt after about `nanoseconds`, in place of what was asked before: the bus clock of QEMU and KVM is 1 GHz. A
    /// timer that is early or late only moves the moment at which the clock is looked at again.
    @inline(__always)
    public static func arm(nanoseconds: UInt64) {
        machine_apic_write(0x380, UInt32(max(1, min(nanoseconds >> 7, 0xffff_ffff))))
    }

    /// The interrupt has been dealt with.
    @inline(__always)
    public static func endOfInterrupt() { machine_apic_write(0xb0, 0) }
}
#endif
