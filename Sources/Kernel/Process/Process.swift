internal import Bytes
internal import CMachine
public import ELF
internal import FileSystem
internal import LinuxABI
public import Memory

/// A running program: its address space, descriptors, signals and identity. One today, several once `fork` comes.
public final class Process {
    public let memory: AddressSpace
    public let files: ProcessFiles
    /// Those of `files`, nearer by for the calls that are made most.
    let descriptors: DescriptorTable
    public let signals = SignalState()
    let timers = ProcessTimers()
    public let attributes: ProcessAttributes
    public let threads: ThreadList
    /// What threads that have ended used.
    var usage = ProcessUsage()
    /// The kernel's services as this process sees them.
    public let services: Services
    public let log: KernelLog
    /// The dynamic linker, which also maps a program that brings its own.
    public internal(set) var linker: Linker?
    #if os(none)
    let linkerErrors = LinkerErrors()
    public let trace = CallTrace()
    /// The kernel's pages in its part of the map, once they are mapped.
    var kernelPages: KernelPages?
    /// What it was started with first; another program takes over how, with words of its own.
    var line: CommandLine?
    #endif
    /// The running program's file, /proc/self/exe; what is executed is not written to.
    var executable: Dentry? {
        didSet {
            oldValue?.inode.isExecuting = false
            executable?.inode.isExecuting = true
        }
    }
    /// Set while execve(2) ends the other threads: the one that stays.
    var survivor: Thread?
    /// The running program's stack, and what was put on it at the start.
    public internal(set) var stack: Range<UInt> = 0..<0
    var initialStack: InitialStack?
    var hasExecutableStack = false
    /// Whether the clock page shows the clocks.
    var isClockPublished = false

    public init(
        memory: AddressSpace, files: ProcessFiles, attributes: ProcessAttributes, services: Services, log: KernelLog
    ) {
        self.memory = memory
        self.files = files
        descriptors = files.descriptors
        self.attributes = attributes
        threads = ThreadList(first: attributes.id)
        self.services = services
        self.log = log
        timers.owner = self
    }

    /// For a program or library whose PT_GNU_STACK asks for it.
    func makeStackExecutable() throws(Errno) {
        // From wherever it has grown to.
        try memory.protect(stack.upperBound - 4096, 4096, [.PROT_READ, .PROT_WRITE, .PROT_EXEC, .PROT_GROWSDOWN])
        hasExecutableStack = true
    }

    /// Whether start-up has come so far that there is a process.
    static var exists: Bool { unsafe machine_current_process() != nil }

    /// The process of the running thread.
    ///
    /// Held: whoever runs keeps its process alive for as long as it runs.
    @inline(__always)
    public static var current: Process {
        unsafe Unmanaged<Process>.fromOpaque(machine_current_process()!).takeUnretainedValue()
    }

    /// Runs `body` with the process of the running thread. Held: as of `current`, without counting references to it or to what it has
    /// for good.
    @inline(__always)
    static func withCurrent<Value>(_ body: (Process) throws(Errno) -> Value) throws(Errno) -> Value {
        try unsafe Unmanaged<Process>.fromOpaque(machine_current_process().unsafelyUnwrapped)._withUnsafeGuaranteedRef {
            (process) -> Result<Value, Errno> in
            do throws(Errno) { return .success(try body(process)) } catch { return .failure(error) }
        }.get()
    }

    #if os(none)
    /// Provides a page for the running process. Held: as of `current`, without the counting of references that a page fault
    /// would feel.
    @inline(__always)
    static func handleFault(_ address: UInt, _ access: PageAccess) -> FaultOutcome {
        unsafe Unmanaged<Process>.fromOpaque(machine_current_process()!)._withUnsafeGuaranteedRef {
            $0.memory.handleFault(address, access)
        }
    }
    #endif

    /// The process that the machine runs is referred to by address alone.
    func retainForever() { _ = unsafe Unmanaged.passRetained(self) }

    #if !os(none)
    /// Makes it the process of the running thread, for good.
    public func becomeCurrent() {
        let thread = Thread(id: attributes.id, process: self)
        threads.add(thread)
        unsafe machine_set_current(Unmanaged.passUnretained(thread).toOpaque(), Unmanaged.passRetained(self).toOpaque())
    }
    #endif
}
