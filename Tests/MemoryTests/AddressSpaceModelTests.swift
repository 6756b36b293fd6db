import Bytes
import LinuxABI
import Testing

@testable import Memory

/// Random mappings, compared after each step with a model that knows no regions and no tables: what each page allows
/// and holds.
@Suite struct AddressSpaceModelTests {
    struct Page: Equatable {
        var protection: UInt32
        var value: UInt32
        /// The file's page that is seen as long as nothing was written; nil for anonymous memory.
        var filePage: Int?
        var isShared = false
    }

    static let base: UInt = 0x3FF0_0000 - 0x80_0000
    static let pages = 1024

    final class Model {
        var pages = [Page?](repeating: nil, count: AddressSpaceModelTests.pages)
        let fixture: Fixture
        let file: FakeFile
        var random: SeededGenerator

        init(seed: Int) throws {
            fixture = try Fixture(frames: 16384)
            file = try FakeFile(pages: 64, arena: fixture.arena, isContiguous: seed % 2 == 0)
            random = SeededGenerator(seed: UInt64(seed) &* 6_364_136_223_846_793_005)
        }

        func address(_ page: Int) -> UInt { AddressSpaceModelTests.base + UInt(page) << 12 }

        /// A range of pages, mostly short, now and then long enough for huge pages.
        func range() -> Range<Int> {
            let longest = Int.random(in: 0..<20, using: &random) == 0 ? 700 : 24
            let count = Int.random(in: 1...longest, using: &random)
            let start = Int.random(in: 0...(AddressSpaceModelTests.pages - count), using: &random)
            return start..<start + count
        }

        func protection() -> MemoryProtection {
            let choices: [MemoryProtection] = [
                [], .PROT_READ, [.PROT_READ, .PROT_WRITE], [.PROT_READ, .PROT_WRITE], [.PROT_READ, .PROT_EXEC],
            ]
            return choices.randomElement(using: &random)!
        }

        func step() throws {
            let range = range()
            let start = address(range.lowerBound)
            let length = UInt(range.count) << 12
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<16: try mapAnonymous(range, start, length)
            case 16..<22: try mapFile(range, start)
            case 22..<34:
                try fixture.space.unmap(start, length)
                for page in range { pages[page] = nil }
            case 34..<48: protect(range, start, length)
            case 48..<54: try remap(range, start, length)
            case 54..<60: try discard(range, start, length)
            case 60..<63 where range.count > 512:
                if pages[range].allSatisfy({ $0 != nil }) {
                    try fixture.space.advise(start, length, .MADV_HUGEPAGE)
                }
            default: touch(range)
            }
        }

        func mapAnonymous(_ range: Range<Int>, _ start: UInt, _ length: UInt) throws {
            let protection = protection()
            var flags: MapFlags = [.MAP_PRIVATE, .MAP_ANONYMOUS, .MAP_FIXED]
            if Int.random(in: 0..<6, using: &random) == 0 { flags.insert(.MAP_POPULATE) }
            #expect(try fixture.space.map(start, length, protection, flags) == start)
            for page in range { pages[page] = Page(protection: protection.rawValue, value: 0) }
        }

        func mapFile(_ range: Range<Int>, _ start: UInt) throws {
            let count = min(range.count, 64)
            let offset = Int.random(in: 0...(64 - count), using: &random)
            let protection = protection()
            let shared = Bool.random(using: &random)
            _ = try fixture.space.map(
                start, UInt(count) << 12, protection, [shared ? .MAP_SHARED : .MAP_PRIVATE, .MAP_FIXED],
                .object(file, offset: offset << 12, maximum: [.PROT_READ, .PROT_WRITE, .PROT_EXEC]))
            for index in 0..<count {
                pages[range.lowerBound + index] = Page(
                    protection: protection.rawValue, value: 0, filePage: offset + index, isShared: shared)
            }
        }

        func protect(_ range: Range<Int>, _ start: UInt, _ length: UInt) {
            let protection = protection()
            let hole = range.first { pages[$0] == nil }
            do throws(Errno) {
                try fixture.space.protect(start, length, protection)
                #expect(hole == nil)
            } catch {
                #expect(error == .ENOMEM && hole != nil)
            }
            for page in range.lowerBound..<(hole ?? range.upperBound) { pages[page]!.protection = protection.rawValue }
        }

        func remap(_ range: Range<Int>, _ start: UInt, _ length: UInt) throws {
            // To another place in the window, without overlap.
            let other = Int.random(in: 0...(AddressSpaceModelTests.pages - range.count), using: &random)
            let target = other..<other + range.count
            if target.overlaps(range) { return }
            do throws(Errno) {
                _ = try fixture.space.remap(
                    start, length, length, [.MREMAP_MAYMOVE, .MREMAP_FIXED], to: address(other))
            } catch {
                // Only of what lies within one mapping.
                #expect(error == .EFAULT)
                return
            }
            for index in 0..<range.count {
                pages[other + index] = pages[range.lowerBound + index]
                pages[range.lowerBound + index] = nil
            }
        }

        func discard(_ range: Range<Int>, _ start: UInt, _ length: UInt) throws {
            let isWhole = range.allSatisfy { pages[$0] != nil }
            do throws(Errno) {
                try fixture.space.advise(start, length, .MADV_DONTNEED)
                #expect(isWhole)
            } catch {
                #expect(error == .ENOMEM && !isWhole)
            }
            for page in range where pages[page] != nil {
                // A private copy of a file's page is gone; the file shows again.
                if let filePage = pages[page]!.filePage, filePage < 0 { pages[page]!.filePage = -1 - filePage }
                pages[page]!.value = 0
            }
        }

        /// Writes to some pages of the range, and reads others.
        func touch(_ range: Range<Int>) {
            for _ in 0..<min(range.count, 12) {
                let page = range.randomElement(using: &random)!
                if Bool.random(using: &random) { write(page) } else { check(page) }
            }
        }

        func write(_ page: Int) {
            let value = UInt32.random(in: 1...UInt32.max, using: &random)
            let outcome = fixture.write(address(page), value)
            guard let known = pages[page] else {
                #expect(outcome == .unmapped)
                return
            }
            if known.protection & 2 == 0 {
                #expect(outcome == .forbidden)
                return
            }
            #expect(outcome == .resolved)
            if known.isShared { return }
            pages[page]!.value = value
            // Negative: a private copy of that page.
            if let filePage = known.filePage, filePage >= 0 { pages[page]!.filePage = -1 - filePage }
        }

        func check(_ page: Int) {
            let value = fixture.read(address(page))
            guard let known = pages[page], known.protection & 7 != 0 else {
                #expect(value == nil)
                return
            }
            if let filePage = known.filePage, filePage >= 0 {
                #expect(value == file.word(filePage))
            } else {
                #expect(value == known.value)
            }
        }

        func checkMappings() {
            var expected = [Bool](repeating: false, count: pages.count)
            var last: UInt = 0
            fixture.space.forEachMapping { mapping in
                #expect(mapping.range.lowerBound >= last && !mapping.range.isEmpty)
                last = mapping.range.upperBound
                for page in pages.indices where mapping.range.contains(address(page)) {
                    expected[page] = true
                    if pages[page]?.protection != mapping.flags.rawValue & 7 { Issue.record("rights of page \(page)") }
                }
            }
            #expect(expected == pages.map { $0 != nil })
            #expect(fixture.space.mappedPages == pages.count { $0 != nil })
            #expect(fixture.space.residentPages == fixture.countPages())
        }
    }

    @Test(arguments: 1...8) func randomMappingsBehaveLikeAModelOfPages(seed: Int) throws {
        let model = try Model(seed: seed)
        for step in 0..<1500 {
            try model.step()
            if step % 50 == 0 { model.checkMappings() }
        }
        model.checkMappings()
        for page in model.pages.indices { model.check(page) }
        model.fixture.space.teardown()
        // All but the file's own pages came back.
        #expect(model.fixture.arena.allocator.freeCount == model.fixture.freeAtStart - 64)
    }
}
