import Bytes
import FileSystem
import Kernel
import LinuxABI
import Memory
import Scheduling
import Sync

#if canImport(Glibc)
import Glibc
#endif

/// Time that passes only when a test, or a sleeping program, makes it.
final class FakeTime: TimeSource, FileClock {
    var elapsed: UInt64 = 5_000_000_123
    /// What the wall clock showed at start-up, in nanoseconds.
    var wallStart: UInt64 = 1_700_000_000_000_000_000
    var used: UInt64 = 2_030_000_000
    /// Where the next sleep is broken off with `EINTR`.
    var interruption: UInt64?

    func monotonicNanoseconds() -> UInt64 { elapsed }
    func wallClock() -> TimeSpec { TimeSpec(totalNanoseconds: wallStart + elapsed) }
    func now() -> TimeSpec { wallClock() }
    func processorNanoseconds() -> UInt64 { used }
    func sleep(until deadline: UInt64) throws(Errno) {
        if let interruption, interruption < deadline {
            elapsed = max(elapsed, interruption)
            self.interruption = nil
            throw .EINTR
        }
        elapsed = max(elapsed, deadline)
    }
}

final class FakeControl: ProgramControl {
    var threadPointer: UInt = 0
    var processorCount = 1
    var yields = 0
    func yield() { yields += 1 }
    func exitThread(status: UInt8) -> Never { fatalError("exit \(status)") }
    func exitProcess(status: UInt8) -> Never { fatalError("exit_group \(status)") }
}

/// Page frames of which only the numbers are real.
final class FakePages: PageStore {
    func allocate() throws(Errno) -> PageFrame { throw .ENOMEM }
    func release(_ page: PageFrame) {}
    func copyIn(_ page: PageFrame, _ offset: Int, _ count: Int, _ buffer: inout UserBuffer) throws(Errno) -> Int {
        throw .EFAULT
    }
    func copyOut(_ page: PageFrame, _ offset: Int, _ count: Int, _ buffer: inout UserBuffer) throws(Errno) -> Int {
        throw .EFAULT
    }
    func zero(_ page: PageFrame, _ offset: Int, _ count: Int) {}
    func store(_ bytes: RawSpan, _ page: PageFrame, _ offset: Int) {}
    func load(_ page: PageFrame, _ offset: Int, _ count: Int, into bytes: inout [UInt8]) {}
    func statistics() -> (total: Int, free: Int) { (1000, 400) }
}

/// Random bytes that are all 0x5a.
final class FakeEntropy: EntropySource {
    func fill(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        let bytes = [UInt8](repeating: 0x5a, count: buffer.count)
        return try buffer.write(bytes.span.bytes)
    }
    func next() -> UInt64 { 0x5a5a_5a5a_5a5a_5a5a }
}

final class FakeConsole: KernelConsole {
    var lines: [String] = []
    func send(_ line: borrowing RawSpan) {
        var bytes: [UInt8] = []
        for index in 0..<line.byteCount { bytes.append(line.u8(index)!) }
        lines.append(String(decoding: bytes, as: UTF8.self))
    }
    func powerOff() -> Never { fatalError("\(lines)") }
}

/// One processor that never has anybody else to run.
final class FakeProcessors: ProcessorControl {
    private let time: FakeTime
    private var deadline = UInt64.max

    init(_ time: FakeTime) { self.time = time }

    var current: Int { 0 }
    func now() -> UInt64 { time.elapsed }
    func arm(at deadline: UInt64, now: UInt64) { self.deadline = deadline }
    func wake(_ processor: Int) {}
    func requestLook() {}
    /// Time passes until the timer's interrupt.
    func idle() {
        guard deadline != .max else { fatalError("waits for ever") }
        time.elapsed = max(time.elapsed, deadline)
        deadline = .max
    }
    func switchThreads(from: Link<Schedulable>, to: Link<Schedulable>) {}
    func reap(_ thread: Schedulable) {}
}
