/// Dentries by (directory, name): a hash table with chains through the dentries.
///
/// A dentry that something refers to stays, so there is never a second one for the same name.
final class DentryCache {
    private var buckets: [Dentry?]
    private(set) var count = 0
    /// Above this many entries, those that nothing refers to are dropped.
    private let limit: Int

    init(limit: Int = 16384) {
        buckets = Array(repeating: nil, count: 64)
        self.limit = limit
    }

    /// The start value of a name's hash; `step` takes in one byte of it.
    @inline(__always)
    static func seed(_ parent: Dentry) -> UInt {
        UInt(bitPattern: ObjectIdentifier(parent)) &* 0x9E37_79B9_7F4A_7C15
    }
    @inline(__always)
    static func step(_ hash: UInt, _ byte: UInt8) -> UInt { (hash ^ UInt(byte)) &* 0x100_0000_01B3 }

    static func hash(_ parent: Dentry, _ name: Span<UInt8>) -> UInt {
        var hash = seed(parent)
        for index in name.indices { hash = step(hash, name[index]) }
        return hash
    }

    @inline(__always)
    private func bucket(_ hash: UInt) -> Int {
        Int(truncatingIfNeeded: (hash ^ hash >> 29) & UInt(buckets.count &- 1))
    }

    func find(_ parent: Dentry, _ name: Span<UInt8>, _ hash: UInt) -> Dentry? {
        var current = buckets[bucket(hash)]
        while let dentry = current {
            if dentry.hash == hash, dentry.parent === parent, equal(dentry.name, name) { return dentry }
            current = dentry.next
        }
        return nil
    }

    func insert(_ dentry: Dentry, _ hash: UInt) {
        if count >= buckets.count { makeRoom() }
        dentry.hash = hash
        let index = bucket(hash)
        dentry.next = buckets[index]
        buckets[index] = dentry
        count &+= 1
    }

    func insert(_ dentry: Dentry) {
        guard let parent = dentry.parent else { return }
        let name = dentry.name
        insert(dentry, DentryCache.hash(parent, name.span))
    }

    func remove(_ dentry: Dentry) {
        let index = bucket(dentry.hash)
        guard let first = buckets[index] else { return }
        if first === dentry {
            buckets[index] = dentry.next
        } else {
            var previous = first
            while let next = previous.next, next !== dentry { previous = next }
            guard previous.next === dentry else { return }
            previous.next = dentry.next
        }
        dentry.next = nil
        count &-= 1
    }

    /// Doubles the table, or at the limit drops what nothing else refers to.
    private func makeRoom() {
        var all: [Dentry] = []
        all.reserveCapacity(count)
        for index in buckets.indices {
            var current = buckets[index].take()
            while let dentry = current {
                current = dentry.next.take()
                all.append(dentry)
            }
        }
        if all.count >= limit {
            // Children keep their parents, so leaves go first; what is left of a deep tree goes next time.
            for index in all.indices.reversed() {
                if isKnownUniquelyReferenced(&all[index]) { all.remove(at: index) }
            }
        }
        if all.count * 2 > buckets.count { buckets = Array(repeating: nil, count: buckets.count * 2) }
        count = all.count
        for dentry in all {
            let index = bucket(dentry.hash)
            dentry.next = buckets[index]
            buckets[index] = dentry
        }
    }
}

/// Whether two names are the same.
@inline(__always)
func equal(_ a: [UInt8], _ b: Span<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    for index in b.indices where a[index] != b[index] { return false }
    return true
}
