public import FileSystem
public import LinuxABI
public import Sync

/// Where time comes from. The kernel stands it on the machine's clock, tests on a number of their own.
public protocol TimeSource: AnyObject {
    /// Nanoseconds since start-up; never goes back.
    func monotonicNanoseconds() -> UInt64
    /// The wall clock.
    func wallClock() -> TimeSpec
    /// Sets the wall clock. The caller wakes those in `wallChanges`, who wait for a point of it.
    func setWallClock(_ time: TimeSpec)
    var wallChanges: WaitQueue { get }
    /// Nanoseconds of processor time that the process has used: those since its start in which it did not wait.
    func processorNanoseconds() -> UInt64
    /// Gives the processor up until `monotonicNanoseconds()` has reached `deadline`.
    /// Throws `EINTR` where a signal ends the wait.
    func sleep(until deadline: UInt64) throws(Errno)
}

/// What a running program's calls need of the machine below it.
public protocol ProgramControl: AnyObject {
    /// The running thread's FS base, the thread pointer. Any address of the program's part of the map may be set.
    var threadPointer: UInt { get set }
    /// How many processors there are.
    var processorCount: Int { get }
    /// Ends the running thread with `status` (0…255), and the process with its last one.
    func exitThread(status: UInt8) -> Never
    /// Ends the process with `status` (0…255).
    func exitProcess(status: UInt8) -> Never
}

/// The services that system calls stand on, handed to each process.
public final class Services {
    public let time: any TimeSource
    public let control: any ProgramControl
    public let pages: any PageStore
    public let entropy: any EntropySource
    /// System V shared memory, which belongs to no process.
    public let segments = SharedSegments()

    public init(
        time: any TimeSource, control: any ProgramControl, pages: any PageStore, entropy: any EntropySource
    ) {
        self.time = time
        self.control = control
        self.pages = pages
        self.entropy = entropy
    }
}
