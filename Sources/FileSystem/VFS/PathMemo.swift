internal import Bytes

/// Whole paths that were walked lately, each with the dentry it led to: a second walk of the same path costs a hash and
/// a comparison.
///
/// Everything that can make a name lead elsewhere (unlink, rename, mount) forgets all of it. A new name needs no care,
/// because failures are not kept.
final class PathMemo {
    final class Entry {
        let start: Dentry
        let path: [UInt8]
        let follows: Bool
        let result: Dentry

        init(_ start: Dentry, _ path: [UInt8], follows: Bool, _ result: Dentry) {
            self.start = start
            self.path = path
            self.follows = follows
            self.result = result
        }
    }
    private var entries: [Entry?] = []
    private static var slots: Int { 256 }
    /// Longer paths are walked each time.
    private static var longest: Int { 256 }

    /// A hash of the path, eight bytes at a time, of which the last eight overlap.
    @inline(__always)
    private static func hash(_ path: Span<UInt8>) -> UInt {
        let bytes = path.raw
        let count = path.count
        var hash = UInt(bitPattern: count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset &+ 8 < count {
            hash = mix(hash, bytes.u64(offset) ?? 0)
            offset &+= 8
        }
        if count >= 8 {
            hash = mix(hash, bytes.u64(count &- 8) ?? 0)
        } else {
            while offset < count {
                hash = mix(hash, UInt64(path[offset]))
                offset &+= 1
            }
        }
        return hash ^ hash >> 29
    }

    @inline(__always)
    private static func mix(_ hash: UInt, _ word: UInt64) -> UInt {
        let product = (hash ^ UInt(word)) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 32
    }

    @inline(__always)
    private static func slot(_ hash: UInt) -> Int { Int(truncatingIfNeeded: hash & 255) }

    func find(_ start: Dentry, _ path: Span<UInt8>, follows: Bool) -> Dentry? {
        let slot = PathMemo.slot(PathMemo.hash(path))
        guard slot < entries.count, let entry = entries[slot] else { return nil }
        guard entry.start === start, entry.follows == follows else { return nil }
        let known = entry.path
        guard known.count == path.count, known.span.raw.equals(at: 0, count: path.count, path.raw, at: 0) else {
            return nil
        }
        return entry.result
    }

    func insert(_ start: Dentry, _ path: Span<UInt8>, follows: Bool, _ result: Dentry) {
        guard path.count <= PathMemo.longest else { return }
        if entries.isEmpty { entries = Array(repeating: nil, count: PathMemo.slots) }
        var copy: [UInt8] = []
        copy.reserveCapacity(path.count)
        for index in path.indices { copy.append(path[index]) }
        entries[PathMemo.slot(PathMemo.hash(path))] = Entry(start, copy, follows: follows, result)
    }

    func invalidate() {
        if !entries.isEmpty { entries = [] }
    }
}
