#if os(none)
internal import Bytes
internal import CMachine
internal import Machine
internal import Memory
internal import Scheduling

/// Where other processors begin: a page below 1 MiB that nobody else is given.
let startPage: UInt = 0x8000

/// Starts the other processors; they come up while the program is loaded. Returns false if memory is out.
func startProcessors(_ count: Int, _ process: Process, _ stacks: KernelStacks) -> Bool {
    var idle: [Thread] = []
    for _ in 0..<count {
        guard let end = stacks.makeForThread() else { return false }
        idle.append(Thread(id: 0, process: process, stackEnd: end))
    }
    // The first processor's is begun by a switch, when its only thread has to leave.
    idle[0].record.begin(at: UInt(machine_idle_entry()), stack: idle[0].record.callStack, argument: 0)
    for number in 0..<count { Threads.scheduler.setIdleThread(idle[number], of: number) }
    unsafe Threads.root = process.memory.root.address
    return Processors.start(
        count, startPage: startPage, gateStacks: { stacks.makeGateStacks() }, allocatePage: allocatePhysicalPage,
        record: { number in idle[number].record })
}

/// Waits until all processors take part. Those that do not come are left out.
func awaitProcessors() {
    let online = Processors.waitForAll(startPage: startPage)
    Threads.scheduler.limit(to: online)
}

/// Another processor's first Swift code. Held: `Processors.start` made its block.
@c(machine_processor_began)
public func processorBegan(_ block: UnsafeMutableRawPointer) {
    let record = unsafe Processors.begin(block, root: Threads.root)
    record.adopt()
    // Before the lock, which the first processor holds while it waits for this.
    Processors.announce()
    machine_lock()
    Threads.scheduler.adopt(Thread.current)
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
