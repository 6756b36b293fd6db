/// `struct sigcontext` of x86_64: the registers that a signal handler sees, 256 bytes
/// (include/uapi/asm/sigcontext.h).
@frozen
public struct SignalContext: BitwiseCopyable, Sendable {
    public var r8: UInt = 0
    public var r9: UInt = 0
    public var r10: UInt = 0
    public var r11: UInt = 0
    public var r12: UInt = 0
    public var r13: UInt = 0
    public var r14: UInt = 0
    public var r15: UInt = 0
    public var rdi: UInt = 0
    public var rsi: UInt = 0
    public var rbp: UInt = 0
    public var rbx: UInt = 0
    public var rdx: UInt = 0
    public var rax: UInt = 0
    public var rcx: UInt = 0
    public var rsp: UInt = 0
    public var rip: UInt = 0
    public var rflags: UInt = 0
    public var cs: UInt16 = 0
    public var gs: UInt16 = 0
    public var fs: UInt16 = 0
    public var ss: UInt16 = 0
    /// The exception's error code.
    public var error: UInt = 0
    /// The exception's vector.
    public var trap: UInt = 0
    /// The low half of the blocked signals, historical.
    public var oldMask: UInt = 0
    /// The address that faulted.
    public var cr2: UInt = 0
    /// Address of the saved vector state (FXSAVE or XSAVE image); 0 if none.
    public var vectorState: UInt = 0
    private var reserved = InlineArray<8, UInt>(repeating: 0)

    public init() {}
}

/// The kernel's `struct ucontext`, the third argument of a handler (rt_sigreturn(2)): 304 bytes.
@frozen
public struct SignalUserContext: BitwiseCopyable, Sendable {
    /// Bit 0: the vector state is an XSAVE image; bits 1 and 2: `ss` is to be restored.
    public var flags: UInt = 0
    public var link: UInt = 0
    public var stack = SignalStack()
    public var context = SignalContext()
    /// The mask that rt_sigreturn(2) restores.
    public var mask = SignalSet()

    public init() {}
}
