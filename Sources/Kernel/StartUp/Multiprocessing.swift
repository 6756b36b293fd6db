#if os(none)
internal import Bytes
internal import CMachine
internal import FileSystem
internal import Machine
internal import Memory
internal import Scheduling

/// Where other processors begin: a page below 1 MiB that nobody else is given.
let startPage: UInt = 0x8000

/// The machine's other processors. A program with one thread never needs them, so they are started with the second thread, or for the
/// first where it may not stay on its processor. Nobody waits for them: each takes part once it is up.
enum OtherProcessors {
    /// How many processors are to run once they are wanted; 1: there is nothing to start, or it was done.
    nonisolated(unsafe) private static var wanted = 1

    /// There are `count` processors, the running one included.
    static func prepare(_ count: Int) { unsafe wanted = min(count, Processors.limit) }

    /// Starts them, if that was not done. Called within a system call of the process's only thread.
    @inline(__always)
    static func start() { if unsafe wanted > 1 { startAll() } }

    @inline(never)
    private static func startAll() {
        let count = unsafe wanted
        unsafe wanted = 1
        let process = Process.current
        // The program's threads need memory as well.
        guard process.services.pages.statistics().free > count * pagesEach + 256 else { return goOnAlone(process) }
        guard let stacks = unsafe Threads.stacks, let idle = makeIdleThreads(count, process, stacks) else {
            return goOnAlone(process)
        }
        // The first processor's is begun by a switch, when its only thread has to leave.
        idle[0].record.begin(at: UInt(machine_idle_entry()), stack: idle[0].record.callStack, argument: 0)
        for number in 0..<count { Threads.scheduler.setIdleThread(idle[number], of: number) }
        unsafe Threads.root = process.memory.root.address
        let isStarted = Processors.start(
            count, startPage: startPage, gateStacks: { stacks.makeGateStacks() }, allocatePage: allocatePhysicalPage,
            record: { number in idle[number].record })
        guard isStarted else { return goOnAlone(process) }
        // Out by the way that unlocks the kernel.
        Processor.setAttention()
        let check = StartCheck()
        unsafe StartCheck.current = check
        check.setAgain()
    }

    /// About what a processor takes: the stacks of its gates and its thread, and its reserve for those that grow.
    private static var pagesEach: Int { 32 }

    private static func makeIdleThreads(_ count: Int, _ process: Process, _ stacks: KernelStacks) -> [Thread]? {
        var threads: [Thread] = []
        for _ in 0..<count {
            guard let end = stacks.makeForThread() else { return nil }
            threads.append(Thread(id: 0, process: process, stackEnd: end))
        }
        return threads
    }

    private static func goOnAlone(_ process: Process) {
        Threads.scheduler.limit(to: 1)
        process.log.log(ByteText("no memory for more processors: the program runs on one; give the machine more with --memory"))
    }
}

/// Looks after a while whether all processors have come up.
private final class StartCheck: TimerEntry {
    nonisolated(unsafe) static var current: StartCheck?
    private var attempts = 0

    func setAgain() { Threads.scheduler.set(self, at: Threads.scheduler.now() &+ 10_000_000) }

    override func fire() {
        let online = Processors.onlineCount
        if online == Threads.scheduler.processorCount { return }
        attempts += 1
        // A second's worth: then the machine does without them.
        if attempts == 100 { return Threads.scheduler.limit(to: online) }
        Processors.sendStart(startPage)
        setAgain()
    }
}

/// Another processor's first Swift code. Held: `Processors.start` made its block.
@c(machine_processor_began)
public func processorBegan(_ block: UnsafeMutableRawPointer) {
    let record = unsafe Processors.begin(block, root: Threads.root)
    record.adopt()
    // Before the lock: who has it may wait for an answer.
    Processors.announce()
    machine_lock()
    Threads.fillStackReserve()
    Threads.scheduler.adopt(Thread.current)
    if Processors.onlineCount == Threads.scheduler.processorCount, let check = unsafe StartCheck.current { Threads.scheduler.cancel(check) }
    Threads.scheduler.idle(Thread.current)
}

/// The first processor's thread without work begins here, as a program would: with the kernel unlocked.
@c(machine_idle_began)
public func idleBegan() {
    machine_disable_interrupts()
    machine_lock()
    Threads.scheduler.idle(Thread.current)
}
#endif
