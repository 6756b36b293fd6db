#if os(none)
public import CMachine

/// The interrupted state that a gate saved on the kernel stack; what is written here is what execution continues with.
///
/// Held, for the `unsafe` in here: it is only made by the gate's handler, around the frame that entry.S built, and not kept.
@safe public struct TrapFrame {
    let frame: UnsafeMutablePointer<machine_frame>

    @unsafe public init(_ frame: UnsafeMutablePointer<machine_frame>) { unsafe self.frame = frame }

    /// The exception's or interrupt's number (Intel SDM volume 3, table 6-1).
    public var vector: UInt { UInt(unsafe frame.pointee.vector) }
    /// The error code that the processor pushed, else 0.
    public var errorCode: UInt { UInt(unsafe frame.pointee.error) }
    /// Where execution was, and continues.
    public var instructionPointer: UInt {
        get { UInt(unsafe frame.pointee.rip) }
        nonmutating set { unsafe frame.pointee.rip = UInt64(newValue) }
    }
    public var stackPointer: UInt { UInt(unsafe frame.pointee.rsp) }
    public var framePointer: UInt { UInt(unsafe frame.pointee.rbp) }
    public var flags: UInt { UInt(unsafe frame.pointee.rflags) }

    /// All general registers, in the order in which reports print them.
    public var registers: [(name: StaticString, value: UInt)] {
        let f = unsafe frame.pointee
        return [
            ("rax", UInt(f.rax)), ("rbx", UInt(f.rbx)), ("rcx", UInt(f.rcx)), ("rdx", UInt(f.rdx)),
            ("rsi", UInt(f.rsi)), ("rdi", UInt(f.rdi)), ("rbp", UInt(f.rbp)), ("rsp", UInt(f.rsp)),
            ("r8 ", UInt(f.r8)), ("r9 ", UInt(f.r9)), ("r10", UInt(f.r10)), ("r11", UInt(f.r11)),
            ("r12", UInt(f.r12)), ("r13", UInt(f.r13)), ("r14", UInt(f.r14)), ("r15", UInt(f.r15)),
            ("rip", UInt(f.rip)), ("flg", UInt(f.rflags)),
        ]
    }

    /// Whether the interrupted code is the kernel's.
    public var isInKernel: Bool { machine_is_kernel_text(unsafe frame.pointee.rip) != 0 }
    /// Whether the running thread was within a call into the kernel: its stack pointer was in its kernel stack.
    @inline(__always)
    public var isWithinCall: Bool { machine_is_kernel_stack(unsafe frame.pointee.rsp) != 0 }
    public var result: UInt {
        get { UInt(unsafe frame.pointee.rax) }
        nonmutating set { unsafe frame.pointee.rax = UInt64(newValue) }
    }

    /// If the kernel was copying to or from the program at a marked instruction: continue at its fix-up.
    @export(interface)
    public func recover() -> Bool {
        let fixUp = machine_find_recovery(unsafe frame.pointee.rip)
        if fixUp == 0 { return false }
        unsafe frame.pointee.rip = fixUp
        return true
    }
}
#endif
