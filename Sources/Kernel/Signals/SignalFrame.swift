#if os(none)
internal import Bytes
internal import LinuxABI
internal import Machine

/// `struct rt_sigframe`: what a handler finds on its stack, and rt_sigreturn(2) takes back. The extended state lies above it.
struct SignalFrame: BitwiseCopyable {
    var restorer: UInt = 0
    var context = SignalUserContext()
    var info: SignalInfo

    /// The most that a frame takes, red zone and alignment included: `AT_MINSIGSTKSZ`.
    static var largest: UInt {
        let size = 128 + TrapFrame.extendedStateSize + 64 + UInt(MemoryLayout<SignalFrame>.size) + 24
        return (size + 15) & ~15
    }

    /// Makes the frame on the program's stack, and execution continue in the handler. Returns false where that cannot be: there is no
    /// room, or the action has no restorer, without which x86_64 has no way back (sigreturn(2)).
    static func enter(_ info: SignalInfo, _ action: SignalAction, _ frame: TrapFrame, _ thread: Thread) -> Bool {
        guard action.flags.contains(.SA_RESTORER) else { return false }
        frame.leaveEntry()
        let signals = thread.signals
        let alternate = signals.alternateStack
        let wasOnAlternate = alternate.contains(frame.stackPointer)
        var stack = frame.stackPointer &- 128
        let enters = action.flags.contains(.SA_ONSTACK) && alternate.size > 0 && !wasOnAlternate
        if enters { stack = alternate.base &+ alternate.size }
        let state = (stack &- TrapFrame.extendedStateSize) & ~63
        let place = ((state &- UInt(MemoryLayout<SignalFrame>.size)) & ~15) &- 8
        // Running over the alternate stack's end would go unnoticed: it has no guard page.
        if enters || wasOnAlternate, place <= alternate.base || place &- alternate.base > alternate.size { return false }

        var image = SignalFrame(info: info)
        image.restorer = action.restorer
        // The vector state is an XSAVE image; `ss` is to be restored, strictly.
        image.context.flags = TrapFrame.hasWholeExtendedState ? 7 : 6
        image.context.stack = alternate
        image.context.context = frame.signalContext
        image.context.context.vectorState = state
        image.context.mask = signals.savedMask ?? signals.mask
        image.context.context.oldMask = UInt(image.context.mask.rawValue)
        do throws(Errno) {
            try frame.saveExtendedState(to: state)
            try UserPointer<SignalFrame>(place).store(image)
        } catch { return false }
        signals.savedMask = nil
        if alternate.flags.contains(.SS_AUTODISARM) { signals.alternateStack = SignalStack() }

        var mask = signals.mask.rawValue | action.mask.rawValue
        if !action.flags.contains(.SA_NODEFER) { mask |= SignalSet.bit(info.signal) }
        signals.setMask(SignalSet(rawValue: mask))
        if action.flags.contains(.SA_RESETHAND) { thread.process.signals[info.signal].handler = SignalAction.SIG_DFL }
        frame.enter(
            action.handler, stack: place, UInt(info.signal.rawValue),
            place &+ 8 &+ UInt(MemoryLayout<SignalUserContext>.size), place &+ 8)
        return true
    }

    /// Takes back what a handler was entered with, or has changed of it. `address` is that of the context: the handler's return took the
    /// restorer's address off. Throws `EFAULT`, and `EINVAL` for a state in which no program can be.
    static func leave(_ frame: TrapFrame, from address: UInt, _ thread: Thread) throws(Errno) {
        let context = try UserPointer<SignalUserContext>(address).load()
        let target = context.context.rip
        guard AddressMap.isProgram(target, 1) || TrapFrame.isKernelText(target), AddressMap.isProgram(context.context.rsp &- 1, 1) else { throw .EINVAL }
        try frame.loadExtendedState(from: context.context.vectorState)
        frame.signalContext = context.context
        thread.signals.setMask(context.mask)
        // As Linux: what sigaltstack(2) would refuse is passed over.
        var stack = context.stack
        if !thread.signals.alternateStack.contains(frame.stackPointer), stack.adopt() == nil { thread.signals.alternateStack = stack }
    }
}
#endif
