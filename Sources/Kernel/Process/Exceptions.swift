#if os(none)
internal import Scheduling
internal import Bytes
public import CMachine
internal import LinuxABI
internal import Machine
internal import Memory

/// Every exception and interrupt arrives here, on the thread's kernel stack.
///
/// Held: the gate's code in entry.S passes the frame it has just built.
@c(machine_exception)
public func machineException(_ frame: UnsafeMutablePointer<machine_frame>) {
    let frame = unsafe TrapFrame(frame)
    // It may have come anywhere: no lock, nothing that is shared. Otherwise it only passes itself on.
    if frame.vector == 2 {
        if Inspection.isAsked { ThreadInspection.run(frame) }
        // It comes to all of them; one is enough to hear the host.
        if Processors.current == 0 { Processors.interruptSelf(Processors.hostVector) }
        return
    }
    // Within a call the lock is held already, and nothing may be waited for.
    if frame.isWithinCall { return Exceptions.handleNested(frame) }
    let isAttention = frame.vector == 256
    if !isAttention, Processors.count > 1 {
        machine_lock()
        Processors.answerFlush()
    }
    // A plain call is a function call to its caller; all else keeps every register.
    if !isAttention || frame.errorCode != 0 { Processor.entry = .gate }
    switch frame.vector {
    case 14: Exceptions.handlePageFault(frame)
    case 256: break
    case 32...: Exceptions.handleInterrupt(frame)
    default: Exceptions.handle(frame)
    }
    if Processor.hasAttention { Exceptions.attend(frame) }
    Processor.entry = .call
    machine_unlock()
}

enum Exceptions {
    /// An exception or interrupt of the kernel's own code, or of a resolver that it calls.
    @inline(never)
    fileprivate static func handleNested(_ frame: TrapFrame) {
        switch frame.vector {
        case 14: handlePageFault(frame)
        case 256: break
        case 32...: handleInterrupt(frame)
        default: handle(frame)
        }
    }

    /// What waits to be done before the program goes on: another thread's turn, then signals.
    fileprivate static func attend(_ frame: TrapFrame) {
        guard Process.exists else { return }
        if KernelStacks.isReserveUsed { Threads.fillStackReserve() }
        repeat {
            Processor.clearAttention()
            HostCommands.receive()
            DeviceInterrupts.run()
            Threads.scheduler.preempt(Thread.current)
            Processor.clearAttention()
            SignalDelivery.run(frame)
        } while Processor.hasAttention
    }

    /// The timer's, or another processor's: what it is about is looked at on the way out of the kernel.
    static func handleInterrupt(_ frame: TrapFrame) {
        switch frame.vector {
        case LocalTimer.vector:
            LocalTimer.endOfInterrupt()
            // Perhaps a little before the time it was set for, by another clock: it has to be set again all the same.
            Threads.scheduler.timerFired()
            Processor.setAttention()
        case Processors.wakeVector:
            LocalTimer.endOfInterrupt()
            Processor.setAttention()
        case Processors.flushVector:
            LocalTimer.endOfInterrupt()
            Processors.answerFlush()
        case Processors.hostVector:
            LocalTimer.endOfInterrupt()
            HostCommands.noticed()
        case DeviceInterrupts.vector: DeviceInterrupts.note()
        default: break
        }
    }

    /// A page that is not there yet, most of the time. The error code's bits: 0 present, 1 write, 4 instruction fetch
    /// (Intel SDM volume 3, 4.7).
    @inline(__always)
    static func handlePageFault(_ frame: TrapFrame) {
        let address = Processor.faultAddress
        let code = frame.errorCode
        let access: PageAccess = code & 2 != 0 ? .write : code & 16 != 0 ? .execute : .read
        guard Process.exists else { return panic(frame, address) }
        let outcome = AddressMap.isProgram(address, 1) ? Process.handleFault(address, access) : .unmapped
        if outcome == .resolved { return }
        fail(outcome, address, frame)
    }

    @inline(never)
    private static func fail(_ outcome: FaultOutcome, _ address: UInt, _ frame: TrapFrame) {
        if frame.recover() { return }
        let process = Process.current
        if frame.isInKernel, !AddressMap.isProgram(address, 1) { panic(frame, address) }
        if OldKernelPage.contains(address), address == frame.instructionPointer { OldKernelPage.refuse(address, process.log) }
        if outcome == .outOfMemory {
            var text = ByteText("out of memory: the program is killed; give it more with --memory")
            text.add(", at ")
            text.add(hex: address)
            process.log.log(text)
            process.log.killed(bySignal: Int(Signal.SIGKILL.rawValue))
        }
        var info: SignalInfo
        let reason: StaticString
        switch outcome {
        case .busError:
            info = SignalInfo(signal: .SIGBUS, code: .BUS_ADRERR)
            reason = "beyond the end of the mapped file at"
        case .forbidden:
            info = SignalInfo(signal: .SIGSEGV, code: .SEGV_ACCERR)
            reason = frame.errorCode & 2 != 0 ? "no right to write to" : frame.errorCode & 16 != 0 ? "no right to execute" : "no right to read"
        default:
            info = SignalInfo(signal: .SIGSEGV, code: .SEGV_MAPERR)
            reason = frame.errorCode & 16 != 0 ? "jump to unmapped address" : frame.errorCode & 2 != 0 ? "write to unmapped address" : "read of unmapped address"
        }
        info.address = address
        if !frame.isInKernel, SignalDelivery.deliverFault(info, frame) { return }
        CrashReport(process, frame).log(info.signal, reason, address: address)
        process.log.killed(bySignal: Int(info.signal.rawValue))
    }

    /// The other exceptions, as signals (Linux arch/x86 gives the same ones).
    static func handle(_ frame: TrapFrame) {
        if frame.recover() { return }
        // A program that traps after each instruction is not followed into the kernel.
        if frame.vector == 1, frame.isInKernel { return frame.clearTrapFlag() }
        guard Process.exists, !frame.isInKernel, frame.vector != 8, frame.vector != 18 else {
            return panic(frame, nil)
        }
        let process = Process.current
        var info: SignalInfo
        let reason: StaticString
        switch frame.vector {
        case 0: (info, reason) = (SignalInfo(signal: .SIGFPE, code: .FPE_INTDIV), "integer division by zero")
        case 1: (info, reason) = (SignalInfo(signal: .SIGTRAP, code: .TRAP_TRACE), "debug trap")
        case 3: (info, reason) = (SignalInfo(signal: .SIGTRAP, code: .SI_KERNEL), "breakpoint")
        case 6: (info, reason) = (SignalInfo(signal: .SIGILL, code: .ILL_ILLOPN), "illegal instruction")
        case 16, 19: (info, reason) = (SignalInfo(signal: .SIGFPE, code: floatingPointCode(frame.vector)), "floating-point exception")
        case 11, 12: (info, reason) = (SignalInfo(signal: .SIGBUS, code: .SI_KERNEL), "stack pointer that is no address")
        case 17: (info, reason) = (SignalInfo(signal: .SIGBUS, code: .BUS_ADRALN), "unaligned access")
        default:
            info = SignalInfo(signal: .SIGSEGV, code: .SI_KERNEL)
            reason = frame.vector == 13 ? "general protection fault (a non-canonical address, or an instruction that is not to be had)" : "exception"
        }
        switch frame.vector {
        case 0, 1, 6, 16, 19: info.address = frame.instructionPointer
        default: break
        }
        if SignalDelivery.deliverFault(info, frame) { return }
        CrashReport(process, frame).log(info.signal, reason, address: nil)
        process.log.killed(bySignal: Int(info.signal.rawValue))
    }

    /// Which of the unmasked floating-point exceptions it was, of x87 (16) or SSE (19): the one that Linux names first.
    private static func floatingPointCode(_ vector: UInt) -> SignalCode {
        let raised = vector == 16 ? Processor.raisedFloatingPointExceptions : Processor.raisedVectorExceptions
        // Invalid, denormal, division by zero, overflow, underflow, precision, a bit each.
        if raised & 1 != 0 { return .FPE_FLTINV }
        if raised & 4 != 0 { return .FPE_FLTDIV }
        if raised & 8 != 0 { return .FPE_FLTOVF }
        if raised & 0x12 != 0 { return .FPE_FLTUND }
        return raised & 0x20 != 0 ? .FPE_FLTRES : .SI_USER
    }

    /// The kernel is at fault: say so, with what there is, and end.
    private static func panic(_ frame: TrapFrame, _ address: UInt?) {
        guard Process.exists else { Power.off() }
        let log = Process.current.log
        var text = ByteText()
        if frame.vector == 8 || address.map(Processor.isBelowKernelStack) == true { text.add("the kernel's stack is used up: ") }
        text.add("exception ")
        text.add(decimal: frame.vector)
        text.add(" error ")
        text.add(hex: frame.errorCode)
        if let address {
            text.add(" address ")
            text.add(hex: address)
        }
        text.add(" rip ")
        text.add(hex: frame.instructionPointer)
        text.add(" rsp ")
        text.add(hex: frame.stackPointer)
        var pointer = frame.framePointer
        text.add("; called from")
        for _ in 0..<16 {
            // The kernel's stacks are in its own part of the map; anything else ends the walk.
            guard let (next, back) = Processor.kernelFrame(at: pointer) else { break }
            text.add(" ")
            text.add(hex: back)
            if next <= pointer { break }
            pointer = next
        }
        log.panic(text)
    }
}
#endif
