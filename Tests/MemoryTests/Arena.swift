import Bytes
import LinuxABI
import Memory

#if canImport(Glibc)
import Glibc
#endif

/// A stretch of the host's memory that plays physical memory, from physical address `start` on.
final class Arena {
    let base: UnsafeMutableRawPointer
    let bytes: Int
    let start: UInt
    let allocator: FrameAllocator

    init(frames: Int, start: UInt = 0x10_0000, reserved: [Range<UInt>] = []) {
        bytes = frames * 4096
        self.start = start
        base = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)!
        let usable = [start..<start + UInt(bytes)]
        let linear = UInt(bitPattern: base) &- start
        allocator = try! FrameAllocator(usable: usable.span, reserved: reserved.span, linearBase: linear)
    }

    deinit { munmap(base, bytes) }

    /// How many frames of the arena the host had to provide: those that were written or read.
    var touchedFrames: Int {
        var map = [UInt8](repeating: 0, count: bytes / 4096)
        guard mincore(base, bytes, &map) == 0 else { return -1 }
        return map.count { $0 & 1 != 0 }
    }
}

/// Repeatable random numbers (xorshift64*, G. Marsaglia 2003, S. Vigna 2016).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed | 1 }
    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 2_685_821_657_736_338_717
    }
}
