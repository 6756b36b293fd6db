internal import Sync

/// The threads that wait for one processor: a list for each level, and a bit for each list that is not empty, so that the next is
/// found in constant time.
struct RunQueue: ~Copyable {
    private struct List {
        var firstLink = Link<Schedulable>()
        var lastLink = Link<Schedulable>()
        var first: Schedulable? {
            @inline(__always) get { firstLink.target }
            @inline(__always) set { firstLink.target = newValue }
        }
        var last: Schedulable? {
            @inline(__always) get { lastLink.target }
            @inline(__always) set { lastLink.target = newValue }
        }
    }

    /// SCHED_IDLE, SCHED_OTHER, and the 99 priorities of SCHED_FIFO and SCHED_RR.
    static var levels: Int { 101 }

    private var lists = InlineArray<101, List>(repeating: List())
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private(set) var count = 0

    init() {}

    var isEmpty: Bool { count == 0 }

    /// The highest level that waits, -1 for none.
    @inline(__always)
    var highestLevel: Int {
        if high != 0 { return 127 - high.leadingZeroBitCount }
        return 63 - low.leadingZeroBitCount
    }

    @inline(__always)
    mutating func append(_ thread: Schedulable, atFront: Bool = false) {
        let level = thread.effectiveLevel
        thread.queuedLevel = level
        thread.next = nil
        thread.previous = nil
        if atFront, let first = lists[level].first {
            thread.next = first
            first.previous = thread
            lists[level].first = thread
        } else if let last = lists[level].last, !atFront {
            last.next = thread
            thread.previous = last
            lists[level].last = thread
        } else {
            lists[level].first = thread
            lists[level].last = thread
            if level < 64 { low |= 1 << UInt64(level) } else { high |= 1 << UInt64(level - 64) }
        }
        count &+= 1
    }

    mutating func remove(_ thread: Schedulable) {
        let level = thread.queuedLevel
        if let next = thread.next { next.previous = thread.previous } else { lists[level].last = thread.previous }
        if let previous = thread.previous { previous.next = thread.next } else { lists[level].first = thread.next }
        thread.next = nil
        thread.previous = nil
        if lists[level].first == nil {
            if level < 64 { low &= ~(1 << UInt64(level)) } else { high &= ~(1 << UInt64(level - 64)) }
        }
        count &-= 1
    }

    /// The first of the highest level, which leaves the queue.
    @inline(__always)
    mutating func takeFirst() -> Schedulable? {
        let level = highestLevel
        guard level >= 0, let thread = lists[level].first else { return nil }
        remove(thread)
        return thread
    }

    /// The first, from the highest level down, that may run on `processor` and whose stack is not in use elsewhere; it leaves the queue.
    mutating func steal(for processor: Int) -> Schedulable? {
        var level = highestLevel
        while level >= 0 {
            var candidate = lists[level].first
            while let thread = candidate {
                if !thread.isOnProcessor, thread.affinity >> UInt64(processor) & 1 != 0 {
                    remove(thread)
                    return thread
                }
                candidate = thread.next
            }
            level -= 1
            while level >= 0, lists[level].first == nil { level -= 1 }
        }
        return nil
    }
}
