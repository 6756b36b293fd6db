/// What is to happen when, soonest first: a binary heap, in which every entry knows its place.
struct TimerQueue: ~Copyable {
    private var heap: [TimerEntry] = []
    /// The soonest deadline, `.max` for none.
    private(set) var earliest = UInt64.max

    init() {}

    var count: Int { heap.count }

    mutating func insert(_ entry: TimerEntry, at deadline: UInt64) {
        if entry.index >= 0 { remove(entry) }
        entry.deadline = deadline
        heap.append(entry)
        entry.index = heap.count - 1
        rise(entry.index)
        earliest = heap[0].deadline
    }

    mutating func remove(_ entry: TimerEntry) {
        let index = entry.index
        guard index >= 0 else { return }
        entry.index = -1
        let last = heap.removeLast()
        if last !== entry {
            heap[index] = last
            last.index = index
            rise(index)
            sink(last.index)
        }
        earliest = heap.isEmpty ? .max : heap[0].deadline
    }

    /// Takes the soonest out if its time has come.
    mutating func takeDue(_ now: UInt64) -> TimerEntry? {
        guard let first = heap.first, first.deadline <= now else { return nil }
        remove(first)
        return first
    }

    private mutating func rise(_ start: Int) {
        var index = start
        let entry = heap[index]
        while index > 0 {
            let parent = (index - 1) / 2
            if heap[parent].deadline <= entry.deadline { break }
            heap[index] = heap[parent]
            heap[index].index = index
            index = parent
        }
        heap[index] = entry
        entry.index = index
    }

    private mutating func sink(_ start: Int) {
        var index = start
        let entry = heap[index]
        while true {
            var child = index * 2 + 1
            if child >= heap.count { break }
            if child + 1 < heap.count, heap[child + 1].deadline < heap[child].deadline { child += 1 }
            if heap[child].deadline >= entry.deadline { break }
            heap[index] = heap[child]
            heap[index].index = index
            index = child
        }
        heap[index] = entry
        entry.index = index
    }
}
