public import LinuxABI
public import Sync

/// A process's signals: what it does about each, and what was sent to it as a whole (signal(7)).
public final class SignalState {
    private var actions = InlineArray<65, SignalAction>(repeating: SignalAction())
    var queued = PendingSignals()
    /// A stop signal was taken, and none has continued the process since: its threads stay in the kernel.
    private(set) var isStopped = false {
        didSet {
            if isStopped != oldValue { unsafe SignalActivity.count &+= isStopped ? 1 : -1 }
        }
    }
    private let continuation = WaitQueue()
    /// Descriptors that show signals: signalfd(2). Woken whenever one arrives.
    public let arrivals = WaitQueue()

    public init() {}

    /// Which signals wait for any thread of the process, a bit each.
    @inline(__always) var pendingBits: UInt64 { queued.bits }

    /// What is done about `signal`, which must be valid.
    public subscript(signal: Signal) -> SignalAction {
        get { actions[Int(signal.rawValue)] }
        set { actions[Int(signal.rawValue)] = newValue }
    }

    /// Whether nothing happens when `signal` comes.
    public func isIgnored(_ signal: Signal) -> Bool {
        switch self[signal].handler {
        case SignalAction.SIG_IGN: true
        case SignalAction.SIG_DFL: DefaultAction(signal) == .ignore || DefaultAction(signal) == .resume
        default: false
        }
    }

    /// No handler is left, and what is ignored stays so: execve(2).
    func resetHandlers() {
        for number in actions.indices where actions[number].handler != SignalAction.SIG_IGN { actions[number] = SignalAction() }
    }

    // MARK: Stopping

    func stop() { isStopped = true }

    /// Lets stopped threads go on.
    func resume() {
        guard isStopped else { return }
        isStopped = false
        continuation.wakeAll()
    }

    /// The running thread waits while the process is stopped. SIGKILL ends the wait too.
    func waitWhileStopped() {
        guard isStopped else { return }
        let waiter = Thread.current.sharedWaiter()
        waiter.enter(continuation)
        while isStopped, pendingBits & SignalSet.bit(.SIGKILL) == 0 { Threads.waitUninterrupted() }
        waiter.leave()
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
