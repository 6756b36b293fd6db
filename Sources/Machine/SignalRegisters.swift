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
            if f.vector == 14 { c.cr2 = UInt(machine_read_cr2()) }
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
        unsafe frame.pointee.rflags &= ~0x400  // direction, as the ABI wants at a function's entry
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

    /// Stores the interrupted vector state to the program, as an FXSAVE image of 512 bytes. Throws `EFAULT`.
    @export(interface)
    public func saveVectors(to address: UInt) throws(Errno) {
        var area = machine_vectors()
        // Held: the area is large and aligned enough; xmm0 to 15 as interrupted are where gate_save put them, the live
        // ones are the kernel's by now.
        unsafe machine_save_vectors(&area)
        unsafe withUnsafeMutableBytes(of: &area) {
            unsafe $0.baseAddress!.advanced(by: 160).copyMemory(from: machine_frame_vectors(frame), byteCount: 256)
        }
        try UserPointer<machine_vectors>(address).store(area)
    }

    /// Takes the vector state back from the program. Throws `EFAULT`.
    @export(interface)
    public func loadVectors(from address: UInt) throws(Errno) {
        var area = try UserPointer<machine_vectors>(address).load()
        unsafe withUnsafeMutableBytes(of: &area) {
            // Reserved bits of MXCSR would raise #GP.
            unsafe $0[26] = 0
            unsafe $0[27] = 0
            unsafe machine_frame_vectors(frame).copyMemory(from: $0.baseAddress!.advanced(by: 160), byteCount: 256)
        }
        unsafe machine_load_vectors(&area)
    }
}

#endif
