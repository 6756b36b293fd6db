internal import Bytes

/// Whole paths that were walked lately, each with the dentry it led to: a second walk of the same path costs a hash and
/// a comparison.
///
/// Everything that can make a name lead elsewhere (unlink, rename, mount) forgets all of it. A new name needs no care,
/// because failures are not kept.
final class PathMemo {
    private struct Entry {
        var start: Dentry
        var path: [UInt8]
        var hash: UInt
        var follows: Bool
        var result: Dentry
    }
    private var entries: [Entry?] = []
    private static var slots: Int { 256 }
    /// Longer paths are walked each time.
    private static var longest: Int { 256 }

    @inline(__always)
    private static func hash(_ path: Span<UInt8>) -> UInt {
        let bytes = path.raw
        var hash = UInt(path.count)
        var offset = 0
        while let word = bytes.u64(offset) {
            hash = (hash ^ UInt(word)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            offset &+= 8
        }
        while let byte = bytes.u8(offset) {
            hash = (hash ^ UInt(byte)) &* 0x100_0000_01B3
            offset &+= 1
        }
        return hash ^ hash >> 15
    }

    @inline(__always)
    private static func slot(_ hash: UInt) -> Int { Int(truncatingIfNeeded: hash & 255) }

    func find(_ start: Dentry, _ path: Span<UInt8>, follows: Bool) -> Dentry? {
        guard !entries.isEmpty, path.count <= PathMemo.longest else { return nil }
        let hash = PathMemo.hash(path)
        guard let entry = entries[PathMemo.slot(hash)], entry.hash == hash, entry.follows == follows,
            entry.start === start, entry.path.count == path.count
        else { return nil }
        return entry.path.span.raw.equals(at: 0, count: path.count, path.raw, at: 0) ? entry.result : nil
    }

    func insert(_ start: Dentry, _ path: Span<UInt8>, follows: Bool, _ result: Dentry) {
        guard path.count <= PathMemo.longest else { return }
        if entries.isEmpty { entries = Array(repeating: nil, count: PathMemo.slots) }
        var copy: [UInt8] = []
        copy.reserveCapacity(path.count)
        for index in path.indices { copy.append(path[index]) }
        let hash = PathMemo.hash(path)
        entries[PathMemo.slot(hash)] = Entry(start: start, path: copy, hash: hash, follows: follows, result: result)
    }

    func invalidate() {
        if !entries.isEmpty { entries = [] }
    }
}
