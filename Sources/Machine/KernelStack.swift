#if os(none)
internal import CMachine
internal import Bytes

extension Processor {
    /// The way out of the next call goes past the delivery of signals.
    @export(interface)
    public static func setAttention() { machine_set_attention(1) }
    @export(interface)
    public static func clearAttention() { machine_set_attention(0) }
    public static var hasAttention: Bool { machine_attention() != 0 }
    /// How the running thread came into the kernel.
    public enum Entry: UInt32 { case call, systemCall, gate }
    public static var entry: Entry {
        get { Entry(rawValue: machine_entry()) ?? .call }
        set { machine_set_entry(newValue.rawValue) }
    }
    /// Whether it came in by anything but a plain call.
    @inline(__always) public static var hasEnteredOtherwise: Bool { machine_entry() != 0 }
    /// The program's stack pointer at the system call being handled.
    public static var programStack: UInt { UInt(machine_program_stack()) }

    /// Whether an address is in the page below the running thread's kernel stack, which is never there.
    @export(interface)
    public static func isBelowKernelStack(_ address: UInt) -> Bool {
        let block = unsafe machine_this_cpu()!
        let bottom = UInt(unsafe block.pointee.record.pointee.stack_top &- block.pointee.record.pointee.stack_size)
        return address < bottom && bottom &- address <= 4096
    }

    /// The saved frame pointer and return address of a kernel function, for backtraces; nil where `address` is in no kernel
    /// stack or the return address not in the kernel's code.
    @export(interface)
    public static func kernelFrame(at address: UInt) -> (next: UInt, back: UInt)? {
        guard address & 7 == 0, AddressMap.kernel.contains(address) || address >= AddressMap.linear,
            address < 0x7fff_ffff_f000
        else { return nil }
        let back = UInt(machine_mmio_read32(UInt64(address + 8))) | UInt(machine_mmio_read32(UInt64(address + 12))) << 32
        guard machine_is_kernel_text(UInt64(back)) != 0 else { return nil }
        return (UInt(machine_mmio_read32(UInt64(address))) | UInt(machine_mmio_read32(UInt64(address + 4))) << 32, back)
    }
}
#endif
