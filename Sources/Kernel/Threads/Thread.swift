internal import CMachine
internal import LinuxABI
#if os(none)
internal import Machine
#endif
public import Scheduling
internal import Sync

/// A thread of the program: what it has of its own (pthreads(7), "thread-specific attributes").
public final class Thread: Schedulable {
    /// The thread number; that of a process's first thread is the process's.
    public internal(set) var id: Int32
    private let owner: Link<Process>
    public internal(set) var attributes = ThreadAttributes()
    public let signals = ThreadSignals()
    /// When it began, in nanoseconds since start-up.
    var beganAt: UInt64 = 0
    /// The signals that it waits for: rt_sigtimedwait(2).
    var waitsFor = SignalSet()
    /// The wait on a futex that it is in.
    let futex = FutexWait()
    /// What it has to do with priority-inheriting locks; nil: nothing yet.
    var inheritance: PriorityInheritance?
    /// Its places in wait queues, made when they are first needed.
    var waiters: [ThreadWaiter] = []
    /// The first of those.
    var idlePlace = Link<Waiter>()
    var pollWaiters: [ThreadWaiter] = []
    #if os(none)
    /// What the machine keeps of it.
    private(set) var record: ThreadRecord
    #endif

    #if os(none)
    /// A thread whose calls run on the kernel stack that ends at `stackEnd`.
    init(id: Int32, process: Process, stackEnd: UInt) {
        self.id = id
        owner = Link(process)
        record = ThreadRecord(stackEnd: stackEnd, thread: 0, process: 0)
        super.init()
        futex.thread.target = self
        // Held: the process outlives its threads, and whoever runs is kept by the process.
        record = ThreadRecord(
            stackEnd: stackEnd, thread: unsafe UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque()),
            process: unsafe UInt(bitPattern: Unmanaged.passUnretained(process).toOpaque()))
    }
    #else
    init(id: Int32, process: Process) {
        self.id = id
        owner = Link(process)
        super.init()
        futex.thread.target = self
    }
    #endif

    /// The process that it belongs to.
    public var process: Process { owner.target! }

    /// The running thread.
    ///
    /// Held: a thread that runs is in its process's list.
    @inline(__always)
    public static var current: Thread {
        unsafe Unmanaged<Thread>.fromOpaque(machine_current_thread()!).takeUnretainedValue()
    }

    /// The address that stands for it where the machine is asked about it.
    var token: UInt { unsafe UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }

    /// Runs `body` with the running thread, without counting references.
    @inline(__always)
    static func withCurrent<Result>(_ body: (Thread) -> Result) -> Result {
        unsafe Unmanaged<Thread>.fromOpaque(machine_current_thread().unsafelyUnwrapped)._withUnsafeGuaranteedRef(body)
    }

    /// Whether a signal waits that it does not block: a wait ends with `EINTR` then.
    @inline(__always)
    var hasDeliverableSignal: Bool { !SignalActivity.isNone && findsDeliverableSignal }

    @inline(never)
    private var findsDeliverableSignal: Bool {
        owner.with { (signals.pendingBits | $0.signals.pendingBits) & ~signals.mask.rawValue != 0 } ?? false
    }

    /// Whether a signal has stopped its process.
    var isStopped: Bool { owner.with { $0.signals.isStopped } ?? false }

    /// Whether it may not go on in the program before signals were looked at.
    @inline(__always)
    var mustLeaveProgram: Bool { !SignalActivity.isNone && (findsDeliverableSignal || isStopped) }
}

/// What a thread has of its own besides its registers and signals.
public struct ThreadAttributes {
    /// The name, padded with zeroes (`PR_SET_NAME`).
    public internal(set) var name = InlineArray<16, UInt8>(repeating: 0)
    /// The word that is cleared, and whose waiters are woken, when the thread ends (set_tid_address(2)).
    public internal(set) var clearAtEnd: UInt = 0
    /// Address of the `RobustListHead`; 0: none.
    public internal(set) var robustList: UInt = 0
    /// set_mempolicy(2).
    var memoryPolicy = MemoryPolicy.standard
    /// In nanoseconds (`PR_SET_TIMERSLACK`).
    var timerSlack: UInt = 50_000
    /// sched_setscheduler(2).
    var policy = SchedulingPolicy.SCHED_OTHER
    var priority: Int32 = 0
    var resetsOnFork = false
    /// -20 (first served) to 19. A thread's own on Linux, whatever POSIX says.
    var nice: Int32 = 0
    /// ioprio_set(2).
    var inputOutput = IOPriority()

    public init() {}

    /// Names the thread after the last component of its program's path.
    public mutating func setName(path: borrowing Span<UInt8>) {
        var start = 0
        for index in 0..<path.count where path[index] == 0x2f { start = index + 1 }
        name = InlineArray(repeating: 0)
        for index in 0..<min(path.count - start, 15) { name[index] = path[start + index] }
    }
}
