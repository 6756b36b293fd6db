#if os(none)
public import Bytes
public import FileSystem
internal import CMachine
public import LinuxABI
public import Machine
internal import Scheduling
public import Memory

/// Time, over the machine's clock. Sendable because all of it is read only once it is made.
public final class MachineTime: TimeSource, FileClock, @unchecked Sendable {
    private let clock: Clock

    public init(_ clock: Clock) { self.clock = clock }

    public func monotonicNanoseconds() -> UInt64 { clock.nanoseconds() }

    public func wallClock() -> TimeSpec {
        let (seconds, rest) = clock.wallNanoseconds().quotientAndRemainder(dividingBy: 1_000_000_000)
        return TimeSpec(seconds: seconds, nanoseconds: rest)
    }

    public func now() -> TimeSpec { wallClock() }

    public func processorNanoseconds() -> UInt64 {
        let process = Process.current
        var total = process.usage.time
        for thread in process.threads.all { total &+= Threads.scheduler.processorTime(of: thread) }
        return total
    }

    public func sleep(until deadline: UInt64) throws(Errno) {
        while clock.nanoseconds() < deadline { try Threads.wait(until: deadline) }
    }
}

/// The running process on the machine's processors.
public final class MachineControl: ProgramControl {
    private let log: KernelLog

    public init(_ log: KernelLog) { self.log = log }

    public var threadPointer: UInt {
        get { Processor.threadPointer }
        set {
            Processor.threadPointer = newValue
            Thread.current.record.threadPointer = newValue
        }
    }
    public var processorCount: Int { Threads.scheduler.processorCount }
    public func yield() { Threads.scheduler.yield(Thread.current) }
    public func exitThread(status: UInt8) -> Never { Threads.endCurrent(status: status) }
    public func exitProcess(status: UInt8) -> Never { log.exit(status) }
}

/// Frames for files' contents.
///
/// Reason for the `unsafe` in here: frames come from the allocator and lie in the linear map; offsets and counts are cut to
/// the frame's size.
public final class FramePages: PageStore {
    private let frames: FrameAllocator

    public init(_ frames: FrameAllocator) { self.frames = frames }

    public func allocate() throws(Errno) -> PageFrame { try frames.allocateZeroed() }
    public func release(_ page: PageFrame) { frames.release(page) }

    private func room(_ offset: Int, _ count: Int) -> Int { offset < 0 || offset > pageSize ? 0 : min(max(count, 0), pageSize - offset) }

    public func copyIn(_ page: PageFrame, _ offset: Int, _ count: Int, _ buffer: inout UserBuffer) throws(Errno) -> Int {
        try unsafe buffer.read(kernelAddress: frames.address(of: page) + UInt(offset), room(offset, count))
    }

    public func copyOut(_ page: PageFrame, _ offset: Int, _ count: Int, _ buffer: inout UserBuffer) throws(Errno) -> Int {
        try unsafe buffer.write(kernelAddress: frames.address(of: page) + UInt(offset), room(offset, count))
    }

    public func zero(_ page: PageFrame, _ offset: Int, _ count: Int) {
        _ = unsafe machine_zero(UnsafeMutableRawPointer(bitPattern: frames.address(of: page) + UInt(offset)), room(offset, count))
    }

    public func store(_ bytes: RawSpan, _ page: PageFrame, _ offset: Int) {
        let count = room(offset, bytes.byteCount)
        if count == 0 { return }
        unsafe bytes.withUnsafeBytes {
            _ = unsafe machine_copy(
                UnsafeMutableRawPointer(bitPattern: frames.address(of: page) + UInt(offset)), $0.baseAddress, count)
        }
    }

    public func load(_ page: PageFrame, _ offset: Int, _ count: Int, into bytes: inout [UInt8]) {
        let start = UInt64(frames.address(of: page) + UInt(offset))
        for index in 0..<UInt64(room(offset, count)) { bytes.append(machine_mmio_read8(start + index)) }
    }

    public func statistics() -> (total: Int, free: Int) { (frames.totalCount, frames.freeCount) }
}
#endif
