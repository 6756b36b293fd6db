#if os(none)
internal import Bytes
public import CMachine
internal import Machine
internal import Memory
internal import Scheduling
internal import Sync

/// The machine's processors, as the scheduler sees them.
final class MachineProcessors: ProcessorControl {
    private let clock: Clock
    private var hasTimer: UInt64 = 0

    init(_ clock: Clock) { self.clock = clock }

    @inline(__always) var current: Int { Processors.current }
    @inline(__always) func now() -> UInt64 { clock.nanoseconds() }

    func arm(at deadline: UInt64, now: UInt64) {
        let bit = UInt64(1) << UInt64(Processors.current)
        if hasTimer & bit == 0 {
            hasTimer |= bit
            LocalTimer.enable()
        }
        LocalTimer.arm(nanoseconds: deadline > now ? deadline - now : 0)
    }

    /// One that has not come up yet looks by itself once it has.
    func wake(_ processor: Int) { if Processors.isOnline(processor) { Processors.wake(processor) } }
    @inline(__always) func requestLook() { Processor.setAttention() }

    func idle() {
        if KernelStacks.isReserveUsed { Threads.fillStackReserve() }
        // Only what comes from now on counts: signals are looked at after every switch.
        Processor.clearAttention()
        Processor.idle()
        Processors.answerFlush()
        HostCommands.receive()
        DeviceInterrupts.run()
    }

    @inline(__always)
    func switchThreads(from: Link<Schedulable>, to: Link<Schedulable>) {
        if KernelStacks.isReserveUsed { Threads.fillStackReserve() }
        from.with { from in
            // Held: all threads of the kernel's are of this class. Without a reference that would be held across the switch.
            let from = unsafe unsafeDowncast(from, to: Thread.self)
            to.with { to in from.record.run(unsafe unsafeDowncast(to, to: Thread.self).record, extended: Processor.hasEnteredOtherwise) }
            // The processor's attention was another thread's.
            if from.mustLeaveProgram { Processor.setAttention() }
        }
    }

    func reap(_ thread: Schedulable) {
        let thread = unsafe unsafeDowncast(thread, to: Thread.self)
        let end = thread.record.stackEnd
        thread.process.threads.forget(thread)
        if unsafe Threads.stacks?.retire(end) == true { TranslationFlush.tellOthers() }
    }
}

/// Translations to forget, on this processor and the others.
enum TranslationFlush {
    /// Tells the other processors: those that run at once, those that sleep before they run anything.
    static func tellOthers() {
        if Processors.count == 1 { return }
        // One that is on its way up has nothing to forget yet.
        let count = Threads.scheduler.processorCount
        let idle = Threads.scheduler.idleSet
        var busy: UInt64 = 0
        for number in 0..<count where number != Processors.current && Processors.isOnline(number) {
            if idle >> UInt64(number) & 1 != 0 { Processors.flushLater(number) } else { busy |= 1 << UInt64(number) }
        }
        if busy != 0 { Processors.flush(busy) }
    }
}

/// What the assembly calls when a new thread runs for the first time.
@c(machine_thread_began)
public func machineThreadBegan(_ frame: UnsafeMutablePointer<machine_frame>) {
    Threads.scheduler.switched()
    Processor.entry = .call
    machine_unlock()
}
#endif
