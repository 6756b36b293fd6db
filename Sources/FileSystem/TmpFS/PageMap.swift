internal import Bytes

/// Which frames hold a file's pages: dense for the start of the file, in chunks of 512 pages where they are needed for
/// the rest, so that a file may be sparse.
struct PageMap {
    /// Frame numbers plus one; 0 is a hole.
    private var dense: [UInt] = []
    private var chunks: [Int: [UInt]] = [:]
    /// How many pages there are.
    private(set) var count = 0

    private static var denseLimit: Int { 1024 }

    subscript(index: Int) -> PageFrame? {
        get {
            let number: UInt
            if index < PageMap.denseLimit {
                guard index < dense.count else { return nil }
                number = dense[index]
            } else {
                guard let chunk = chunks[index >> 9] else { return nil }
                number = chunk[index & 511]
            }
            return number == 0 ? nil : PageFrame(rawValue: number &- 1)
        }
    }

    /// Enters a page where there was a hole.
    mutating func insert(_ frame: PageFrame, at index: Int) {
        count += 1
        if index < PageMap.denseLimit {
            if index >= dense.count {
                dense.reserveCapacity(min(max(index + 1, dense.count * 2, 8), PageMap.denseLimit))
                while dense.count <= index { dense.append(0) }
            }
            dense[index] = frame.rawValue &+ 1
        } else {
            chunks[index >> 9, default: Array(repeating: 0, count: 512)][index & 511] = frame.rawValue &+ 1
        }
    }

    /// Takes pages out, and hands each to `body`.
    mutating func remove(_ range: Range<Int>, _ body: (PageFrame) -> Void) {
        for index in range.clamped(to: 0..<dense.count) where dense[index] != 0 {
            body(PageFrame(rawValue: dense[index] &- 1))
            dense[index] = 0
            count -= 1
        }
        guard range.upperBound > PageMap.denseLimit else { return }
        for key in chunks.keys.filter({ $0 >= range.lowerBound >> 9 && $0 <= (range.upperBound - 1) >> 9 }) {
            guard var chunk = chunks.removeValue(forKey: key) else { continue }
            var left = false
            for place in 0..<512 where chunk[place] != 0 {
                if range.contains(key << 9 | place) {
                    body(PageFrame(rawValue: chunk[place] &- 1))
                    chunk[place] = 0
                    count -= 1
                } else {
                    left = true
                }
            }
            if left { chunks[key] = chunk }
        }
    }

    /// The first page at or after `index` that is there, if `present`, or that is a hole; `limit` if there is none below.
    func next(_ index: Int, present: Bool, limit: Int) -> Int {
        var index = index
        while index < limit {
            if (self[index] != nil) == present { return index }
            // Leaps over chunks that do not exist.
            if index >= PageMap.denseLimit, chunks[index >> 9] == nil {
                if chunks.isEmpty { return limit }
                index = (index | 511) + 1
                if let first = chunks.keys.filter({ $0 >= index >> 9 }).min() {
                    index = first << 9
                } else {
                    return limit
                }
            } else {
                index += 1
            }
        }
        return limit
    }
}
