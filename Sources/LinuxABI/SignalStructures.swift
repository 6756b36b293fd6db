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

    /// A set of one.
    @inlinable public init(_ signal: Signal) { rawValue = Self.bit(signal) }

    /// Those that stop a process where it does nothing about them.
    @inlinable public static var stopping: SignalSet { SignalSet(rawValue: 1 << 18 | 1 << 19 | 1 << 20 | 1 << 21) }

    /// Those that an instruction causes: SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS.
    @inlinable public static var synchronous: SignalSet { SignalSet(rawValue: 1 << 10 | 1 << 6 | 1 << 3 | 1 << 4 | 1 << 7 | 1 << 30) }

    @inlinable public static func bit(_ signal: Signal) -> UInt64 { 1 << UInt64(truncatingIfNeeded: signal.rawValue &- 1) }
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

    /// Whether a thread with this stack pointer runs on it. One that disarms itself counts as left while a handler runs.
    public func contains(_ stackPointer: UInt) -> Bool {
        !flags.contains(.SS_AUTODISARM) && stackPointer > base && stackPointer &- base <= size
    }

    /// Turns what a program gives to sigaltstack(2) into what is kept; returns what is wrong with it.
    public mutating func adopt() -> Errno? {
        let mode = flags.subtracting(.SS_AUTODISARM)
        guard mode.isEmpty || mode == .SS_DISABLE || mode == .SS_ONSTACK else { return .EINVAL }
        if mode == .SS_DISABLE {
            (base, size) = (0, 0)
        } else if size < Self.minimum {
            return .ENOMEM
        }
        return nil
    }
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
    /// `si_timerid` of `SI_TIMER`: which timer of timer_create(2).
    public var timer: Int32 {
        get { pid }
        set { pid = newValue }
    }
    /// `si_overrun` of `SI_TIMER`: how often it expired besides.
    public var overrun: Int32 {
        get { Int32(bitPattern: uid) }
        set { uid = UInt32(bitPattern: newValue) }
    }
    /// The word behind the value, which the kernel may use between sending and delivery.
    public var sender: UInt64 {
        get { fields[2] }
        set { fields[2] = newValue }
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
