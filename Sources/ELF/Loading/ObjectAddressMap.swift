/// Which object an address belongs to: the objects' ranges in ascending order.
struct ObjectAddressMap {
    private var entries: [(range: Range<UInt>, object: LinkedObject)] = []

    mutating func add(_ object: LinkedObject) {
        let range = object.range
        entries.insert((range, object), at: place(range.lowerBound))
    }

    mutating func remove(_ object: LinkedObject) { entries.removeAll { $0.object === object } }

    /// The object whose pages hold `address`, or nil. Unwinding asks this for every frame.
    func object(at address: UInt) -> LinkedObject? {
        let next = place(address &+ 1)
        guard next > 0, entries[next &- 1].range.contains(address) else { return nil }
        return entries[next &- 1].object
    }

    /// The index of the first range that starts at `address` or above.
    private func place(_ address: UInt) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low &+ high) / 2
            if entries[middle].range.lowerBound < address { low = middle &+ 1 } else { high = middle }
        }
        return low
    }
}
