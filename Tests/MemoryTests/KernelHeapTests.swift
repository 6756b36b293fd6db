import Testing

@testable import Memory

#if canImport(Glibc)
import Glibc
#endif

nonisolated(unsafe) private var pagesLeft = 0
nonisolated(unsafe) private var pagesOut = 0

private let hostPages = PageSource(
    take: { count in
        guard count <= pagesLeft else { return 0 }
        pagesLeft -= count
        pagesOut += count
        return UInt(bitPattern: aligned_alloc(4096, count * 4096))
    },
    give: { address, count in
        pagesLeft += count
        pagesOut -= count
        free(UnsafeMutableRawPointer(bitPattern: address))
    })

/// Serialised: the page source counts in globals, as it does in the kernel.
@Suite(.serialized) struct KernelHeapTests {
    private func makeHeap(pages: Int = 100_000) -> KernelHeap {
        pagesLeft = pages
        pagesOut = 0
        var heap = KernelHeap()
        let started = heap.start(hostPages)
        #expect(started)
        return heap
    }

    @Test func aHeapThatWasNotStartedHasNothing() {
        let heap = KernelHeap()
        #expect(heap.allocate(16) == 0)
        heap.free(0)
    }

    @Test func everySizeFitsAndIsAligned() {
        let heap = makeHeap()
        for size in 0...9000 {
            let block = heap.allocate(size)
            if block == 0 || block % 16 != 0 || heap.usableSize(block) < size { Issue.record("size \(size)") }
            memset(UnsafeMutableRawPointer(bitPattern: block)!, 0xAB, heap.usableSize(block))
            heap.free(block)
        }
    }

    @Test func alignmentsUpToAPageAreKept() {
        let heap = makeHeap()
        for shift in 0...12 {
            for size in [1, 100, 4096, 10_000] {
                let block = heap.allocate(size, alignment: 1 << shift)
                #expect(block != 0 && block % (1 << UInt(shift)) == 0)
                memset(UnsafeMutableRawPointer(bitPattern: block)!, 0xCD, size)
                heap.free(block)
            }
        }
        #expect(heap.allocate(16, alignment: 8192) == 0)
        #expect(heap.allocate(Int.max) == 0)
    }

    @Test func anEmptySourceGivesNothingAndRecovers() {
        let heap = makeHeap(pages: 3)
        let first = heap.allocate(2000)
        #expect(first != 0)
        let second = heap.allocate(900)
        #expect(second != 0)
        #expect(heap.allocate(100) == 0)
        #expect(heap.allocate(5000) == 0)
        #expect(heap.allocate(2000) != 0)
        #expect(heap.allocate(2000) == 0)
        heap.free(first)
        #expect(heap.allocate(2000) == first)
    }

    @Test(arguments: 1...4) func randomUseKeepsEveryBlockIntactAndGivesPagesBack(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed) &* 104_729)
        let heap = makeHeap()
        var live: [(UInt, Int, UInt8)] = []
        for step in 0..<60_000 {
            // Grows for a while, shrinks for a while.
            let growing = step / 10_000 % 2 == 0
            if live.isEmpty || Int.random(in: 0..<100, using: &random) < (growing ? 60 : 40) {
                let large = Int.random(in: 0..<50, using: &random) == 0
                let size = Int.random(in: 1...(large ? 40_000 : 400), using: &random)
                let block = heap.allocate(size)
                let mark = UInt8(truncatingIfNeeded: step)
                memset(UnsafeMutableRawPointer(bitPattern: block)!, Int32(mark), size)
                live.append((block, size, mark))
            } else {
                let index = Int.random(in: 0..<live.count, using: &random)
                live.swapAt(index, live.count - 1)
                let (block, size, mark) = live.removeLast()
                let bytes = UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: block), count: size)
                if bytes.first != mark || bytes.last != mark || bytes[size / 2] != mark {
                    Issue.record("block of \(size) bytes changed")
                }
                heap.free(block)
            }
            if heap.pageCount != pagesOut { Issue.record("lost count of pages") }
        }
        for (block, _, _) in live { heap.free(block) }
        // The record, and at most one slab kept for each class.
        #expect(pagesOut <= 1 + SlabClasses.count)
    }
}
