public import LinuxABI

/// A process's signals: what it does about each, what it blocks, what waits to be delivered (signal(7)).
public final class SignalState {
    private var actions = InlineArray<65, SignalAction>(repeating: SignalAction())
    /// Signals that are not delivered for now.
    public private(set) var mask = SignalSet()
    /// Signals that wait, and what is known of each. Standard signals wait once; real-time ones in order of arrival.
    private var pending: [SignalInfo] = []
    /// sigaltstack(2).
    public var alternateStack = SignalStack()
    /// The mask to go back to once the handlers of this delivery are set up: rt_sigsuspend(2).
    public var savedMask: SignalSet?
    /// Address of the frame that rt_sigreturn(2) was called with.
    var returnFrame: UInt?

    public init() {}

    /// What is done about `signal`, which must be valid.
    public subscript(signal: Signal) -> SignalAction {
        get { actions[Int(signal.rawValue)] }
        set {
            actions[Int(signal.rawValue)] = newValue
            // As POSIX says of sigaction: setting a pending signal to "ignore" discards it.
            if isIgnored(signal) { pending.removeAll { $0.signal == signal } }
        }
    }

    /// Replaces the mask; SIGKILL and SIGSTOP cannot be blocked.
    public func setMask(_ new: SignalSet) {
        mask = SignalSet(rawValue: new.rawValue & ~SignalSet.unblockable.rawValue)
    }

    /// Signals that wait.
    public var pendingSet: SignalSet {
        var set = SignalSet()
        for info in pending { set.insert(info.signal) }
        return set
    }

    /// Whether one that waits is not blocked.
    public var isDeliverable: Bool { pendingSet.rawValue & ~mask.rawValue != 0 }

    /// Takes a signal in; one that is ignored and not blocked is dropped at once.
    public func raise(_ info: SignalInfo) {
        if isIgnored(info.signal), !mask.contains(info.signal) { return }
        if info.signal.rawValue < Signal.realTimeMinimum, pendingSet.contains(info.signal) { return }
        pending.append(info)
    }

    /// The next signal to deliver: synchronous ones and lower numbers first.
    func takeDeliverable() -> SignalInfo? {
        var best: Int?
        for index in pending.indices where !mask.contains(pending[index].signal) {
            if best == nil || pending[index].signal.rawValue < pending[best!].signal.rawValue { best = index }
        }
        return best.map { pending.remove(at: $0) }
    }

    /// The next of `set` that waits, blocked or not: for sigwait(3). Nil if there is none.
    public func take(oneOf set: SignalSet) -> SignalInfo? {
        var best: Int?
        for index in pending.indices where set.contains(pending[index].signal) {
            if best == nil || pending[index].signal.rawValue < pending[best!].signal.rawValue { best = index }
        }
        return best.map { pending.remove(at: $0) }
    }

    /// Whether nothing happens when `signal` comes.
    public func isIgnored(_ signal: Signal) -> Bool {
        switch self[signal].handler {
        case SignalAction.SIG_IGN: true
        case SignalAction.SIG_DFL: DefaultAction(signal) == .ignore
        default: false
        }
    }
}

/// What happens where the program says nothing (signal(7), "Standard signals").
public enum DefaultAction: Equatable {
    case terminate, core, ignore, stop, resume

    public init(_ signal: Signal) {
        switch signal {
        case .SIGCHLD, .SIGURG, .SIGWINCH: self = .ignore
        case .SIGCONT: self = .resume
        case .SIGSTOP, .SIGTSTP, .SIGTTIN, .SIGTTOU: self = .stop
        case .SIGQUIT, .SIGILL, .SIGTRAP, .SIGABRT, .SIGBUS, .SIGFPE, .SIGSEGV, .SIGXCPU, .SIGXFSZ, .SIGSYS: self = .core
        default: self = .terminate
        }
    }
}
