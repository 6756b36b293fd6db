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

    init() {}

    /// Which signals wait for this thread alone, a bit each.
    @inline(__always) var pendingBits: UInt64 { pending.bits }

    /// Replaces the mask; SIGKILL and SIGSTOP cannot be blocked.
    public func setMask(_ new: SignalSet) {
        mask = SignalSet(rawValue: new.rawValue & ~SignalSet.unblockable.rawValue)
    }
}

/// A call's number and arguments: what making it again takes.
struct CallRestart {
    var number: UInt
    var arguments: (UInt, UInt, UInt, UInt, UInt, UInt)
}
