#if os(none)
internal import Bytes
internal import LinuxABI
internal import Machine

/// Carries signals out on the way back to the program.
enum SignalDelivery {
    /// Does what waits: a return from a handler, then every signal that is not blocked; where the process is stopped, nothing until it
    /// is continued.
    static func run(_ frame: TrapFrame) {
        let thread = Thread.current
        let signals = thread.signals
        if let address = signals.returnFrame {
            signals.returnFrame = nil
            leaveHandler(frame, from: address, thread)
        }
        while true {
            thread.process.signals.waitWhileStopped()
            guard let info = thread.takeSignal(oneOf: ~signals.mask.rawValue) else { break }
            deliver(info, frame, thread)
        }
        // No handler: the call goes on as if nothing had been.
        if signals.restart != nil { restart(frame, thread) }
        if let mask = signals.savedMask {
            signals.savedMask = nil
            signals.setMask(mask)
            if thread.hasDeliverableSignal { Processor.setAttention() }
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
        if SignalFrame.enter(info, action, frame, thread) { return true }
        return info.signal != .SIGSEGV && deliverFault(SignalInfo(signal: .SIGSEGV, code: .SI_KERNEL), frame)
    }

    private static func deliver(_ info: SignalInfo, _ frame: TrapFrame, _ thread: Thread) {
        let process = thread.process
        // The thread that execve(2) leaves ends the others.
        if info.signal == .SIGKILL, let survivor = process.survivor, survivor !== thread { Threads.endCurrent(status: 0) }
        let action = process.signals[info.signal]
        switch action.handler {
        case SignalAction.SIG_IGN: return
        case SignalAction.SIG_DFL: carryOut(DefaultAction(info.signal), info.signal, process, frame)
        default:
            let signals = thread.signals
            if let call = signals.restart {
                if call.rule == .always || (call.rule == .asHandlerSays && action.flags.contains(.SA_RESTART)) { restart(frame, thread) }
                signals.restart = nil
            }
            if SignalFrame.enter(info, action, frame, thread) { return }
            if info.signal != .SIGSEGV, deliverFault(SignalInfo(signal: .SIGSEGV, code: .SI_KERNEL), frame) { return }
            var text = ByteText("no room on the stack for the handler of ")
            text.add(info.signal.name)
            process.log.log(text)
            process.log.killed(bySignal: Int(Signal.SIGSEGV.rawValue))
        }
    }

    private static func carryOut(_ action: DefaultAction, _ signal: Signal, _ process: Process, _ frame: TrapFrame) {
        switch action {
        case .ignore, .resume: return
        case .terminate: process.log.killed(bySignal: Int(signal.rawValue))
        case .core:
            CrashReport(process, frame).log(signal, "sent by the program itself", address: nil)
            process.log.killed(bySignal: Int(signal.rawValue))
        case .stop:
            var text = ByteText("apus: the program is stopped by ")
            text.add(signal.name)
            text.add("; SIGCONT to this command continues it")
            process.log.log(text)
            process.stop()
        }
    }

    private static func leaveHandler(_ frame: TrapFrame, from address: UInt, _ thread: Thread) {
        do throws(Errno) {
            try SignalFrame.leave(frame, from: address, thread)
        } catch {
            if deliverFault(SignalInfo(signal: .SIGSEGV, code: .SI_KERNEL), frame) { return }
            let process = thread.process
            process.log.log(ByteText("rt_sigreturn: the signal frame is not one"))
            process.log.killed(bySignal: Int(Signal.SIGSEGV.rawValue))
        }
    }
}
#endif
