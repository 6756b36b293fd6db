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

    @inline(__always)
    private static func slot(_ path: Span<UInt8>) -> Int { Int(truncatingIfNeeded: path.raw.fastHash & 255) }

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
        entries[PathMemo.slot(path)] = Entry(start, copy, follows: follows, result)
    }

    func invalidate() {
        if !entries.isEmpty { entries = [] }
    }
}
