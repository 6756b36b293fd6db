import Bytes
import LinuxABI
import Testing

@testable import Memory

private let readWrite: MemoryProtection = [.PROT_READ, .PROT_WRITE]
private let anonymous: MapFlags = [.MAP_PRIVATE, .MAP_ANONYMOUS]
private let fixed: MapFlags = [.MAP_PRIVATE, .MAP_ANONYMOUS, .MAP_FIXED]

@Suite struct AddressSpaceTests {
    @Test func mappingsGoDownFromTheTopAndMerge() throws {
        let fixture = try Fixture()
        let first = try fixture.space.map(0, 0x3000, readWrite, anonymous)
        let second = try fixture.space.map(0, 1, readWrite, anonymous)
        #expect(first == fixture.space.placementTop - 0x3000)
        #expect(second == first - 0x1000)
        #expect(fixture.space.regionCount == 1)
        #expect(fixture.space.mappedPages == 4)
        #expect(fixture.space.residentPages == 0)
    }

    @Test func anonymousMemoryReadsAsZeroAndKeepsWhatIsWritten() throws {
        let fixture = try Fixture()
        let address = try fixture.space.map(0, 0x10000, readWrite, anonymous)
        #expect(fixture.read(address + 0x2000) == 0)
        #expect(fixture.write(address + 0x2004, 7) == .resolved)
        #expect(fixture.read(address + 0x2004) == 7)
        #expect(fixture.space.residentPages == 1)
        #expect(fixture.access(address - 1, .read) == .unmapped)
        #expect(fixture.access(address, .execute) == .forbidden)
    }

    @Test func everythingIsFreedInTheEnd() throws {
        let fixture = try Fixture()
        let address = try fixture.space.map(0, 0x100_0000, readWrite, anonymous)
        for page in stride(from: address, to: address + 0x100_0000, by: 0x5000) { _ = fixture.write(page, 1) }
        _ = try fixture.space.map(0, 0x4000, readWrite, [.MAP_SHARED, .MAP_ANONYMOUS, .MAP_POPULATE])
        _ = fixture.space.setBreak(fixture.space.breakStart + 0x8000)
        _ = fixture.write(fixture.space.breakStart, 1)
        fixture.space.teardown()
        #expect(fixture.arena.allocator.freeCount == fixture.freeAtStart)
    }

    @Test func unmappingFreesPagesAndTablesAndFlushesWhatWasTouched() throws {
        let fixture = try Fixture()
        let free = fixture.arena.allocator.freeCount
        let address = try fixture.space.map(0, 0x8000, readWrite, anonymous)
        _ = fixture.write(address + 0x1000, 1)
        _ = fixture.write(address + 0x5000, 1)
        try fixture.space.unmap(address, 0x8000)
        #expect(fixture.space.residentPages == 0)
        #expect(fixture.flushes.pages.contains(address + 0x1000) && fixture.flushes.pages.contains(address + 0x5000))
        // Tables that became empty are kept in store, and no page is lost.
        #expect(free - fixture.arena.allocator.freeCount <= 3)
        #expect(fixture.access(address, .read) == .unmapped)
    }

    @Test func unmappingWhatWasNeverTouchedFlushesNothing() throws {
        let fixture = try Fixture()
        let address = try fixture.space.map(0, 0x10000, readWrite, anonymous)
        try fixture.space.unmap(address, 0x10000)
        #expect(fixture.flushes.pages.isEmpty && fixture.flushes.all == 0)
    }

    @Test func manyPagesAreFlushedAllAtOnce() throws {
        let fixture = try Fixture()
        let address = try fixture.space.map(0, 0x80000, readWrite, [.MAP_PRIVATE, .MAP_ANONYMOUS, .MAP_POPULATE])
        #expect(fixture.space.residentPages == 128)
        try fixture.space.unmap(address, 0x80000)
        #expect(fixture.flushes.all == 1)
    }

    @Test func badArgumentsGiveTheDocumentedErrors() throws {
        let fixture = try Fixture()
        let space = fixture.space
        #expect(throws: Errno.EINVAL) { try space.map(0, 0, readWrite, anonymous) }
        #expect(throws: Errno.EINVAL) { try space.map(0, 4096, readWrite, [.MAP_ANONYMOUS]) }
        #expect(throws: Errno.ENOMEM) { try space.map(0, UInt.max, readWrite, anonymous) }
        #expect(throws: Errno.ENOMEM) { try space.map(0, 1 << 45, readWrite, anonymous) }
        #expect(throws: Errno.EINVAL) { try space.map(0x20_0001, 4096, readWrite, fixed) }
        #expect(throws: Errno.EPERM) { try space.map(0x1000, 4096, readWrite, fixed) }
        #expect(throws: Errno.ENOMEM) { try space.map(0x4000_0000, 4096, readWrite, fixed) }
        #expect(throws: Errno.ENOMEM) { try space.map(0x3FFF_F000, 8192, readWrite, fixed) }
        #expect(throws: Errno.ENOMEM) { try space.map(0x4000_0000_0000, 4096, readWrite, fixed) }
        #expect(throws: Errno.ENOMEM) { try space.map(0, 4096, readWrite, anonymous.union(.MAP_HUGETLB)) }
        // Only a file's mapping can be validated.
        #expect(throws: Errno.EINVAL) {
            try space.map(0, 4096, readWrite, [.MAP_SHARED_VALIDATE, .MAP_ANONYMOUS, .MAP_SYNC])
        }
        #expect(throws: Errno.EINVAL) { try space.unmap(0x20_0001, 4096) }
        #expect(throws: Errno.EINVAL) { try space.unmap(0x20_0000, 0) }
        #expect(throws: Errno.EINVAL) { try space.unmap(0x4000_0000, 4096) }
        #expect(throws: Errno.EINVAL) { try space.unmap(UInt.max & ~4095, 8192) }
        #expect(throws: Errno.EINVAL) { try space.protect(1, 4096, .PROT_READ) }
        #expect(throws: Errno.EINVAL) { try space.protect(0x20_0000, 4096, MemoryProtection(rawValue: 0x80)) }
        #expect(throws: Errno.ENOMEM) { try space.protect(0x20_0000, 4096, .PROT_READ) }
        #expect(throws: Errno.ENOMEM) { try space.protect(0x4000_0000, 4096, .PROT_READ) }
        try space.unmap(0x20_0000, 4096)
    }

    @Test func aFixedMappingReplacesAndNoReplaceDoesNot() throws {
        let fixture = try Fixture()
        let base: UInt = 0x1000_0000
        #expect(try fixture.space.map(base, 0x4000, readWrite, fixed) == base)
        _ = fixture.write(base + 0x1000, 5)
        #expect(throws: Errno.EEXIST) {
            try fixture.space.map(base + 0x3000, 0x1000, .PROT_READ, anonymous.union(.MAP_FIXED_NOREPLACE))
        }
        _ = try fixture.space.map(base + 0x1000, 0x1000, .PROT_READ, fixed)
        #expect(fixture.read(base + 0x1000) == 0)
        #expect(fixture.mappings.count == 3)
        #expect(fixture.space.mappedPages == 4)
        #expect(
            try fixture.space.map(base + 0x4000, 0x1000, .PROT_READ, anonymous.union(.MAP_FIXED_NOREPLACE))
                == base + 0x4000)
    }

    @Test func hintsAreTakenWhereFreeAndLowAddressesOnRequest() throws {
        let fixture = try Fixture()
        #expect(try fixture.space.map(0x1234_5678, 4096, readWrite, anonymous) == 0x1234_6000)
        #expect(try fixture.space.map(0x1234_6000, 4096, readWrite, anonymous) != 0x1234_6000)
        let low = try fixture.space.map(0, 0x5000, readWrite, anonymous.union(.MAP_32BIT))
        #expect(low == 0x4000_0000 - 0x5000)
        // Large ones are ready for huge pages.
        #expect(try fixture.space.map(0, 3 << 20, readWrite, anonymous) % (2 << 20) == 0)
    }

    @Test func protectionSplitsAndMergesAndIsKept() throws {
        let fixture = try Fixture()
        let address = try fixture.space.map(0, 0x5000, readWrite, anonymous)
        for page in 0..<UInt(5) { _ = fixture.write(address + page * 0x1000, UInt32(page + 1)) }
        try fixture.space.protect(address + 0x1000, 0x2000, [])
        #expect(fixture.mappings.count == 3)
        #expect(fixture.access(address + 0x1000, .read) == .forbidden)
        #expect(fixture.flushes.pages.sorted() == [address + 0x1000, address + 0x2000])
        try fixture.space.protect(address + 0x1000, 0x2000, .PROT_READ)
        #expect(fixture.read(address + 0x2000) == 3)
        #expect(fixture.write(address + 0x2000, 9) == .forbidden)
        try fixture.space.protect(address + 0x1000, 0x2000, [.PROT_READ, .PROT_WRITE])
        #expect(fixture.mappings.count == 1)
        #expect(fixture.write(address + 0x2000, 9) == .resolved)
        try fixture.space.protect(address, 0x1000, [.PROT_READ, .PROT_EXEC])
        #expect(fixture.access(address, .execute) == .resolved)
        // The part below a hole is changed before ENOMEM.
        try fixture.space.unmap(address + 0x4000, 0x1000)
        #expect(throws: Errno.ENOMEM) { try fixture.space.protect(address + 0x3000, 0x3000, .PROT_READ) }
        #expect(fixture.write(address + 0x3000, 1) == .forbidden)
    }

    @Test func aPrivateFileMappingCopiesOnWrite() throws {
        let fixture = try Fixture()
        let file = try FakeFile(pages: 8, arena: fixture.arena)
        let free = fixture.arena.allocator.freeCount
        let all: MemoryProtection = [.PROT_READ, .PROT_WRITE, .PROT_EXEC]
        let address = try fixture.space.map(
            0, 0xA000, readWrite, .MAP_PRIVATE, .object(file, offset: 0x1000, maximum: all))
        #expect(fixture.read(address) == 1001)
        // All the pages around came with the first.
        #expect(fixture.space.residentPages == 7 && file.requests == 0)
        #expect(fixture.write(address + 0x1000, 5) == .resolved)
        #expect(file.word(2) == 1002)
        #expect(fixture.read(address + 0x1000) == 5)
        #expect(fixture.flushes.pages.contains(address + 0x1000))
        #expect(fixture.access(address + 0x7000, .read) == .busError)
        try fixture.space.unmap(address, 0xA000)
        #expect(free - fixture.arena.allocator.freeCount <= 3)
        #expect(fixture.arena.allocator.references(to: file.frames[2]) == 1)
    }

    @Test func aSharedFileMappingWritesThrough() throws {
        let fixture = try Fixture()
        let file = try FakeFile(pages: 4, arena: fixture.arena)
        let all: MemoryProtection = [.PROT_READ, .PROT_WRITE, .PROT_EXEC]
        let address = try fixture.space.map(0, 0x4000, readWrite, .MAP_SHARED, .object(file, offset: 0, maximum: all))
        #expect(fixture.read(address + 0x1000) == 1001)
        #expect(fixture.write(address + 0x1000, 6) == .resolved)
        #expect(file.word(1) == 6)
        try fixture.space.synchronize(address + 0x1000, 0x2000, .MS_SYNC)
        #expect(file.synchronized == [1..<3])
        let readOnly: MemoryProtection = [.PROT_READ, .PROT_EXEC]
        #expect(throws: Errno.EACCES) {
            try fixture.space.map(0, 0x1000, readWrite, .MAP_SHARED, .object(file, offset: 0, maximum: readOnly))
        }
        let other = try fixture.space.map(
            0, 0x1000, .PROT_READ, .MAP_SHARED, .object(file, offset: 0, maximum: readOnly))
        #expect(throws: Errno.EACCES) { try fixture.space.protect(other, 0x1000, readWrite) }
        #expect(throws: Errno.EINVAL) {
            try fixture.space.map(0, 0x1000, .PROT_READ, .MAP_SHARED, .object(file, offset: 5, maximum: all))
        }
    }

    @Test func anObjectIsLetGoWithItsLastMapping() throws {
        let fixture = try Fixture()
        weak var gone: FakeFile?
        do {
            let file = try FakeFile(pages: 4, arena: fixture.arena)
            gone = file
            let address = try fixture.space.map(
                0, 0x4000, .PROT_READ, .MAP_PRIVATE, .object(file, offset: 0, maximum: [.PROT_READ]))
            try fixture.space.unmap(address + 0x1000, 0x1000)
            try fixture.space.unmap(address, 0x1000)
            try fixture.space.unmap(address + 0x2000, 0x1000)
            #expect(gone != nil)
            try fixture.space.unmap(address + 0x3000, 0x1000)
        }
        #expect(gone == nil)
    }

    @Test func hugePagesComeWhereAskedForAndSplit() throws {
        let fixture = try Fixture(frames: 16384)
        let address = try fixture.space.map(0, 4 << 20, readWrite, anonymous)
        try fixture.space.advise(address, 4 << 20, .MADV_HUGEPAGE)
        #expect(fixture.write(address + 0x12340, 77) == .resolved)
        #expect(fixture.space.residentPages == 512)
        #expect(fixture.space.entry(at: address).contains(.huge))
        try fixture.space.unmap(address + 0x1000, 0x1000)
        #expect(fixture.space.residentPages == 511)
        #expect(fixture.read(address + 0x12340) == 77)
        #expect(!fixture.space.entry(at: address).contains(.huge))
        try fixture.space.protect(address, 0x1000, .PROT_READ)
        fixture.space.teardown()
        #expect(fixture.arena.allocator.freeCount == fixture.freeAtStart)
    }

    @Test func theStackKeepsAGapAndGrows() throws {
        let fixture = try Fixture()
        let top = try fixture.space.mapStack(8 << 20)
        #expect(fixture.write(top - 8, 1) == .resolved)
        #expect(fixture.write(top - (8 << 20), 1) == .resolved)
        #expect(fixture.space.residentPages == 2)
        let next = try fixture.space.map(0, 4096, readWrite, anonymous)
        #expect(next <= top - (8 << 20) - Region.stackGap - 4096)
        #expect(fixture.access(top - (8 << 20) - 4096, .write) == .unmapped)
        let growing = try fixture.space.map(
            0x2000_0000, 0x2000, readWrite, anonymous.union([.MAP_GROWSDOWN, .MAP_FIXED]))
        #expect(fixture.write(growing - 0x1800, 3) == .resolved)
        #expect(fixture.mappings.contains { $0.0 == growing - 0x2000 && $0.1 == growing + 0x2000 })
    }

    @Test func theBreakMovesBothWays() throws {
        let fixture = try Fixture()
        let space = fixture.space
        space.startBreak(at: 0x60_1234)
        #expect(space.setBreak(0) == 0x60_2000)
        #expect(space.setBreak(0x60_5010) == 0x60_5010)
        #expect(fixture.write(0x60_5F00, 1) == .resolved)
        #expect(space.setBreak(0x60_3000) == 0x60_3000)
        #expect(fixture.access(0x60_5F00, .read) == .unmapped)
        _ = try space.map(0x61_0000, 4096, readWrite, fixed)
        #expect(space.setBreak(0x61_0000) == 0x60_3000)
        #expect(space.setBreak(0x60_F000) == 0x60_F000)
        #expect(fixture.read(0x60_3000) == 0)
    }

    @Test func runningOutOfMemoryIsAnOutcomeAndNotTheEnd() throws {
        let fixture = try Fixture(frames: 256)
        let address = try fixture.space.map(0, 0x40_0000, readWrite, anonymous)
        var page = address
        while fixture.write(page, 1) == .resolved { page += 4096 }
        #expect(fixture.access(page, .write) == .outOfMemory)
        try fixture.space.unmap(address, 0x40_0000)
        #expect(fixture.arena.allocator.freeCount >= fixture.freeAtStart - 12)
        fixture.space.teardown()
        #expect(fixture.arena.allocator.freeCount == fixture.freeAtStart)
    }

    @Test func adviceDoesWhatItSays() throws {
        let fixture = try Fixture()
        let space = fixture.space
        let address = try space.map(0, 0x4000, readWrite, anonymous)
        _ = fixture.write(address, 5)
        try space.advise(address, 0x1000, .MADV_DONTNEED)
        #expect(fixture.read(address) == 0)
        try space.advise(address, 0x4000, .MADV_POPULATE_WRITE)
        #expect(space.residentPages == 4)
        #expect(throws: Errno.EINVAL) { try space.advise(address, 0x4000, MemoryAdvice(rawValue: 77)) }
        #expect(throws: Errno.EINVAL) { try space.advise(address + 1, 0x4000, .MADV_DONTNEED) }
        #expect(throws: Errno.ENOMEM) { try space.advise(address, 0x9000_0000, .MADV_DONTNEED) }
        #expect(space.residentPages == 0)
        try space.lock(address, 0x2000, .now)
        #expect(space.lockedPages == 2 && space.residentPages == 2)
        #expect(throws: Errno.EINVAL) { try space.advise(address, 0x1000, .MADV_DONTNEED) }
        #expect(throws: Errno.EBUSY) { try space.synchronize(address, 0x1000, .MS_INVALIDATE) }
        try space.lock(address, 0x2000, .off)
        #expect(space.lockedPages == 0)
        var resident: [UInt8] = []
        try space.forEachResidence(address, 0x4000) { (byte) throws(Errno) in resident.append(byte) }
        #expect(resident == [1, 1, 0, 0])
    }

    @Test func remappingGrowsShrinksAndMoves() throws {
        let fixture = try Fixture()
        let space = fixture.space
        let base: UInt = 0x1000_0000
        _ = try space.map(base, 0x4000, readWrite, fixed)
        for page in 0..<UInt(4) { _ = fixture.write(base + page * 0x1000, UInt32(page + 10)) }
        #expect(try space.remap(base, 0x4000, 0x6000, []) == base)
        #expect(fixture.read(base + 0x5000) == 0)
        #expect(try space.remap(base, 0x6000, 0x3000, []) == base)
        #expect(fixture.access(base + 0x3000, .read) == .unmapped)
        _ = try space.map(base + 0x3000, 0x1000, .PROT_READ, fixed)
        #expect(throws: Errno.ENOMEM) { try space.remap(base, 0x3000, 0x4000, []) }
        let moved = try space.remap(base, 0x3000, 0x8000, .MREMAP_MAYMOVE)
        #expect(moved != base)
        #expect((0..<UInt(3)).allSatisfy { fixture.read(moved + $0 * 0x1000) == UInt32($0 + 10) })
        #expect(fixture.access(base, .read) == .unmapped)
        let target: UInt = 0x2000_0000
        #expect(try space.remap(moved, 0x8000, 0x2000, [.MREMAP_MAYMOVE, .MREMAP_FIXED], to: target) == target)
        #expect(fixture.read(target + 0x1000) == 11)
        #expect(space.mappedPages == 3)
        let left = try space.remap(target, 0x2000, 0x2000, [.MREMAP_MAYMOVE, .MREMAP_DONTUNMAP])
        #expect(fixture.read(left) == 10)
        #expect(fixture.read(target) == 0)
        #expect(throws: Errno.EINVAL) { try space.remap(target, 0x1000, 0, []) }
        #expect(throws: Errno.EINVAL) { try space.remap(target + 1, 0x1000, 0x1000, []) }
        #expect(throws: Errno.EINVAL) { try space.remap(target, 0x1000, 0x1000, .MREMAP_FIXED, to: base) }
        #expect(throws: Errno.EFAULT) { try space.remap(0x3000_0000, 0x1000, 0x2000, .MREMAP_MAYMOVE) }
        #expect(throws: Errno.EFAULT) { try space.remap(target, 0x3000, 0x4000, .MREMAP_MAYMOVE) }
        #expect(throws: Errno.EINVAL) { try space.remap(target, 0, 0x4000, .MREMAP_MAYMOVE) }
        let shared = try space.map(0, 0x2000, readWrite, [.MAP_SHARED, .MAP_ANONYMOUS])
        _ = fixture.write(shared, 42)
        let second = try space.remap(shared, 0, 0x2000, .MREMAP_MAYMOVE)
        #expect(second != shared && fixture.read(second) == 42)
    }

    @Test func tenThousandMappingsAreFoundAndRemoved() throws {
        let fixture = try Fixture()
        let base: UInt = 0x1_0000_0000
        for index in 0..<UInt(10_000) {
            let page = base + (index * 7919 % 10_000) * 0x2000
            _ = try fixture.space.map(page, 0x1000, index % 2 == 0 ? .PROT_READ : readWrite, fixed)
        }
        #expect(fixture.space.regionCount == 10_000)
        #expect(fixture.space.region(at: base + 4321 * 0x2000)?.start == base + 4321 * 0x2000)
        #expect(fixture.space.region(at: base + 4321 * 0x2000 + 0x1000) == nil)
        // The gaps of one page between them are found, the larger ones too.
        let window = base..<base + 10_000 * 0x2000
        #expect(fixture.space.regions.highestGap(0x1000, alignment: 4096, in: window) == window.upperBound - 0x1000)
        #expect(fixture.space.regions.highestGap(0x2000, alignment: 4096, in: window) == nil)
        try fixture.space.unmap(base + 77 * 0x2000, 0x2000)
        #expect(fixture.space.regions.highestGap(0x2000, alignment: 4096, in: window) == base + 77 * 0x2000)
        try fixture.space.unmap(base, 10_000 * 0x2000)
        #expect(fixture.space.regionCount == 0)
    }
}

extension AddressSpaceTests {
    @Test func pagesThatAFileLosesAreAskedForAgain() throws {
        let fixture = try Fixture()
        let file = try FakeFile(pages: 8, arena: fixture.arena, isContiguous: false)
        let all: MemoryProtection = [.PROT_READ, .PROT_WRITE, .PROT_EXEC]
        let shared = try fixture.space.map(0, 0x8000, readWrite, .MAP_SHARED, .object(file, offset: 0, maximum: all))
        let copied = try fixture.space.map(0, 0x8000, readWrite, .MAP_PRIVATE, .object(file, offset: 0, maximum: all))
        for page in 0..<UInt(8) {
            _ = fixture.read(shared + page * 0x1000)
            _ = fixture.write(copied + page * 0x1000, 1)
        }
        fixture.space.discard(includingCopies: .kept) { $0 === file ? 6..<Int.max : nil }
        #expect(fixture.space.residentPages == 14)
        fixture.space.discard(includingCopies: .discarded) { $0 === file ? 6..<Int.max : nil }
        #expect(fixture.space.residentPages == 12)
        #expect(fixture.read(copied + 0x7000) == 1007)
        #expect(fixture.read(copied + 0x1000) == 1)
    }

    @Test func flagsThatAreOnlyHintsChangeNothing() throws {
        let fixture = try Fixture()
        let flags: MapFlags = [
            .MAP_PRIVATE, .MAP_ANONYMOUS, .MAP_NORESERVE, .MAP_STACK, .MAP_DENYWRITE, .MAP_EXECUTABLE,
        ]
        let address = try fixture.space.map(0, 0x1000, readWrite, flags)
        #expect(fixture.write(address, 1) == .resolved)
    }

    @Test func everyAddressSpaceHasTheKernelsPart() throws {
        let fixture = try Fixture()
        let frames = fixture.arena.allocator
        // A template as start-up makes it: a slot of the linear map, and the kernel's gigabyte in the first one.
        let template = try frames.allocateZeroed()
        let low = try frames.allocateZeroed()
        Linear.store(PageEntry(low, PageTable.levelFlags), at: frames.address(of: template))
        Linear.store(UInt(0x7003), at: frames.address(of: low) + 8)
        Linear.store(UInt(0x9003), at: frames.address(of: template) + 128 * 8)
        let free = frames.freeCount
        let space = try AddressSpace(frames: frames, template: template, cache: fixture.space.table.cache)
        let root = frames.address(of: space.root)
        #expect(Linear.load(root + 128 * 8, as: UInt.self) == 0x9003)
        let first: PageEntry = Linear.load(root)
        #expect(first.frame != low)
        #expect(Linear.load(frames.address(of: first.frame) + 8, as: UInt.self) == 0x7003)
        _ = try space.map(0x40_0000, 0x1000, readWrite, fixed)
        _ = try space.map(0x8000_0000, 0x1000, readWrite, fixed)
        #expect(space.handleFault(0x40_0000, .write) == .resolved)
        #expect(space.handleFault(0x8000_0000, .write) == .resolved)
        #expect(space.handleFault(0x4000_0000, .read) == .unmapped)
        try space.unmap(0x40_0000, 0x1000)
        #expect(Linear.load(frames.address(of: first.frame) + 8, as: UInt.self) == 0x7003)
        space.teardown()
        #expect(frames.freeCount == free)
    }
}
