#if os(none)
internal import CMachine

/// What the machine keeps of a thread, at the end of its kernel stack: the state of one that does not run.
///
/// Held, for the `unsafe` in here: the record lies in the thread's own stack and lives as long as the stack does.
@safe public struct ThreadRecord {
    let pointer: UnsafeMutablePointer<machine_thread>
    /// The end of the stack it lies in.
    public let stackEnd: UInt

    @unsafe init(_ pointer: UnsafeMutablePointer<machine_thread>) {
        unsafe self.pointer = pointer
        stackEnd = (UInt(bitPattern: pointer) + 4095) & ~4095
    }

    /// Makes the record of a thread whose kernel stack ends at `stackEnd`. `thread` and `process` are what is current while it runs.
    @export(interface)
    public init(stackEnd: UInt, thread: UInt, process: UInt) {
        self.stackEnd = stackEnd
        let top = (stackEnd - UInt(unsafe MemoryLayout<machine_thread>.size)) & ~63
        unsafe pointer = UnsafeMutablePointer(bitPattern: top)!
        let record = unsafe machine_thread(
            stack_pointer: 0, kernel_stack: UInt64(top - 8), stack_top: UInt64(top),
            stack_size: UInt64(KernelStacks.threadPages * 4096 - (stackEnd - top)), thread_pointer: 0,
            thread: UnsafeMutableRawPointer(bitPattern: thread), process: UnsafeMutableRawPointer(bitPattern: process), entry: 0,
            vector_control: 0x1f80, stack_low: machine_lowest_stack_page(UInt64(stackEnd), UInt64(KernelStacks.threadPages)),
            x87_control: 0x37f, reserved: 0)
        unsafe pointer.pointee = record
    }

    /// Where its calls begin.
    public var callStack: UInt { UInt(unsafe pointer.pointee.kernel_stack) }

    /// The base of %fs.
    public var threadPointer: UInt {
        get { UInt(unsafe pointer.pointee.thread_pointer) }
        nonmutating set { unsafe pointer.pointee.thread_pointer = UInt64(newValue) }
    }

    /// The running thread becomes this one, whose stack is not in use yet: its calls will begin there.
    @export(interface)
    public func adopt() {
        let record = unsafe pointer.pointee
        let cpu = unsafe machine_this_cpu()!
        unsafe cpu.pointee.record = pointer
        unsafe cpu.pointee.kernel_stack = record.kernel_stack
        unsafe cpu.pointee.thread = record.thread
        unsafe cpu.pointee.process = record.process
    }

    /// Lets the thread begin where the running one, which called clone(2) by the SYSCALL instruction, will continue, with
    /// result 0 and its own stack and thread pointer.
    @export(interface)
    public func copyCaller(stack: UInt, threadPointer: UInt) {
        let caller = unsafe machine_call_registers()!
        let registers = unsafe caller.pointee
        var frame = machine_frame()
        frame.rbx = registers.rbx; frame.rbp = registers.rbp; frame.r12 = registers.r12; frame.r13 = registers.r13
        frame.r14 = registers.r14; frame.r15 = registers.r15; frame.rdi = registers.rdi; frame.rsi = registers.rsi
        frame.rdx = registers.rdx; frame.r10 = registers.r10; frame.r8 = registers.r8; frame.r9 = registers.r9
        frame.rcx = registers.rcx; frame.r11 = registers.r11; frame.rip = registers.rcx
        frame.rflags = registers.r11 | 0x200; frame.rsp = UInt64(stack); frame.cs = 8; frame.ss = 16
        begin(frame)
        // Held: sixteen vector registers lie below the caller's registers, and below the new frame.
        unsafe UnsafeMutableRawPointer(bitPattern: vectors)!.copyMemory(
            from: UnsafeRawPointer(caller).advanced(by: -256), byteCount: 256)
        self.threadPointer = threadPointer
    }

    /// Lets the thread begin at an address of the kernel's or the program's, with one argument.
    @export(interface)
    public func begin(at address: UInt, stack: UInt, argument: UInt) {
        var frame = machine_frame()
        frame.rip = UInt64(address)
        frame.rsp = UInt64(stack)
        frame.rdi = UInt64(argument)
        frame.rflags = 0x202
        frame.cs = 8
        frame.ss = 16
        begin(frame)
    }

    private var frameAddress: UInt {
        UInt(unsafe pointer.pointee.stack_top) - 16 - UInt(MemoryLayout<machine_frame>.size)
    }
    private var vectors: UInt { (frameAddress - (16 * 16 + 8)) & ~15 }

    /// What machine_switch finds: the frame pointer and where to return to.
    private func begin(_ frame: machine_frame) {
        unsafe UnsafeMutablePointer<machine_frame>(bitPattern: frameAddress)!.pointee = frame
        let start = vectors - 16
        unsafe UnsafeMutablePointer<UInt64>(bitPattern: start)!.pointee = UInt64(frameAddress)
        unsafe UnsafeMutablePointer<UInt64>(bitPattern: start + 8)!.pointee = machine_thread_start_address()
        unsafe pointer.pointee.stack_pointer = UInt64(start)
    }

    /// Runs `next` in place of this, the running thread's, until somebody switches back to it. `extended` keeps the whole
    /// vector state: for a thread that did not come by a function call.
    @inline(__always)
    public func run(_ next: ThreadRecord, extended: Bool) {
        if extended { unsafe machine_switch_extended(pointer, next.pointer) } else { unsafe machine_switch_plain(pointer, next.pointer) }
    }
}
#endif
