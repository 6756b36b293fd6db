/// A set of signals, the kernel's 64-bit `sigset_t`: bit n-1 is signal n.
@frozen
public struct SignalSet: BitwiseCopyable, Hashable, Sendable {
    public var rawValue: UInt64
    @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }
    /// The empty set.
    @inlinable public init() { rawValue = 0 }

    @inlinable public func contains(_ signal: Signal) -> Bool { rawValue & Self.bit(signal) != 0 }
    @inlinable public mutating func insert(_ signal: Signal) { rawValue |= Self.bit(signal) }
    @inlinable public mutating func remove(_ signal: Signal) { rawValue &= ~Self.bit(signal) }
    /// The one with the lowest number; nil if empty.
    @inlinable public var first: Signal? {
        rawValue == 0 ? nil : Signal(rawValue: Int32(rawValue.trailingZeroBitCount) + 1)
    }

    /// `SIGKILL` and `SIGSTOP`, which can be neither blocked nor caught.
    @inlinable public static var unblockable: SignalSet { SignalSet(rawValue: 1 << 8 | 1 << 18) }

    /// Those that an instruction causes: SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS.
    @inlinable public static var synchronous: SignalSet { SignalSet(rawValue: 1 << 10 | 1 << 6 | 1 << 3 | 1 << 4 | 1 << 7 | 1 << 30) }

    @inlinable static func bit(_ signal: Signal) -> UInt64 { 1 << UInt64(truncatingIfNeeded: signal.rawValue &- 1) }
}

extension Signal {
    /// The number of signals, and the highest of them.
    @inlinable public static var limit: Int32 { 64 }
    /// The first real-time signal of the kernel.
    @inlinable public static var realTimeMinimum: Int32 { 32 }
    /// Whether the number is that of a signal (0 is none).
    @inlinable public var isValid: Bool { rawValue >= 1 && rawValue <= Self.limit }
}

/// The kernel's `struct sigaction` (rt_sigaction(2)): 32 bytes.
@frozen
public struct SignalAction: BitwiseCopyable, Sendable {
    /// Address of the handler, or `SIG_DFL`, `SIG_IGN`.
    public var handler: UInt
    public var flags: SignalActionFlags
    /// Where the handler returns to, with `SA_RESTORER`.
    public var restorer: UInt
    /// Blocked while the handler runs.
    public var mask: SignalSet

    @inlinable public init(
        handler: UInt = SignalAction.SIG_DFL, flags: SignalActionFlags = [], restorer: UInt = 0,
        mask: SignalSet = SignalSet()
    ) {
        self.handler = handler
        self.flags = flags
        self.restorer = restorer
        self.mask = mask
    }

    /// The default action.
    @inlinable public static var SIG_DFL: UInt { 0 }
    /// Ignore.
    @inlinable public static var SIG_IGN: UInt { 1 }
}

/// `stack_t` (sigaltstack(2)): 24 bytes.
@frozen
public struct SignalStack: BitwiseCopyable, Sendable {
    /// Its lowest address.
    public var base: UInt
    public var flags: SignalStackFlags
    private var padding: UInt32 = 0
    /// In bytes.
    public var size: UInt

    public init(base: UInt = 0, flags: SignalStackFlags = .SS_DISABLE, size: UInt = 0) {
        self.base = base
        self.flags = flags
        self.size = size
    }

    /// The least size, `MINSIGSTKSZ`.
    @inlinable public static var minimum: UInt { 2048 }
}

/// `siginfo_t` (sigaction(2)): 128 bytes, of which the use depends on signal and code.
@frozen
public struct SignalInfo: BitwiseCopyable, Sendable {
    public var signal: Signal
    public var errno: Int32 = 0
    public var code: SignalCode
    private var padding: Int32 = 0
    private var fields = InlineArray<14, UInt64>(repeating: 0)

    public init(signal: Signal, code: SignalCode) {
        self.signal = signal
        self.code = code
    }

    /// `si_addr`: the address that faulted.
    public var address: UInt {
        get { UInt(fields[0]) }
        set { fields[0] = UInt64(newValue) }
    }
    /// `si_pid`: the sender, or the child.
    public var pid: Int32 {
        get { Int32(truncatingIfNeeded: fields[0]) }
        set { fields[0] = fields[0] & ~0xffff_ffff | UInt64(UInt32(bitPattern: newValue)) }
    }
    /// `si_uid`: the sender's user.
    public var uid: UInt32 {
        get { UInt32(truncatingIfNeeded: fields[0] >> 32) }
        set { fields[0] = fields[0] & 0xffff_ffff | UInt64(newValue) << 32 }
    }
    /// `si_value`: what sigqueue(3) sent; for `SIGCHLD` the low half is `si_status`.
    public var value: UInt64 {
        get { fields[1] }
        set { fields[1] = newValue }
    }
}
