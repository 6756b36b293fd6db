public import LinuxABI

/// A thread's own part of signals: what it blocks, and what was sent to it alone (signal(7)).
public final class ThreadSignals {
    /// Signals that are not delivered for now.
    public private(set) var mask = SignalSet()
    var pending = PendingSignals()
    /// sigaltstack(2).
    public var alternateStack = SignalStack()
    /// The mask to go back to once the handlers of this delivery are set up: rt_sigsuspend(2).
    public var savedMask: SignalSet?
    /// Address of the frame that rt_sigreturn(2) was called with.
    var returnFrame: UInt?
    /// How to make the call again that a signal interrupted, should its handler allow that.
    var restart: CallRestart?
    /// The sleep that restart_syscall(2) goes on with.
    var sleep: Sleep?
    /// The call that a signal is about to interrupt is made again whatever the handler allows.
    var restartsAlways = false

    init() {}

    /// Which signals wait for this thread alone, a bit each.
    @inline(__always) var pendingBits: UInt64 { pending.bits }

    /// What belonged to the program that execve(2) replaces; mask and pending signals stay.
    func reset() {
        alternateStack = SignalStack()
        savedMask = nil
        returnFrame = nil
        restart = nil
        sleep = nil
        restartsAlways = false
    }

    /// Replaces the mask; SIGKILL and SIGSTOP cannot be blocked.
    public func setMask(_ new: SignalSet) {
        mask = SignalSet(rawValue: new.rawValue & ~SignalSet.unblockable.rawValue)
    }
}

/// A call's number and arguments: what making it again takes.
struct CallRestart {
    /// Which handlers leave the call to be made again.
    enum Rule {
        /// Those with `SA_RESTART`.
        case asHandlerSays
        /// None: the call goes on only where no handler ran (signal(7), the calls that are "never restarted").
        case withoutHandler
        /// All of them: the call never fails by a signal.
        case always
    }

    var number: UInt
    var arguments: (UInt, UInt, UInt, UInt, UInt, UInt)
    var rule = Rule.asHandlerSays
}
