#if os(none)
internal import Bytes
internal import LinuxABI
internal import Machine

/// `struct rt_sigframe`: what a handler finds on its stack, and rt_sigreturn(2) takes back.
private struct SignalFrame: BitwiseCopyable {
    var restorer: UInt = 0
    var context = SignalUserContext()
    var info: SignalInfo
}

/// Carries signals out on the way back to the program.
enum SignalDelivery {
    /// Does what waits: a return from a handler, then every signal that is not blocked.
    static func run(_ frame: TrapFrame) {
        let thread = Thread.current
        let (process, signals) = (thread.process, thread.signals)
        if let address = signals.returnFrame {
            signals.returnFrame = nil
            restore(frame, from: address, thread)
        }
        while thread.hasDeliverableSignal {
            guard let info = signals.pending.take(oneOf: ~signals.mask.rawValue) ?? process.signals.pending.take(oneOf: ~signals.mask.rawValue)
            else { break }
            deliver(info, frame, thread)
        }
        // No handler: the call goes on as if nothing had been.
        if signals.restart != nil { restart(frame, thread) }
        if let mask = signals.savedMask {
            signals.savedMask = nil
            signals.setMask(mask)
        }
    }

    /// Lets the interrupted call be made again: a plain call at its stub with its arguments, one of the SYSCALL instruction at the
    /// instruction, whose arguments are in their registers still.
    private static func restart(_ frame: TrapFrame, _ thread: Thread) {
        guard let call = thread.signals.restart else { return }
        thread.signals.restart = nil
        let arguments = call.arguments
        if frame.errorCode == 1 {
            frame.result = call.number
            frame.instructionPointer &-= 2
        } else {
            frame.repeatCall(
                call.number, arguments.0, arguments.1, arguments.2, arguments.3, arguments.4, arguments.5)
        }
    }

    /// A signal that the program's own instruction caused. It cannot be blocked or ignored: where it is, it ends the
    /// program (signal(7)). Returns false where there is no handler: the caller reports and ends the program.
    static func deliverFault(_ info: SignalInfo, _ frame: TrapFrame) -> Bool {
        let thread = Thread.current
        let action = thread.process.signals[info.signal]
        guard action.handler != SignalAction.SIG_DFL, action.handler != SignalAction.SIG_IGN,
            !thread.signals.mask.contains(info.signal)
        else { return false }
        return enterHandler(info, action, frame, thread)
    }

    private static func deliver(_ info: SignalInfo, _ frame: TrapFrame, _ thread: Thread) {
        let process = thread.process
        let action = process.signals[info.signal]
        switch action.handler {
        case SignalAction.SIG_IGN: return
        case SignalAction.SIG_DFL:
            switch DefaultAction(info.signal) {
            case .ignore, .resume: return
            case .terminate: process.log.killed(bySignal: Int(info.signal.rawValue))
            case .core:
                CrashReport(process, frame).log(info.signal, "sent by the program itself", address: nil)
                process.log.killed(bySignal: Int(info.signal.rawValue))
            case .stop:
                var text = ByteText("the program stopped itself with ")
                text.add(info.signal.name)
                text.add(", and nothing here can continue it")
                process.log.log(text)
                process.log.killed(bySignal: Int(info.signal.rawValue))
            }
        default:
            if thread.signals.restart != nil {
                if action.flags.contains(.SA_RESTART) { restart(frame, thread) } else { thread.signals.restart = nil }
            }
            if !enterHandler(info, action, frame, thread) {
                process.log.log(ByteText("no room on the stack for a signal handler"))
                process.log.killed(bySignal: Int(Signal.SIGSEGV.rawValue))
            }
        }
    }

    /// Makes the frame on the program's stack, and execution continue in the handler.
    private static func enterHandler(
        _ info: SignalInfo, _ action: SignalAction, _ frame: TrapFrame, _ thread: Thread
    ) -> Bool {
        let signals = thread.signals
        var stack = frame.stackPointer &- 128
        let alternate = signals.alternateStack
        let isOnAlternate = alternate.size > 0 && frame.stackPointer &- alternate.base <= alternate.size
        if action.flags.contains(.SA_ONSTACK), alternate.size > 0, !isOnAlternate { stack = alternate.base &+ alternate.size }
        let vectors = (stack &- 512) & ~63
        let place = ((vectors &- UInt(MemoryLayout<SignalFrame>.size)) & ~15) &- 8

        var image = SignalFrame(info: info)
        image.restorer = action.restorer
        image.context.stack = alternate
        image.context.stack.flags = alternate.size == 0 ? .SS_DISABLE : isOnAlternate ? .SS_ONSTACK : []
        image.context.context = frame.signalContext
        image.context.context.vectorState = vectors
        image.context.mask = signals.savedMask ?? signals.mask
        image.context.context.oldMask = UInt(image.context.mask.rawValue)
        signals.savedMask = nil
        do throws(Errno) {
            try frame.saveVectors(to: vectors)
            try UserPointer<SignalFrame>(place).store(image)
        } catch { return false }

        var mask = signals.mask.rawValue | action.mask.rawValue
        if !action.flags.contains(.SA_NODEFER) { mask |= 1 << UInt64(info.signal.rawValue - 1) }
        signals.setMask(SignalSet(rawValue: mask))
        if action.flags.contains(.SA_RESETHAND) { thread.process.signals[info.signal] = SignalAction() }
        frame.enter(
            action.handler, stack: place, UInt(info.signal.rawValue),
            place &+ 8 &+ UInt(MemoryLayout<SignalUserContext>.size), place &+ 8)
        return true
    }

    private static func restore(_ frame: TrapFrame, from address: UInt, _ thread: Thread) {
        do throws(Errno) {
            // The handler's return took the restorer's address off: the context is what the stack pointer is at.
            let context = try UserPointer<SignalUserContext>(address).load()
            if context.context.vectorState != 0 { try frame.loadVectors(from: context.context.vectorState) }
            frame.signalContext = context.context
            thread.signals.setMask(context.mask)
        } catch {
            let process = thread.process
            process.log.log(ByteText("rt_sigreturn: the signal frame cannot be read"))
            process.log.killed(bySignal: Int(Signal.SIGSEGV.rawValue))
        }
    }
}
#endif
