internal import Sync

/// The threads that wait for one processor: a list for each level, and a bit for each list that is not empty, so that the next is
/// found in constant time. References are never counted here: what waits is kept by its process. A thread's level changes only
/// while it is in no queue.
struct RunQueue: ~Copyable {
    private struct List {
        var first = Link<Schedulable>()
        var last = Link<Schedulable>()
    }

    /// SCHED_IDLE, SCHED_OTHER, and the 99 priorities of SCHED_FIFO and SCHED_RR.
    static var levels: Int { 101 }

    private var lists = InlineArray<101, List>(repeating: List())
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init() {}

    @inline(__always)
    var isEmpty: Bool { low | high == 0 }

    /// The highest level that waits, -1 for none.
    @inline(__always)
    var highestLevel: Int {
        if high != 0 { return 127 &- high.leadingZeroBitCount }
        return 63 &- low.leadingZeroBitCount
    }

    /// How many wait.
    var count: Int {
        var count = 0
        for level in 0..<Self.levels {
            var thread = lists[level].first
            while !thread.isNil {
                count += 1
                thread = thread.with { $0.next } ?? Link()
            }
        }
        return count
    }

    // Most threads are of level 1: it has paths of its own in what follows, which compile to half as much.

    @inline(__always)
    mutating func append(_ thread: Schedulable, atFront: Bool = false) {
        if thread.effectiveLevel == 1 { append(thread, atFront, 1) } else { append(thread, atFront, thread.effectiveLevel) }
    }

    @inline(__always)
    private mutating func append(_ thread: Schedulable, _ atFront: Bool, _ level: Int) {
        let link = Link(thread)
        let list = lists[level]
        if list.first.isNil {
            thread.next = Link()
            thread.previous = Link()
            lists[level] = List(first: link, last: link)
            if level < 64 { low |= 1 &<< UInt64(level) } else { high |= 1 &<< UInt64(level &- 64) }
        } else if atFront {
            thread.next = list.first
            thread.previous = Link()
            list.first.with { $0.previous = link }
            lists[level].first = link
        } else {
            thread.next = Link()
            thread.previous = list.last
            list.last.with { $0.next = link }
            lists[level].last = link
        }
    }

    @inline(__always)
    private mutating func clear(_ level: Int) {
        if level < 64 { low &= ~(1 &<< UInt64(level)) } else { high &= ~(1 &<< UInt64(level &- 64)) }
    }

    mutating func remove(_ thread: Schedulable) {
        let level = thread.effectiveLevel
        let (next, previous) = (thread.next, thread.previous)
        if next.isNil { lists[level].last = previous } else { next.with { $0.previous = previous } }
        if previous.isNil { lists[level].first = next } else { previous.with { $0.next = next } }
        if lists[level].first.isNil { clear(level) }
    }

    /// The first of the highest level, which leaves the queue.
    @inline(__always)
    mutating func takeFirst() -> Link<Schedulable> {
        if low == 1 << 1, high == 0 { return takeFirst(1) }
        let level = highestLevel
        return level < 0 ? Link() : takeFirst(level)
    }

    @inline(__always)
    private mutating func takeFirst(_ level: Int) -> Link<Schedulable> {
        let first = lists[level].first
        let next = first.with { $0.next } ?? Link()
        lists[level].first = next
        if next.isNil { clear(level) } else { next.with { $0.previous = Link() } }
        return first
    }

    /// The first of the highest level, which leaves the queue, with `thread` behind all others of that level: its own.
    @inline(__always)
    mutating func exchange(_ thread: Schedulable) -> Link<Schedulable> {
        thread.effectiveLevel == 1 ? exchange(thread, 1) : exchange(thread, thread.effectiveLevel)
    }

    @inline(__always)
    private mutating func exchange(_ thread: Schedulable, _ level: Int) -> Link<Schedulable> {
        let (link, list) = (Link(thread), lists[level])
        thread.next = Link()
        thread.previous = list.last
        list.last.with { $0.next = link }
        let next = list.first.with { $0.next } ?? Link()
        next.with { $0.previous = Link() }
        lists[level] = List(first: next, last: link)
        return list.first
    }

    /// The first, from the highest level down, that may run on `processor` and whose stack is not in use elsewhere; it leaves the queue.
    mutating func steal(for processor: Int) -> Link<Schedulable> {
        var level = highestLevel
        while level >= 0 {
            var candidate = lists[level].first
            while let thread = candidate.target {
                if !thread.isOnProcessor, thread.affinity >> UInt64(processor) & 1 != 0 {
                    remove(thread)
                    return candidate
                }
                candidate = thread.next
            }
            level -= 1
            while level >= 0, lists[level].first.isNil { level -= 1 }
        }
        return Link()
    }
}
