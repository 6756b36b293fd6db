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
        let process = Process.current
        Processor.clearAttention()
        if let address = process.signals.returnFrame {
            process.signals.returnFrame = nil
            restore(frame, from: address, process)
        }
        while let info = process.signals.takeDeliverable() {
            deliver(info, frame, process)
        }
        if let mask = process.signals.savedMask {
            process.signals.savedMask = nil
            process.signals.setMask(mask)
        }
    }

    /// A signal that the program's own instruction caused. It cannot be blocked or ignored: where it is, it ends the
    /// program (signal(7)). Returns false where there is no handler: the caller reports and ends the program.
    static func deliverFault(_ info: SignalInfo, _ frame: TrapFrame) -> Bool {
        let process = Process.current
        let action = process.signals[info.signal]
        guard action.handler != SignalAction.SIG_DFL, action.handler != SignalAction.SIG_IGN,
            !process.signals.mask.contains(info.signal)
        else { return false }
        return enterHandler(info, action, frame, process)
    }

    private static func deliver(_ info: SignalInfo, _ frame: TrapFrame, _ process: Process) {
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
            if !enterHandler(info, action, frame, process) {
                process.log.log(ByteText("no room on the stack for a signal handler"))
                process.log.killed(bySignal: Int(Signal.SIGSEGV.rawValue))
            }
        }
    }

    /// Makes the frame on the program's stack, and execution continue in the handler.
    private static func enterHandler(
        _ info: SignalInfo, _ action: SignalAction, _ frame: TrapFrame, _ process: Process
    ) -> Bool {
        let signals = process.signals
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
        if action.flags.contains(.SA_RESETHAND) { signals[info.signal] = SignalAction() }
        frame.enter(
            action.handler, stack: place, UInt(info.signal.rawValue),
            place &+ 8 &+ UInt(MemoryLayout<SignalUserContext>.size), place &+ 8)
        return true
    }

    private static func restore(_ frame: TrapFrame, from address: UInt, _ process: Process) {
        do throws(Errno) {
            // The handler's return took the restorer's address off: the context is what the stack pointer is at.
            let context = try UserPointer<SignalUserContext>(address).load()
            if context.context.vectorState != 0 { try frame.loadVectors(from: context.context.vectorState) }
            frame.signalContext = context.context
            process.signals.setMask(context.mask)
        } catch {
            process.log.log(ByteText("rt_sigreturn: the signal frame cannot be read"))
            process.log.killed(bySignal: Int(Signal.SIGSEGV.rawValue))
        }
        if process.signals.isDeliverable { Processor.setAttention() }
    }
}
#endif
