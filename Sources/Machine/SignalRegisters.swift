#if os(none)
internal import CMachine
internal import Bytes
public import LinuxABI

extension TrapFrame {
    /// The general registers, as a signal handler sees and may change them.
    public var signalContext: SignalContext {
        get {
            let f = unsafe frame.pointee
            var c = SignalContext()
            c.r8 = UInt(f.r8); c.r9 = UInt(f.r9); c.r10 = UInt(f.r10); c.r11 = UInt(f.r11)
            c.r12 = UInt(f.r12); c.r13 = UInt(f.r13); c.r14 = UInt(f.r14); c.r15 = UInt(f.r15)
            c.rdi = UInt(f.rdi); c.rsi = UInt(f.rsi); c.rbp = UInt(f.rbp); c.rbx = UInt(f.rbx)
            c.rdx = UInt(f.rdx); c.rax = UInt(f.rax); c.rcx = UInt(f.rcx); c.rsp = UInt(f.rsp)
            c.rip = UInt(f.rip); c.rflags = UInt(f.rflags); c.cs = 0x33; c.ss = 0x2b
            if f.vector < 32 { c.error = UInt(f.error); c.trap = UInt(f.vector) }
            if f.vector == 14 {
                c.cr2 = UInt(machine_read_cr2())
                // To itself the program is user code.
                c.error |= 4
            }
            return c
        }
        nonmutating set {
            let c = newValue
            unsafe frame.pointee.r8 = UInt64(c.r8); unsafe frame.pointee.r9 = UInt64(c.r9)
            unsafe frame.pointee.r10 = UInt64(c.r10); unsafe frame.pointee.r11 = UInt64(c.r11)
            unsafe frame.pointee.r12 = UInt64(c.r12); unsafe frame.pointee.r13 = UInt64(c.r13)
            unsafe frame.pointee.r14 = UInt64(c.r14); unsafe frame.pointee.r15 = UInt64(c.r15)
            unsafe frame.pointee.rdi = UInt64(c.rdi); unsafe frame.pointee.rsi = UInt64(c.rsi)
            unsafe frame.pointee.rbp = UInt64(c.rbp); unsafe frame.pointee.rbx = UInt64(c.rbx)
            unsafe frame.pointee.rdx = UInt64(c.rdx); unsafe frame.pointee.rax = UInt64(c.rax)
            unsafe frame.pointee.rcx = UInt64(c.rcx); unsafe frame.pointee.rsp = UInt64(c.rsp)
            unsafe frame.pointee.rip = UInt64(c.rip)
            // Only the flags that a program may change: carry to overflow, direction, alignment, identification.
            let mine: UInt64 = 0x24_0dd5
            unsafe frame.pointee.rflags = frame.pointee.rflags & ~mine | UInt64(c.rflags) & mine
        }
    }

    /// Continues in a handler: three arguments, and no vector arguments.
    @export(interface)
    public func enter(_ handler: UInt, stack: UInt, _ a: UInt, _ b: UInt, _ c: UInt) {
        unsafe frame.pointee.rip = UInt64(handler)
        unsafe frame.pointee.rsp = UInt64(stack)
        unsafe frame.pointee.rdi = UInt64(a)
        unsafe frame.pointee.rsi = UInt64(b)
        unsafe frame.pointee.rdx = UInt64(c)
        unsafe frame.pointee.rax = 0
        unsafe frame.pointee.rflags &= ~0x1_0500  // direction, as the ABI wants at a function's entry; trap, resume
    }

    /// Continues with a plain call made again, as if the program had just called its stub: the return address is still below the stack pointer.
    @export(interface)
    public func repeatCall(_ number: UInt, _ a: UInt, _ b: UInt, _ c: UInt, _ d: UInt, _ e: UInt, _ f: UInt) {
        unsafe frame.pointee.rip = machine_stub(UInt32(truncatingIfNeeded: number))
        unsafe frame.pointee.rsp -= 8
        unsafe frame.pointee.rdi = UInt64(a)
        unsafe frame.pointee.rsi = UInt64(b)
        unsafe frame.pointee.rdx = UInt64(c)
        unsafe frame.pointee.rcx = UInt64(d)
        unsafe frame.pointee.r8 = UInt64(e)
        unsafe frame.pointee.r9 = UInt64(f)
    }

    /// Finds a program that has got to the first instruction of the way in, where nothing has happened yet, at the call's stub instead:
    /// there it can tell what it was about to do (libc-shim/thread/cancel.c).
    public func leaveEntry() {
        let place = unsafe frame.pointee.rip
        guard machine_is_plain_entry(place) != 0 else { return }
        unsafe frame.pointee.rip = machine_stub(UInt32(truncatingIfNeeded: frame.pointee.rax))
    }

    /// What the extended state takes in a signal frame, in bytes.
    public static var extendedStateSize: UInt { UInt(machine_extended_frame_size()) }
    /// Whether it is an XSAVE image there, and not just FXSAVE's 512 bytes.
    public static var hasWholeExtendedState: Bool { machine_extended_frame_is_whole() != 0 }

    /// Whether a program may continue there although it is the kernel's: in the ways in and out of it, where signals find programs too.
    public static func isKernelText(_ address: UInt) -> Bool { machine_is_kernel_text(UInt64(address)) != 0 }

    /// Stores the interrupted extended state to the program, `extendedStateSize` bytes at a multiple of 64. Throws `EFAULT`.
    @export(interface)
    public func saveExtendedState(to address: UInt) throws(Errno) {
        guard AddressMap.isProgram(address, Int(Self.extendedStateSize)) else { throw .EFAULT }
        // Held: xmm0 to 15 as interrupted are where gate_save put them, the live ones are the kernel's by now.
        guard unsafe machine_save_extended(UInt64(address), machine_frame_vectors(frame)) == 0 else { throw .EFAULT }
    }

    /// Takes the extended state back from the program; address 0 stands for its initial state. Throws `EFAULT`, and `EINVAL` where it
    /// cannot be one.
    @export(interface)
    public func loadExtendedState(from address: UInt) throws(Errno) {
        guard address == 0 || AddressMap.isProgram(address, Int(Self.extendedStateSize)) else { throw .EFAULT }
        // Held: as above.
        switch unsafe machine_load_extended(UInt64(address), machine_frame_vectors(frame)) {
        case 0: return
        case 1: throw .EFAULT
        default: throw .EINVAL
        }
    }

    /// Lets the kernel run on where the program had asked for a trap after each instruction.
    public func clearTrapFlag() { unsafe frame.pointee.rflags &= ~0x100 }
}

#endif
