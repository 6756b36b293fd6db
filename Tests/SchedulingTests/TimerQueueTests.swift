import Testing

@testable import Scheduling

@Suite("Timer queue")
struct TimerQueueTests {
    @Test("Random insertions and removals come out in order", arguments: [1, 2, 3] as [UInt64])
    func order(seed: UInt64) {
        var state = seed &* 0x9e37_79b9_7f4a_7c15
        func random(_ limit: UInt64) -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state % limit
        }
        var queue = TimerQueue()
        let entries = (0..<200).map { _ in TimerEntry() }
        for _ in 0..<2000 {
            let entry = entries[Int(random(200))]
            if random(3) == 0 { queue.remove(entry) } else { queue.insert(entry, at: random(1000)) }
        }
        var expected = entries.filter(\.isSet).map(\.deadline).sorted()
        #expect(queue.count == expected.count)
        while let entry = queue.takeDue(2000) { #expect(entry.deadline == expected.removeFirst()) }
        #expect(expected.isEmpty && queue.count == 0)
    }

    @Test("Nothing is due before its time")
    func due() {
        var queue = TimerQueue()
        let entry = TimerEntry()
        queue.insert(entry, at: 100)
        #expect(queue.takeDue(99) == nil)
        #expect(queue.takeDue(100) === entry)
        #expect(!entry.isSet && queue.earliest == .max)
    }
}
