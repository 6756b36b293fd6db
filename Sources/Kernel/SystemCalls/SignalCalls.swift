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
                let thread = Thread.current
                let waiting = thread.signals.pendingBits | thread.process.signals.pendingBits
                try UserPointer(set).store(SignalSet(rawValue: waiting & thread.signals.mask.rawValue))
                return 0
            }
        }
        table[.sigaltstack] = { new, old, _, _, _, _ in answer { () throws(Errno) in try SignalCalls.alternateStack(new, old) } }
        table[.kill] = { pid, signal, _, _, _, _ in
            answer { () throws(Errno) in
                // A group, or everyone, is this process too; -1 alone leaves the sender out (kill(2)), and then there is nobody.
                let process = Process.current
                let target = Int32(truncatingIfNeeded: pid)
                guard target != -1, process.attributes.isSelf(pid) || target == 0 &- process.attributes.group else { throw .ESRCH }
                guard let info = try SignalCalls.information(Signal(argument: signal), .SI_USER) else { return 0 }
                process.raise(info)
                return 0
            }
        }
        table[.tkill] = { id, signal, _, _, _, _ in
            answer { () throws(Errno) in
                let id = Int32(truncatingIfNeeded: id)
                guard id > 0 else { throw .EINVAL }
                return try SignalCalls.send(Signal(argument: signal), to: id)
            }
        }
        table[.tgkill] = { process, id, signal, _, _, _ in
            answer { () throws(Errno) in
                let (process, id) = (Int32(truncatingIfNeeded: process), Int32(truncatingIfNeeded: id))
                guard process > 0, id > 0 else { throw .EINVAL }
                guard process == Process.current.attributes.id else { throw .ESRCH }
                return try SignalCalls.send(Signal(argument: signal), to: id)
            }
        }
        table[.rt_sigqueueinfo] = { target, signal, info, _, _, _ in
            answer { () throws(Errno) in
                let process = Process.current
                let isOwn = Int32(truncatingIfNeeded: target) == process.attributes.id
                let info = try SignalCalls.queued(Signal(argument: signal), info)
                // Nobody may pretend to others to be the kernel or kill(2).
                if !isOwn, let info, info.code.rawValue >= 0 || info.code == .SI_TKILL { throw .EPERM }
                guard isOwn else { throw .ESRCH }
                if let info { process.raise(info) }
                return 0
            }
        }
        table[.rt_tgsigqueueinfo] = { target, id, signal, info, _, _ in
            answer { () throws(Errno) in
                guard Int32(truncatingIfNeeded: target) > 0, Int32(truncatingIfNeeded: id) > 0 else { throw .EINVAL }
                let process = Process.current
                let info = try SignalCalls.queued(Signal(argument: signal), info)
                guard Int32(truncatingIfNeeded: target) == process.attributes.id,
                    let thread = process.threads.find(Int32(truncatingIfNeeded: id))
                else { throw .ESRCH }
                if let info { process.raise(info, at: thread) }
                return 0
            }
        }
        #if os(none)
        table[.rt_sigreturn] = { _, _, _, _, _, _ in
            Thread.current.signals.returnFrame = Processor.programStack
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
        if let replacement { Process.current.setAction(signal, replacement) }
        return 0
    }

    private static func changeMask(_ how: SignalMaskHow, _ new: UInt, _ old: UInt, _ size: UInt) throws(Errno) -> Int {
        guard size == 8 else { throw .EINVAL }
        let signals = Thread.current.signals
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
        let signals = Thread.current.signals
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

    private static func send(_ signal: Signal, to id: Int32) throws(Errno) -> Int {
        let process = Process.current
        guard let thread = process.threads.find(id) else { throw .ESRCH }
        if let info = try information(signal, .SI_TKILL) { process.raise(info, at: thread) }
        return 0
    }

    /// Sends the thread a signal for something it did: a write to a pipe that nobody reads, and the like.
    static func sendSelf(_ signal: Signal) {
        var info = SignalInfo(signal: signal, code: .SI_USER)
        info.pid = Process.current.attributes.id
        info.uid = Process.current.attributes.credentials.user.real
        Process.current.raise(info, at: Thread.current)
    }

    /// What a signal of this process's own carries; nil for signal 0, which only asks. Throws `EINVAL`.
    private static func information(_ signal: Signal, _ code: SignalCode) throws(Errno) -> SignalInfo? {
        if signal.rawValue == 0 { return nil }
        guard signal.isValid else { throw .EINVAL }
        var info = SignalInfo(signal: signal, code: code)
        let attributes = Process.current.attributes
        info.pid = attributes.id
        info.uid = attributes.credentials.user.real
        return info
    }

    /// What rt_sigqueueinfo(2) is given. Throws `EFAULT`, `EINVAL`, `EAGAIN`.
    private static func queued(_ signal: Signal, _ address: UInt) throws(Errno) -> SignalInfo? {
        var info = try UserPointer<SignalInfo>(address).load()
        guard signal.rawValue != 0 else { return nil }
        guard signal.isValid else { throw .EINVAL }
        info.signal = signal
        return info
    }

    /// Has a signal that may be delivered now delivered on the way out of the call.
    static func notice() {
        #if os(none)
        if Thread.current.hasDeliverableSignal { Processor.setAttention() }
        #endif
    }
}
