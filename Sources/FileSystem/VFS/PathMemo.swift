internal import Bytes

/// Whole paths that were walked lately, each with the dentry it led to: a second walk of the same path costs a hash and
/// a comparison.
///
/// Whatever can make a name lead elsewhere (unlink, rename, mount) forgets what it may concern. A new name needs no
/// care, because failures are not kept.
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
    /// The slots that are taken.
    private var used: [Int] = []
    private static var slots: Int { 128 }
    /// Longer paths are walked each time.
    private static var longest: Int { 256 }

    @inline(__always)
    private static func slot(_ path: Span<UInt8>) -> Int { Int(truncatingIfNeeded: path.raw.fastHash & 127) }

    func find(_ start: Dentry, _ path: Span<UInt8>, follows: Bool) -> Dentry? {
        let slot = PathMemo.slot(path)
        guard slot < entries.count, let entry = entries[slot] else { return nil }
        guard entry.start === start, entry.follows == follows else { return nil }
        let known = entry.path
        guard known.span.raw.isSame(as: path.raw) else { return nil }
        return entry.result
    }

    func insert(_ start: Dentry, _ path: Span<UInt8>, follows: Bool, _ result: Dentry) {
        guard path.count <= PathMemo.longest else { return }
        if entries.isEmpty { entries = Array(repeating: nil, count: PathMemo.slots) }
        var copy: [UInt8] = []
        copy.reserveCapacity(path.count)
        for index in path.indices { copy.append(path[index]) }
        let slot = PathMemo.slot(path)
        if entries[slot] == nil { used.append(slot) }
        entries[slot] = Entry(start, copy, follows: follows, result)
    }

    /// Forgets the paths that led to a file which is neither a directory nor a link: no walk can have gone through it.
    func forget(_ result: Dentry) {
        used.removeAll { slot in
            guard entries[slot]?.result === result else { return false }
            entries[slot] = nil
            return true
        }
    }

    /// Forgets everything.
    func invalidate() {
        for slot in used { entries[slot] = nil }
        used.removeAll(keepingCapacity: true)
    }
}
