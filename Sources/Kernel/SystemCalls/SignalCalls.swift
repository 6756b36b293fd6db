internal import Bytes
internal import LinuxABI
#if os(none)
internal import Machine
#endif

/// Actions, masks, and sending (signal(7)).
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
                if process.isMachine(target) { return try process.signalMachine(Signal(argument: signal)) }
                guard target == 0 || process.isKnown(target) || target != -1 && target == 0 &- process.attributes.group
                else { throw .ESRCH }
                guard let info = try SignalCalls.information(Signal(argument: signal), .SI_USER) else { return 0 }
                try process.send(info)
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
                let target = Int32(truncatingIfNeeded: target)
                let info = try SignalCalls.queued(Signal(argument: signal), info, target)
                if process.isMachine(target) { return try process.signalMachine(info.signal) }
                guard target > 0, process.isKnown(target) else { throw .ESRCH }
                guard info.signal.rawValue != 0 else { return 0 }
                guard info.signal.isValid else { throw .EINVAL }
                try process.send(info)
                return 0
            }
        }
        table[.rt_tgsigqueueinfo] = { target, id, signal, info, _, _ in
            answer { () throws(Errno) in
                let (target, id) = (Int32(truncatingIfNeeded: target), Int32(truncatingIfNeeded: id))
                guard target > 0, id > 0 else { throw .EINVAL }
                let process = Process.current
                let info = try SignalCalls.queued(Signal(argument: signal), info, id)
                guard target == process.attributes.id, let thread = process.threads.find(id) else { throw .ESRCH }
                guard info.signal.rawValue != 0 else { return 0 }
                guard info.signal.isValid else { throw .EINVAL }
                try process.send(info, to: thread)
                return 0
            }
        }
        SignalWaitCalls.bind(table)
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
            // Another thread may have to take what this one no longer takes.
            let added = signals.mask.rawValue & ~before.rawValue
            if added != 0, Process.current.signals.pendingBits & added != 0 { Process.current.redirectSignals() }
        }
        if old != 0 { try UserPointer(old).store(before) }
        return 0
    }

    private static func alternateStack(_ new: UInt, _ old: UInt) throws(Errno) -> Int {
        let signals = Thread.current.signals
        var current = signals.alternateStack
        let isActive = current.contains(programStack)
        let disarms = current.flags.intersection(.SS_AUTODISARM)
        current.flags = disarms.union(current.size == 0 ? .SS_DISABLE : isActive ? .SS_ONSTACK : [])
        var replacement: SignalStack?
        if new != 0 {
            var stack = try UserPointer<SignalStack>(new).load()
            guard !isActive else { throw .EPERM }
            if let error = stack.adopt() { throw error }
            replacement = stack
        }
        if let replacement { signals.alternateStack = replacement }
        if old != 0 { try UserPointer(old).store(current) }
        return 0
    }

    /// The program's stack pointer at the call.
    private static var programStack: UInt {
        #if os(none)
        Processor.programStack
        #else
        0
        #endif
    }

    private static func send(_ signal: Signal, to id: Int32) throws(Errno) -> Int {
        let process = Process.current
        guard let thread = process.threads.find(id) else { throw .ESRCH }
        if let info = try information(signal, .SI_TKILL) { try process.send(info, to: thread) }
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
        return Process.current.ownInformation(signal, code)
    }

    /// What rt_sigqueueinfo(2) is given, for a process or thread of that number. Throws `EFAULT`, and `EPERM` for what only the kernel
    /// may say, or the sender to itself.
    private static func queued(_ signal: Signal, _ address: UInt, _ target: Int32) throws(Errno) -> SignalInfo {
        var info = try UserPointer<SignalInfo>(address).load()
        info.signal = signal
        if info.code.rawValue >= 0 || info.code == .SI_TKILL, Thread.current.id != target { throw .EPERM }
        return info
    }

    /// Has a signal that may be delivered now delivered on the way out of the call.
    static func notice() {
        #if os(none)
        if Thread.current.hasDeliverableSignal { Processor.setAttention() }
        #endif
    }
}
