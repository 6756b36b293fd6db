internal import Bytes
internal import LinuxABI
internal import Scheduling
internal import Sync
#if os(none)
internal import CMachine
internal import Machine
internal import Memory
#endif

/// The machine's scheduler and what hangs on it: made once at start-up, before there is a second thread.
enum Threads {
    nonisolated(unsafe) private static var shared: Scheduler?
    nonisolated(unsafe) private static var futexTable: FutexTable?

    /// The scheduler. There is one from the first process on.
    @inline(__always) static var scheduler: Scheduler { unsafe shared! }
    @inline(__always) static var futexes: FutexTable { unsafe futexTable! }

    static func begin(_ machine: any ProcessorControl, processors: Int) {
        unsafe shared = Scheduler(machine, processors: processors)
        unsafe futexTable = FutexTable()
        unsafe Parking.current = Parking(
            park: { (deadline) throws(Errno) in try Threads.wait(until: deadline) },
            unpark: { token in Thread.with(token: token) { Threads.scheduler.wake($0) } },
            thread: { Thread.current.token },
            now: { Threads.scheduler.now() })
    }

    /// The running thread waits until it is woken, or until `deadline`. Returns whether it was woken before that.
    /// Throws `EINTR` where a signal ends the wait.
    @discardableResult
    static func wait(until deadline: UInt64) throws(Errno) -> Bool {
        let thread = Thread.current
        if thread.hasDeliverableSignal { throw interrupted() }
        let woken = scheduler.block(thread, until: deadline)
        if thread.hasDeliverableSignal { throw interrupted() }
        return woken
    }

    /// The signal is looked at on the way out of the call.
    static func interrupted() -> Errno {
        #if os(none)
        Processor.setAttention()
        #endif
        return .EINTR
    }

    #if os(none)
    nonisolated(unsafe) static var stacks: KernelStacks?
    /// The page tables that other processors begin with.
    nonisolated(unsafe) static var root = PhysicalAddress(0)

    /// Makes a thread of the running process's, which does not run yet. Throws `EAGAIN`.
    static func make(id: Int32, _ process: Process) throws(Errno) -> Thread {
        guard let stacks = unsafe stacks, let end = stacks.makeForThread() else { throw .EAGAIN }
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
