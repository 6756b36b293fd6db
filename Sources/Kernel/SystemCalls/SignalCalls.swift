internal import Bytes
internal import LinuxABI
#if os(none)
internal import Machine
#endif

/// Signals (signal(7)), as far as a process with one thread goes.
public enum SignalCalls {
    public static func bind(_ table: borrowing HandlerTable) {
        table[.rt_sigaction] = { signal, new, old, size, _, _ in
            answer { () throws(Errno) in try SignalCalls.action(Signal(argument: signal), new, old, size) }
        }
        table[.rt_sigprocmask] = { how, new, old, size, _, _ in
            answer { () throws(Errno) in try SignalCalls.changeMask(SignalMaskHow(argument: how), new, old, size) }
        }
        table[.rt_sigpending] = { set, size, _, _, _, _ in
            answer { () throws(Errno) in
                guard size <= 8 else { throw .EINVAL }
                let signals = Process.current.signals
                try UserPointer(set).store(SignalSet(rawValue: signals.pendingSet.rawValue & signals.mask.rawValue))
                return 0
            }
        }
        table[.sigaltstack] = { new, old, _, _, _, _ in answer { () throws(Errno) in try SignalCalls.alternateStack(new, old) } }
        table[.kill] = { pid, signal, _, _, _, _ in
            answer { () throws(Errno) in
                // A group, or everyone, is this process too; -1 alone leaves the sender out (kill(2)), and then there is nobody.
                let attributes = Process.current.attributes
                let target = Int32(truncatingIfNeeded: pid)
                guard target != -1, attributes.isSelf(pid) || target == 0 &- attributes.group else { throw .ESRCH }
                return try SignalCalls.send(Signal(argument: signal), .SI_USER)
            }
        }
        table[.tkill] = { thread, signal, _, _, _, _ in
            answer { () throws(Errno) in
                let thread = Int32(truncatingIfNeeded: thread)
                guard thread > 0 else { throw .EINVAL }
                guard thread == Process.current.attributes.id else { throw .ESRCH }
                return try SignalCalls.send(Signal(argument: signal), .SI_TKILL)
            }
        }
        table[.tgkill] = { process, thread, signal, _, _, _ in
            answer { () throws(Errno) in
                let (process, thread) = (Int32(truncatingIfNeeded: process), Int32(truncatingIfNeeded: thread))
                guard process > 0, thread > 0 else { throw .EINVAL }
                let id = Process.current.attributes.id
                guard process == id, thread == id else { throw .ESRCH }
                return try SignalCalls.send(Signal(argument: signal), .SI_TKILL)
            }
        }
        table[.rt_sigqueueinfo] = { process, signal, info, _, _, _ in
            answer { () throws(Errno) in
                // Nobody may pretend to others to be the kernel or kill(2).
                let own = Int32(truncatingIfNeeded: process) == Process.current.attributes.id
                let code = try UserPointer<SignalInfo>(info).load().code
                if !own, code.rawValue >= 0 || code == .SI_TKILL { throw .EPERM }
                guard own else { throw .ESRCH }
                return try SignalCalls.queue(Signal(argument: signal), info)
            }
        }
        table[.rt_tgsigqueueinfo] = { process, thread, signal, info, _, _ in
            answer { () throws(Errno) in
                guard Int32(truncatingIfNeeded: process) > 0, Int32(truncatingIfNeeded: thread) > 0 else { throw .EINVAL }
                let id = Process.current.attributes.id
                guard Int32(truncatingIfNeeded: process) == id, Int32(truncatingIfNeeded: thread) == id else { throw .ESRCH }
                return try SignalCalls.queue(Signal(argument: signal), info)
            }
        }
        #if os(none)
        table[.rt_sigreturn] = { _, _, _, _, _, _ in
            Process.current.signals.returnFrame = Processor.programStack
            Processor.setAttention()
            return 0
        }
        #endif
    }

    private static func action(_ signal: Signal, _ new: UInt, _ old: UInt, _ size: UInt) throws(Errno) -> Int {
        guard size == 8 else { throw .EINVAL }
        let signals = Process.current.signals
        var replacement: SignalAction?
        if new != 0 {
            var action = try UserPointer<SignalAction>(new).load()
            // Unknown flags read as zero, so that a program can find out what there is: sigaction(2).
            action.flags.formIntersection(.known)
            action.mask = SignalSet(rawValue: action.mask.rawValue & ~SignalSet.unblockable.rawValue)
            replacement = action
        }
        guard signal.isValid, new == 0 || !SignalSet.unblockable.contains(signal) else { throw .EINVAL }
        if old != 0 { try UserPointer(old).store(signals[signal]) }
        if let replacement { signals[signal] = replacement }
        return 0
    }

    private static func changeMask(_ how: SignalMaskHow, _ new: UInt, _ old: UInt, _ size: UInt) throws(Errno) -> Int {
        guard size == 8 else { throw .EINVAL }
        let signals = Process.current.signals
        let before = signals.mask
        if new != 0 {
            let set = try UserPointer<SignalSet>(new).load()
            switch how {
            case .SIG_BLOCK: signals.setMask(SignalSet(rawValue: before.rawValue | set.rawValue))
            case .SIG_UNBLOCK: signals.setMask(SignalSet(rawValue: before.rawValue & ~set.rawValue))
            case .SIG_SETMASK: signals.setMask(set)
            default: throw .EINVAL
            }
            notice()
        }
        if old != 0 { try UserPointer(old).store(before) }
        return 0
    }

    private static func alternateStack(_ new: UInt, _ old: UInt) throws(Errno) -> Int {
        let signals = Process.current.signals
        var current = signals.alternateStack
        let isActive = isRunning(on: current)
        let kept = current.flags.intersection(.SS_AUTODISARM)
        let state: SignalStackFlags = current.size == 0 ? .SS_DISABLE : isActive ? .SS_ONSTACK : []
        current.flags = state.union(kept)
        var replacement: SignalStack?
        if new != 0 {
            var stack = try UserPointer<SignalStack>(new).load()
            guard !isActive else { throw .EPERM }
            let mode = stack.flags.subtracting(.SS_AUTODISARM)
            guard mode.isEmpty || mode == .SS_DISABLE || mode == .SS_ONSTACK else { throw .EINVAL }
            if mode == .SS_DISABLE {
                stack = SignalStack()
            } else if stack.size < SignalStack.minimum {
                throw .ENOMEM
            }
            replacement = stack
        }
        if old != 0 { try UserPointer(old).store(current) }
        if let replacement { signals.alternateStack = replacement }
        return 0
    }

    /// Whether the program's stack pointer is in `stack`.
    private static func isRunning(on stack: SignalStack) -> Bool {
        #if os(none)
        stack.size > 0 && Processor.programStack &- stack.base <= stack.size
        #else
        false
        #endif
    }

    private static func send(_ signal: Signal, _ code: SignalCode) throws(Errno) -> Int {
        if signal.rawValue == 0 { return 0 }
        guard signal.isValid else { throw .EINVAL }
        var info = SignalInfo(signal: signal, code: code)
        info.pid = Process.current.attributes.id
        Process.current.signals.raise(info)
        notice()
        return 0
    }

    /// Sends the process a signal for something it did: a write to a pipe that nobody reads, and the like.
    static func sendSelf(_ signal: Signal) {
        var info = SignalInfo(signal: signal, code: .SI_USER)
        info.pid = Process.current.attributes.id
        info.uid = Process.current.attributes.credentials.user.real
        Process.current.signals.raise(info)
        notice()
    }

    private static func queue(_ signal: Signal, _ address: UInt) throws(Errno) -> Int {
        var info = try UserPointer<SignalInfo>(address).load()
        guard signal.rawValue != 0 else { return 0 }
        guard signal.isValid else { throw .EINVAL }
        info.signal = signal
        Process.current.signals.raise(info)
        notice()
        return 0
    }

    /// Has a signal that may be delivered now delivered on the way out of the call.
    static func notice() {
        #if os(none)
        if Process.current.signals.isDeliverable { Processor.setAttention() }
        #endif
    }
}
