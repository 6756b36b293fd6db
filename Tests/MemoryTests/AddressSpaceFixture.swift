import Bytes
import LinuxABI

@testable import Memory

/// An address space over an arena, with a count of what was flushed.
final class Fixture {
    final class Flushes {
        var pages: [UInt] = []
        var all = 0
    }

    // Objects go before the arena that their frames are in: properties are destroyed in this order.
    let space: AddressSpace
    let flushes = Flushes()
    let arena: Arena
    let freeAtStart: Int

    init(frames: Int = 8192) throws {
        let arena = Arena(frames: frames)
        self.arena = arena
        freeAtStart = arena.allocator.freeCount
        space = try AddressSpace(
            frames: arena.allocator, template: nil,
            cache: TranslationCache(
                context: UInt(bitPattern: Unmanaged.passUnretained(flushes).toOpaque()),
                flushPage: { context, page in
                    Unmanaged<Flushes>.fromOpaque(UnsafeRawPointer(bitPattern: context)!).takeUnretainedValue()
                        .pages.append(page)
                },
                flushAll: { context in
                    Unmanaged<Flushes>.fromOpaque(UnsafeRawPointer(bitPattern: context)!).takeUnretainedValue()
                        .all += 1
                }))
    }

    /// Accesses memory as the processor does: through the page tables, faulting where they do not allow it.
    func access(_ address: UInt, _ access: PageAccess) -> FaultOutcome {
        for _ in 0..<3 {
            let entry = space.entry(at: address)
            let allowed =
                entry.contains(.present)
                && (access != .write || entry.contains(.writable))
                && (access != .execute || !entry.contains(.noExecute))
            if allowed { return .resolved }
            let outcome = space.handleFault(address, access)
            if outcome != .resolved { return outcome }
        }
        return .busError
    }

    private func linear(_ address: UInt) -> UInt {
        let entry = space.entry(at: address)
        let within = address & (entry.contains(.huge) ? 1 << 21 - 1 : 4095)
        return arena.allocator.address(of: entry.frame) + within
    }

    func write(_ address: UInt, _ value: UInt32) -> FaultOutcome {
        let outcome = access(address, .write)
        if outcome == .resolved { Linear.store(value, at: linear(address)) }
        return outcome
    }

    func read(_ address: UInt) -> UInt32? {
        access(address, .read) == .resolved ? Linear.load(linear(address)) : nil
    }

    /// The mappings in short: start, end, protection.
    var mappings: [(UInt, UInt, UInt32)] {
        var list: [(UInt, UInt, UInt32)] = []
        space.forEachMapping { list.append(($0.range.lowerBound, $0.range.upperBound, $0.flags.rawValue & 7)) }
        return list
    }

    /// The entries' counts must agree with the tables' contents; returns the pages found.
    func countPages() -> Int {
        var pages = 0
        space.forEachMapping { mapping in
            space.table.forEachPage(mapping.range) { _, _, count in pages += count }
        }
        return pages
    }
}

/// A file of pages in the arena whose contents are known: word 0 of page n is 1000 + n.
final class FakeFile: MemoryObject {
    let frames: [PageFrame]
    let arena: Arena
    var allocator: FrameAllocator { arena.allocator }
    var isContiguous: Bool
    var requests = 0
    var synchronized: [Range<Int>] = []

    init(pages: Int, arena: Arena, isContiguous: Bool = true) throws {
        self.arena = arena
        self.isContiguous = isContiguous
        let first = try arena.allocator.allocateRun(pages)
        frames = (0..<UInt(pages)).map { PageFrame(rawValue: first.rawValue + $0) }
        for (index, frame) in frames.enumerated() {
            Linear.zero(allocator.address(of: frame), 4096)
            Linear.store(UInt32(1000 + index), at: allocator.address(of: frame))
        }
    }

    deinit { for frame in frames { allocator.release(frame) } }

    func frame(at index: Int, for access: PageAccess) throws(Errno) -> PageFrame? {
        requests += 1
        return index < frames.count ? frames[index] : nil
    }
    func residentRun(at index: Int, limit: Int) -> FrameRun? {
        guard isContiguous, index < frames.count else { return nil }
        return FrameRun(first: frames[index], count: min(limit, frames.count - index))
    }
    func synchronize(_ pages: Range<Int>) throws(Errno) { synchronized.append(pages) }
    func punchHole(_ pages: Range<Int>) throws(Errno) { throw .EOPNOTSUPP }
    var mappingName: [UInt8] { Array("/fake".utf8) }
    var mappingIdentity: (device: UInt64, inode: UInt64) { (1, 2) }

    func word(_ page: Int) -> UInt32 { Linear.load(allocator.address(of: frames[page])) }
}
