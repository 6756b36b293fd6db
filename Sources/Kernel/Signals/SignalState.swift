public import LinuxABI

/// A process's signals: what it does about each, and what was sent to it as a whole (signal(7)).
public final class SignalState {
    private var actions = InlineArray<65, SignalAction>(repeating: SignalAction())
    var pending = PendingSignals()

    public init() {}

    /// Which signals wait for any thread of the process, a bit each.
    @inline(__always) var pendingBits: UInt64 { pending.bits }

    /// What is done about `signal`, which must be valid.
    public subscript(signal: Signal) -> SignalAction {
        get { actions[Int(signal.rawValue)] }
        set { actions[Int(signal.rawValue)] = newValue }
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
