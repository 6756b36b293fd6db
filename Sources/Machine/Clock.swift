#if os(none)
internal import CMachine
public import Bytes

/// Time since start-up, from the time-stamp counter.
///
/// Its rate comes from where it is cheapest to have: the hypervisor's kvmclock page, its timing leaf of CPUID, the
/// processor's own leaves, and at last from the PIT (Intel 8254). Nothing is measured until the
/// first question: most programs that only run and print never ask.
public final class Clock {
    private let startTimestamp: UInt64
    private var isCalibrated = false
    /// Nanoseconds for each tick, in units of 2^-32.
    private var multiplier: UInt64 = 0
    /// Wall clock at start-up in nanoseconds since the epoch.
    private let wallStart: Int64
    private let allocatePage: () -> UInt?

    /// Starts counting. `wallStart` is the wall clock now, in nanoseconds since 1970; `allocatePage` gives the physical
    /// address of a page for kvmclock.
    public init(wallStart: Int64, allocatePage: @escaping () -> UInt?) {
        self.wallStart = wallStart
        self.allocatePage = allocatePage
        startTimestamp = machine_timestamp()
    }

    /// Nanoseconds since start-up. Never goes back.
    @inline(__always)
    public func nanoseconds() -> UInt64 {
        if !isCalibrated { calibrate() }
        let (high, low) = (machine_timestamp() &- startTimestamp).multipliedFullWidth(by: multiplier)
        return high &<< 32 | low &>> 32
    }

    /// Wall clock in nanoseconds since the epoch.
    @export(interface)
    public func wallNanoseconds() -> Int64 { wallStart &+ Int64(nanoseconds()) }

    private static func pitCount() -> UInt16 {
        machine_out8(0x43, 0x00)  // latch counter 0
        let low = machine_in8(0x40)
        return UInt16(machine_in8(0x40)) << 8 | UInt16(low)
    }

    private func set(hertz: UInt64) {
        multiplier = UInt64((UInt128(1_000_000_000) << 32) / UInt128(max(hertz, 1)))
        isCalibrated = true
    }

    private func calibrate() {
        if let hertz = hypervisorRate() ?? processorRate() { return set(hertz: hertz) }
        set(hertz: pitRate())
    }

    /// From the hypervisor: kvmclock (Linux Documentation/virt/kvm/x86/msr.rst) or the timing leaf 0x40000010, in kHz.
    private func hypervisorRate() -> UInt64? {
        guard Processor.identify(1).c & 1 << 31 != 0 else { return nil }
        let leaf = Processor.identify(0x4000_0000)
        if leaf.a >= 0x4000_0010 {
            let rate = Processor.identify(0x4000_0010).a
            if rate != 0 { return UInt64(rate) * 1000 }
        }
        // "KVMKVMKVM", and the new MSRs.
        guard leaf.b == 0x4b4d_564b, Processor.identify(0x4000_0001).a & 1 << 3 != 0, let page = allocatePage()
        else { return nil }
        machine_write_msr(0x4b56_4d01, UInt64(page) | 1)
        // struct pvclock_vcpu_time_info: u32 version, pad; u64 tsc, system; u32 tsc_to_system_mul; i8 tsc_shift.
        let scale = UInt64(machine_mmio_read32(UInt64(AddressMap.linear + page + 24)))
        let shift = Int8(bitPattern: machine_mmio_read8(UInt64(AddressMap.linear + page + 28)))
        machine_write_msr(0x4b56_4d01, 0)
        guard scale != 0 else { return nil }
        let unshifted = (UInt128(1_000_000_000) << 32) / UInt128(scale)
        return UInt64(truncatingIfNeeded: shift < 0 ? unshifted << UInt128(-shift) : unshifted >> UInt128(shift))
    }

    /// From CPUID leaf 0x15, where the crystal's rate is said (Intel SDM volume 2).
    private func processorRate() -> UInt64? {
        guard Processor.identify(0).a >= 0x15 else { return nil }
        let leaf = Processor.identify(0x15)
        guard leaf.a != 0, leaf.b != 0, leaf.c != 0 else { return nil }
        return UInt64(leaf.c) * UInt64(leaf.b) / UInt64(leaf.a)
    }

    /// Against the PIT. The host may take the processor away at any moment, so a measurement counts if the next one agrees with it
    /// to half a per cent.
    private func pitRate() -> UInt64 {
        machine_out8(0x43, 0x34)  // counter 0: rate generator, low byte then high byte
        machine_out8(0x40, 0)
        machine_out8(0x40, 0)
        var last = Self.pitMeasurement()
        for _ in 0..<20 {
            let next = Self.pitMeasurement()
            if next == 0 { return 1_000_000_000 }
            let difference = next > last ? next - last : last - next
            if difference < next / 200 { return (next + last) / 2 }
            last = next
        }
        return last
    }

    /// Ticks a second, by a fresh half millisecond; how often the counter came round before is unknown. 0 if it stands still.
    private static func pitMeasurement() -> UInt64 {
        let fromCount = pitCount()
        let from = machine_timestamp()
        var ticks: UInt64 = 0
        var elapsed: UInt64 = 0
        // Half a millisecond is 597 counts. A counter that stands still (there is none) ends the wait as well.
        repeat {
            ticks = UInt64(fromCount &- pitCount())
            elapsed = machine_timestamp() &- from
        } while ticks < 597 && elapsed < 40_000_000
        return ticks == 0 ? 0 : elapsed * 1_193_182 / ticks
    }
}
#endif
