import Bytes
import CMachine
import FileSystem
import LinuxABI
import Memory
import Scheduling
import Sync
import Testing

@testable import Kernel

#if canImport(Glibc)
import Glibc
#endif

/// Tests that call system calls: one after the other, since there is one current process.
@Suite("System calls", .serialized)
enum SystemCallTests {}

/// A process with fake services, made the current one, and its calls.
final class Program {
    let time = FakeTime()
    let control = FakeControl()
    let console = FakeConsole()
    let process: Process

    init(user: UInt32 = 0, group: UInt32 = 0, processors: Int = 1) throws {
        let bytes = 1024 * 4096
        let base = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)!
        let start: UInt = 0x10_0000
        let usable = [start..<start + UInt(bytes)]
        let reserved: [Range<UInt>] = []
        let frames = try FrameAllocator(
            usable: usable.span, reserved: reserved.span, linearBase: UInt(bitPattern: base) &- start)
        let memory = try AddressSpace(
            frames: frames, template: nil, cache: TranslationCache(flushPage: { _, _ in }, flushAll: { _ in }))
        let pages = FakePages()
        let entropy = FakeEntropy()
        let services = FileServices(pages: pages, clock: time, entropy: entropy)
        let files = ProcessFiles(
            process: 1, namespace: try MountNamespace(root: TmpSuperblock(services, minor: 1)),
            anonymous: AnonymousSuperblock(clock: time), memory: TmpSuperblock(services, minor: 2))
        process = Process(
            memory: memory, files: files, attributes: ProcessAttributes(user: user, userGroup: group),
            services: Services(time: time, control: control, pages: pages, entropy: entropy), log: KernelLog(console))
        Threads.begin(HostedProcessors(FakeProcessors(time)), processors: processors)
        process.becomeCurrent()
        Threads.scheduler.adopt(Thread.current)
        HandlerTable().bindAll()
    }

    /// Makes a call as a program does.
    @discardableResult
    func call(
        _ number: SystemCallNumber, _ a: UInt = 0, _ b: UInt = 0, _ c: UInt = 0, _ d: UInt = 0, _ e: UInt = 0,
        _ f: UInt = 0
    ) -> Int {
        machine_get_handler(UInt32(number.rawValue))!(a, b, c, d, e, f)
    }

    /// Makes a call with the address of a value, and gives the value back too.
    func call<Value: BitwiseCopyable>(
        _ number: SystemCallNumber, with value: Value, _ arguments: (UInt) -> [UInt]
    ) -> (result: Int, value: Value) {
        let room = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        defer { room.deallocate() }
        room.initialize(to: value)
        var all = arguments(UInt(bitPattern: room))
        while all.count < 6 { all.append(0) }
        let result = call(number, all[0], all[1], all[2], all[3], all[4], all[5])
        return (result, room.pointee)
    }
}

/// What a call returns for an error.
func failure(_ error: Errno) -> Int { -Int(error.rawValue) }
