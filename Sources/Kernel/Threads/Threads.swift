internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Scheduling
internal import Sync
#if os(none)
internal import CMachine
internal import Machine
internal import Memory
#endif

#if os(none)
typealias ScheduledMachine = MachineProcessors
#else
typealias ScheduledMachine = HostedProcessors
#endif
typealias Scheduler = Scheduling.Scheduler<ScheduledMachine>

/// The machine's scheduler and what hangs on it: made once at start-up, before there is a second thread.
enum Threads {
    nonisolated(unsafe) private static var shared: Scheduler?
    nonisolated(unsafe) private static var futexTable: FutexTable?
    nonisolated(unsafe) private static var priorityLockTable: PriorityLockTable?

    /// The scheduler. There is one from the first process on.
    @inline(__always) static var scheduler: Scheduler { unsafe shared! }
    @inline(__always) static var futexes: FutexTable { unsafe futexTable! }
    @inline(__always) static var priorityLocks: PriorityLockTable { unsafe priorityLockTable! }

    // The same without counting references, for the calls that are made most.
    nonisolated(unsafe) private static var schedulerLink = Link<Scheduler>()
    nonisolated(unsafe) private static var futexLink = Link<FutexTable>()

    @inline(__always) @discardableResult
    static func withScheduler<Result>(_ body: (Scheduler) -> Result) -> Result { unsafe schedulerLink.withKnown(body) }
    @inline(__always) @discardableResult
    static func withFutexes<Result>(_ body: (FutexTable) -> Result) -> Result { unsafe futexLink.withKnown(body) }

    static func begin(_ machine: ScheduledMachine, processors: Int) {
        unsafe shared = Scheduler(machine, processors: processors)
        unsafe futexTable = FutexTable()
        unsafe priorityLockTable = PriorityLockTable(scheduler)
        unsafe schedulerLink = Link(scheduler)
        unsafe futexLink = Link(futexes)
        unsafe Parking.current = Parking(
            park: { (deadline) throws(Errno) in try Threads.wait(until: deadline) },
            waiter: { Thread.current.idleWaiter() })
    }

    /// The running thread waits until it is woken, or until `deadline`. Returns whether it was woken before that.
    /// Throws `EINTR` where a signal ends the wait.
    @discardableResult
    static func wait(until deadline: UInt64) throws(Errno) -> Bool {
        var isInterrupted = false
        let isWoken = Thread.withCurrent { thread in
            isInterrupted = thread.hasDeliverableSignal
            if isInterrupted { return false }
            let isWoken = withScheduler { $0.block(thread, until: deadline) }
            if thread.mustLeaveProgram {
                isInterrupted = thread.hasDeliverableSignal
                // A process that was stopped stops on the way out.
                if !isInterrupted { _ = interrupted() }
            }
            return isWoken
        }
        if isInterrupted { throw interrupted() }
        return isWoken
    }

    /// The running thread waits until it is woken, whatever signals come.
    static func waitUninterrupted() { scheduler.block(Thread.current) }

    /// The signal is looked at on the way out of the call.
    static func interrupted() -> Errno {
        #if os(none)
        Processor.setAttention()
        #endif
        return .EINTR
    }

    /// About how many threads a process can have: as many as half of memory takes with four pages each, as far as there are addresses for
    /// their kernel stacks. `RLIMIT_NPROC` is another matter.
    static func limit(_ process: Process) -> Int { min(process.services.pages.statistics().total / 8, 14_000) }

    #if os(none)
    nonisolated(unsafe) static var stacks: KernelStacks?
    /// The page tables that other processors begin with.
    nonisolated(unsafe) static var root = PhysicalAddress(0)

    /// Keeps pages ready for kernel stacks that grow, on the running processor. Where there are none any more, a stack that grows is
    /// the end; a program that has used up all memory is near that anyway.
    @inline(never)
    static func fillStackReserve() { _ = unsafe stacks?.fillReserve() }

    /// Makes a thread of the running process's, which does not run yet. Throws `EAGAIN`.
    static func make(id: Int32, _ process: Process) throws(Errno) -> Thread {
        // What is left is for those that are there: a page that a thread touches and that cannot be had is the program's end.
        let (total, free) = process.services.pages.statistics()
        guard free > 64 + total / 64, let stacks = unsafe stacks, let end = stacks.makeForThread() else { throw .EAGAIN }
        return Thread(id: id, process: process, stackEnd: end)
    }

    /// The running thread ends: clone(2), `CLONE_CHILD_CLEARTID`. With the last one the process ends.
    static func endCurrent(status: UInt8) -> Never {
        leave(status)
        // Held, and without a reference of its own: this stack is never left in order.
        unsafe Unmanaged<Thread>.fromOpaque(machine_current_thread()!)._withUnsafeGuaranteedRef { scheduler.end($0) }
        fatalError()
    }

    @inline(never)
    private static func leave(_ status: UInt8) {
        let thread = Thread.current
        let process = thread.process
        if process.threads.count == 1 { process.log.exit(status) }
        RobustList.release(thread)
        FutexInheritance.release(thread)
        let word = thread.attributes.clearAtEnd
        if word != 0 {
            do throws(Errno) {
                try UserPointer<UInt32>(word).store(0)
                _ = futexes.wake(try process.futexKey(word, isPrivate: false), 1, scheduler)
                _ = futexes.wake(try process.futexKey(word, isPrivate: true), 1, scheduler)
            } catch {
                // The program has unmapped it: nobody can be waiting for it.
            }
        }
        process.usage.add(thread)
        process.threads.remove(thread)
        // Signals that were sent to the process may have waited for this thread.
        process.redirectSignals()
    }
    #endif
}
