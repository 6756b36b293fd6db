internal import CMachine
public import LinuxABI

/// A running program: its address space, descriptors and identity. One today, several once `fork` comes.
public final class Process {
    public init() {}

    /// The process of the running thread.
    ///
    /// Held: the scheduler keeps the running thread, and it its process, alive for as long as it runs.
    @inline(__always)
    public static var current: Process { Thread.current.process }
}

/// A thread of a process.
public final class Thread {
    public let process: Process
    public init(process: Process) { self.process = process }

    /// The running thread.
    @inline(__always)
    public static var current: Thread {
        unsafe Unmanaged<Thread>.fromOpaque(machine_current_thread()!).takeUnretainedValue()
    }
}
