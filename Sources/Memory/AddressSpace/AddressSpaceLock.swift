internal import Bytes
public import LinuxABI

/// mlock(2) and its relatives, msync(2). Nothing is ever paged out, so a lock brings pages in and forbids to discard them.
extension AddressSpace {
    public enum Locking: Sendable {
        /// mlock(2): brought in at once.
        case now
        /// mlock2(2) with `MLOCK_ONFAULT`: kept once touched.
        case onFault
        /// munlock(2).
        case off

        var flags: RegionFlags {
            switch self {
            case .now: .locked
            case .onFault: [.locked, .lockedOnFault]
            case .off: []
            }
        }
    }

    /// Locks or unlocks the pages that `length` bytes from `address` lie in.
    /// Throws `EINVAL` (the range wraps around), `ENOMEM` (something is not mapped, or could not be brought in).
    @export(interface)
    public func lock(_ address: UInt, _ length: UInt, _ locking: Locking) throws(Errno) {
        let start = address & ~4095
        let (sum, overflow) = length.addingReportingOverflow(address & 4095)
        // A length that overflows when it is rounded up locks nothing, as on Linux.
        guard !overflow, let length = Self.wholePages(sum) else { return }
        if start.addingReportingOverflow(length).overflow { throw .EINVAL }
        if length == 0 { return }
        guard Self.isNameable(start, length) else { throw .ENOMEM }
        let range = start..<start &+ length
        try change(range) { (part) throws(Errno) in
            part.flags.subtracting([.locked, .lockedOnFault]).union(locking.flags)
        }
        if locking == .now && (!populate(range) || hasInaccessiblePart(range)) { throw .ENOMEM }
    }

    /// Whether something of the range cannot be touched at all, and so not be brought in.
    private func hasInaccessiblePart(_ range: Range<UInt>) -> Bool {
        var cursor = regions.first(endingAbove: range.lowerBound)
        while !regions.isEnd(cursor), regions[cursor].start < range.upperBound {
            if regions[cursor].flags.isDisjoint(with: .protection) { return true }
            cursor = regions.next(cursor)
        }
        return false
    }

    /// mlockall(2) and munlockall(2): everything mapped now, and what will be mapped, as `flags` say; none unlocks.
    /// Throws `ENOMEM`.
    @export(interface)
    public func lockAll(_ flags: LockAllFlags) throws(Errno) {
        let locking: Locking = flags.isEmpty ? .off : flags.contains(.MCL_ONFAULT) ? .onFault : .now
        futureFlags = flags.contains(.MCL_FUTURE) ? locking.flags : []
        if !flags.isEmpty && !flags.contains(.MCL_CURRENT) { return }
        var address: UInt = 0
        while true {
            let cursor = regions.first(endingAbove: address)
            if regions.isEnd(cursor) { return }
            let region = regions[cursor]
            address = region.end
            try change(region.range) { (part) throws(Errno) in
                part.flags.subtracting([.locked, .lockedOnFault]).union(locking.flags)
            }
            if locking == .now { populate(region.range) }
        }
    }

    /// Writes shared pages back, or has it started. Throws, as msync(2) does: `EINVAL` (not a page's address, flags
    /// unknown or both of `MS_ASYNC` and `MS_SYNC`), `ENOMEM` (something is not mapped), `EBUSY` (`MS_INVALIDATE` of
    /// locked pages), `EIO`.
    @export(interface)
    public func synchronize(_ address: UInt, _ length: UInt, _ flags: MemorySyncFlags) throws(Errno) {
        guard flags.subtracting([.MS_ASYNC, .MS_INVALIDATE, .MS_SYNC]).isEmpty, address & 4095 == 0,
            !flags.contains([.MS_ASYNC, .MS_SYNC])
        else { throw .EINVAL }
        // A length that overflows when it is rounded up is none, as on Linux.
        let length = Self.wholePages(length) ?? 0
        guard !address.addingReportingOverflow(length).overflow else {
            throw .ENOMEM
        }
        let end = address &+ length
        var position = address
        var hasHole = false
        while position < end {
            let cursor = regions.first(endingAbove: position)
            if regions.isEnd(cursor) || regions[cursor].start >= end { throw .ENOMEM }
            let region = regions[cursor]
            if region.start > position { hasHole = true }
            let start = max(region.start, position)
            position = min(region.end, end)
            if flags.contains(.MS_INVALIDATE) && region.flags.contains(.locked) { throw .EBUSY }
            if flags.contains(.MS_SYNC) && region.flags.contains(.shared), let object = objects[checked: region.object]
            {
                let first = region.objectPage(start)
                try object.synchronize(first..<first &+ Int(bitPattern: (position &- start) >> 12))
            }
        }
        if hasHole { throw .ENOMEM }
    }
}
