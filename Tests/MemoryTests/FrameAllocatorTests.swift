import Bytes
import LinuxABI
import Testing

@testable import Memory

@Suite struct FrameAllocatorTests {
    @Test func startingUpOnALargeMachineTouchesOnlyAPage() {
        let arena = Arena(frames: 262_144)
        #expect(arena.touchedFrames <= 1)
        #expect(arena.allocator.freeCount == arena.allocator.totalCount)
        #expect(arena.allocator.totalCount > 262_144 * 998 / 1000)
    }

    @Test func aFourMegabyteMachineSpendsTwoFramesOnMetadata() {
        let arena = Arena(frames: 1024)
        #expect(arena.allocator.totalCount >= 1022)
    }

    @Test func everyFrameIsHandedOutOnceAndThenMemoryIsOut() throws {
        let arena = Arena(frames: 3000, start: 0x12_3000)
        let allocator = arena.allocator
        var seen = Set<UInt>()
        let total = allocator.totalCount
        for _ in 0..<total { #expect(seen.insert(try allocator.allocate().rawValue).inserted) }
        #expect(allocator.freeCount == 0)
        #expect(throws: Errno.ENOMEM) { try allocator.allocate() }
        #expect(seen.allSatisfy { $0 >= 0x123 && $0 < 0x123 + 3000 })
        for frame in seen { allocator.release(PageFrame(rawValue: frame)) }
        #expect(allocator.freeCount == total)
        // All of it merged again: the largest blocks can be had.
        var blocks = 0
        while (try? allocator.allocateBlock(order: 9)) != nil { blocks += 1 }
        #expect(blocks >= (3000 - 512) / 512)
    }

    @Test func reservedRangesAreNeverHandedOut() throws {
        let reserved: [Range<UInt>] = [0x20_0800..<0x28_0001, 0x30_0000..<0x30_1000, 0x11_0000..<0x11_0000]
        let arena = Arena(frames: 1024, reserved: reserved)
        while let frame = try? arena.allocator.allocate() {
            let bytes = frame.address.rawValue..<frame.address.rawValue + 4096
            for range in reserved where !range.isEmpty { #expect(!range.overlaps(bytes)) }
        }
        // Retaining and releasing a frame that is not managed does nothing, and it counts as shared.
        let foreign = PageFrame(rawValue: 0x201)
        arena.allocator.retain(foreign)
        arena.allocator.release(foreign)
        arena.allocator.release(foreign)
        #expect(arena.allocator.references(to: foreign) == Int.max)
    }

    @Test func aFrameIsFreeAfterItsLastReference() throws {
        let arena = Arena(frames: 64)
        let allocator = arena.allocator
        let free = allocator.freeCount
        let frame = try allocator.allocate()
        allocator.retain(frame)
        #expect(allocator.references(to: frame) == 2)
        allocator.release(frame)
        #expect(allocator.freeCount == free - 1)
        allocator.release(frame)
        #expect(allocator.freeCount == free)
    }

    @Test func aHugeBlockIsAlignedAndCanBeFreedPieceByPiece() throws {
        let arena = Arena(frames: 2048, start: 0x10_1000)
        let allocator = arena.allocator
        let free = allocator.freeCount
        let block = try allocator.allocateBlock(order: FrameAllocator.hugeOrder)
        #expect(block.rawValue % 512 == 0)
        #expect(allocator.freeCount == free - 512)
        allocator.splitBlock(block)
        for offset in 0..<UInt(512) { allocator.release(PageFrame(rawValue: block.rawValue + offset)) }
        #expect(allocator.freeCount == free)
        let again = try allocator.allocateBlock(order: FrameAllocator.hugeOrder)
        allocator.release(again)
        #expect(allocator.freeCount == free)
    }

    @Test func programsAreRefusedTheLastFrames() throws {
        let arena = Arena(frames: 1024)
        let allocator = arena.allocator
        while (try? allocator.allocateForProgram()) != nil {}
        #expect(!allocator.isRoomForProgram)
        #expect(allocator.freeCount >= 8 && allocator.freeCount <= 64)
        _ = try allocator.allocate()
    }

    @Test func zeroedFramesAreZero() throws {
        let arena = Arena(frames: 64)
        let first = try arena.allocator.allocate()
        let address = arena.allocator.address(of: first)
        for word in 0..<UInt(512) { Linear.store(UInt.max, at: address + word * 8) }
        arena.allocator.release(first)
        let second = try arena.allocator.allocateZeroed()
        #expect(second == first)
        for word in 0..<UInt(512) { #expect(Linear.load(address + word * 8, as: UInt.self) == 0) }
    }

    @Test(arguments: 1...4) func randomUseNeverHandsOutAFrameTwice(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) &* 7919)
        let arena = Arena(frames: 8192, start: 0x10_0000 + UInt(seed) * 0x3000, reserved: [0x80_0000..<0x90_0000])
        let allocator = arena.allocator
        let total = allocator.totalCount
        var isOwned = [Bool](repeating: false, count: 0x10_0000 >> 12 + 16384)
        var live: [(first: UInt, count: Int, isBlock: Bool)] = []
        var free = total
        for _ in 0..<6000 {
            let choice = Int.random(in: 0..<100, using: &random)
            var taken: (UInt, Int, Bool)?
            if choice < 40 {
                taken = (try? allocator.allocate()).map { ($0.rawValue, 1, true) }
            } else if choice < 47 {
                let order = Int.random(in: 0...10, using: &random)
                taken = (try? allocator.allocateBlock(order: order)).map { ($0.rawValue, 1 << order, true) }
            } else if choice < 52 {
                let count = Int.random(in: 1...1500, using: &random)
                taken = (try? allocator.allocateRun(count)).map { ($0.rawValue, count, false) }
            } else if !live.isEmpty {
                let index = Int.random(in: 0..<live.count, using: &random)
                let (first, count, isBlock) = live.remove(at: index)
                for frame in first..<first + UInt(count) { isOwned[Int(frame)] = false }
                if !isBlock {
                    allocator.releaseRun(PageFrame(rawValue: first), count)
                } else {
                    if count > 1, Bool.random(using: &random) {
                        allocator.splitBlock(PageFrame(rawValue: first))
                        for frame in first..<first + UInt(count) { allocator.release(PageFrame(rawValue: frame)) }
                    } else {
                        allocator.release(PageFrame(rawValue: first))
                    }
                }
                free += count
            }
            if let (first, count, isBlock) = taken {
                for frame in first..<first + UInt(count) {
                    // Not #expect for each of a million frames: that alone would take seconds.
                    if isOwned[Int(frame)] { Issue.record("handed out twice: \(frame)") }
                    isOwned[Int(frame)] = true
                    if frame >= 0x800 && frame < 0x900 { Issue.record("reserved: \(frame)") }
                    // Whoever owns a frame writes it all over: links of free blocks must not be in there.
                    Linear.store(UInt.max, at: allocator.address(of: PageFrame(rawValue: frame)))
                    Linear.store(UInt.max, at: allocator.address(of: PageFrame(rawValue: frame)) + 8)
                }
                if isBlock { #expect(first % UInt(count) == 0) }
                live.append((first, count, isBlock))
                free -= count
            }
            if allocator.freeCount != free { Issue.record("lost count") }
        }
    }
}
