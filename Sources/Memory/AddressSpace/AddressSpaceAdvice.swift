internal import Bytes
public import LinuxABI

/// madvise(2).
extension AddressSpace {
    /// Takes advice about `length` bytes from `address` on.
    ///
    /// Throws, as madvise(2) does: `EINVAL` (not a page's address, unknown advice, advice that does not fit the mapping),
    /// `ENOMEM` (something in the range is not mapped: the rest was advised), `EACCES`, `EOPNOTSUPP` (`MADV_REMOVE`
    /// where it cannot be), `EFAULT` (a page could not be brought in).
    @export(interface)
    public func advise(_ address: UInt, _ length: UInt, _ advice: MemoryAdvice) throws(Errno) {
        let action = try Action(advice)
        guard address & 4095 == 0, let length = Self.wholePages(length),
            !address.addingReportingOverflow(length).overflow
        else { throw .EINVAL }
        if length == 0 { return }
        let range = address..<address &+ length
        var hasHole = false
        var position = range.lowerBound
        while position < range.upperBound {
            let cursor = regions.first(endingAbove: position)
            if regions.isEnd(cursor) || regions[cursor].start >= range.upperBound {
                hasHole = true
                break
            }
            var part = regions[cursor]
            if part.start > position { hasHole = true }
            if part.start < position { part = part.suffix(from: position) }
            part.end = min(part.end, range.upperBound)
            position = part.end
            if try apply(action, part, advice, hasHole) { return }
        }
        if hasHole { throw .ENOMEM }
    }

    /// What each advice comes down to.
    private enum Action {
        case none
        case flags(set: RegionFlags, clear: RegionFlags)
        case discard(includingLocked: Bool)
        case free
        case remove
        case populate(PageAccess)

        init(_ advice: MemoryAdvice) throws(Errno) {
            switch advice {
            case .MADV_NORMAL, .MADV_SEQUENTIAL: self = .flags(set: [], clear: .random)
            case .MADV_RANDOM: self = .flags(set: .random, clear: [])
            // Nothing is paged out, merged or read from a slow device: these have nothing to do.
            case .MADV_WILLNEED, .MADV_COLD, .MADV_PAGEOUT, .MADV_MERGEABLE, .MADV_UNMERGEABLE: self = .none
            case .MADV_DONTNEED: self = .discard(includingLocked: false)
            case .MADV_DONTNEED_LOCKED: self = .discard(includingLocked: true)
            case .MADV_FREE: self = .free
            case .MADV_REMOVE: self = .remove
            case .MADV_DONTFORK: self = .flags(set: .dontFork, clear: [])
            case .MADV_DOFORK: self = .flags(set: [], clear: .dontFork)
            case .MADV_HUGEPAGE: self = .flags(set: .huge, clear: .noHuge)
            case .MADV_NOHUGEPAGE: self = .flags(set: .noHuge, clear: .huge)
            case .MADV_DONTDUMP: self = .flags(set: .dontDump, clear: [])
            case .MADV_DODUMP: self = .flags(set: [], clear: .dontDump)
            case .MADV_WIPEONFORK: self = .flags(set: .wipeOnFork, clear: [])
            case .MADV_KEEPONFORK: self = .flags(set: [], clear: .wipeOnFork)
            case .MADV_POPULATE_READ: self = .populate(.read)
            case .MADV_POPULATE_WRITE: self = .populate(.write)
            default: throw .EINVAL
            }
        }
    }

    /// Applies advice to a part of one mapping. Returns true if the rest of the range needs no look.
    private func apply(
        _ action: Action, _ part: Region, _ advice: MemoryAdvice, _ afterHole: Bool
    ) throws(Errno) -> Bool {
        let isPrivateAnonymous = part.isAnonymous
        switch action {
        case .none: break
        case .flags(let set, let clear):
            if set.contains(.wipeOnFork) && !isPrivateAnonymous { throw .EINVAL }
            let flags = part.flags.subtracting(clear).union(set)
            if flags == part.flags { break }
            try change(part.range) { (part) throws(Errno) in part.flags.subtracting(clear).union(set) }
        case .discard(let includingLocked):
            if part.flags.contains(.locked) && !includingLocked { throw .EINVAL }
            residentPages &-= try table.unmap(part.range)
        case .free:
            // Allowed to happen at once: whoever reads sees the old contents or zeroes.
            if !isPrivateAnonymous || part.flags.contains(.locked) { throw .EINVAL }
            residentPages &-= try table.unmap(part.range)
        case .remove:
            guard let object = objects[checked: part.object], !part.flags.contains(.locked) else { throw .EINVAL }
            if !part.flags.contains([.shared, .write]) { throw .EACCES }
            residentPages &-= try table.unmap(part.range)
            try object.punchHole(part.offset..<part.offset &+ part.pages)
        case .populate(let access):
            // Linux stops at the first page that cannot be brought in, or hole.
            if afterHole { throw .ENOMEM }
            try bringIn(part, access)
        }
        return false
    }

    private func bringIn(_ part: Region, _ access: PageAccess) throws(Errno) {
        let allowed = access == .write ? part.flags.contains(.write) : !part.flags.isDisjoint(with: .protection)
        if !allowed { throw .EINVAL }
        var address = part.start
        while address < part.end {
            let entry = table.entry(address)
            if !entry.isPresent || access == .write && !entry.contains(.writable) {
                switch handleFault(address, access) {
                case .resolved: break
                case .outOfMemory: throw .ENOMEM
                case .unmapped, .forbidden, .busError: throw .EFAULT
                }
            }
            address &+= 4096
        }
    }
}
