internal import Bytes
public import LinuxABI

/// mremap(2).
extension AddressSpace {
    /// Resizes or moves a mapping. Returns its address.
    ///
    /// Throws, as mremap(2) does: `EINVAL` (addresses that are not a page's, no new size, flags that do not go
    /// together, ranges that overlap), `EFAULT` (the old range is not within one mapping), `ENOMEM` (it cannot grow
    /// where it is and may not move, or there is no room).
    @export(interface)
    public func remap(
        _ address: UInt, _ oldLength: UInt, _ newLength: UInt, _ flags: RemapFlags, to target: UInt = 0
    ) throws(Errno) -> UInt {
        let known: RemapFlags = [.MREMAP_MAYMOVE, .MREMAP_FIXED, .MREMAP_DONTUNMAP]
        guard flags.subtracting(known).isEmpty, address & 4095 == 0,
            flags.isDisjoint(with: [.MREMAP_FIXED, .MREMAP_DONTUNMAP]) || flags.contains(.MREMAP_MAYMOVE),
            let old = Self.wholePages(oldLength), let new = Self.wholePages(newLength), new > 0,
            new <= AddressMap.programHigh, !flags.contains(.MREMAP_DONTUNMAP) || old == new
        else { throw .EINVAL }
        if flags.contains(.MREMAP_FIXED) {
            guard target & 4095 == 0, Self.isNameable(target, new),
                target >= address &+ old || target &+ new <= address
            else { throw .EINVAL }
            if target < AddressMap.programLow { throw .EPERM }
        }
        guard Self.isNameable(address, old), let region = region(at: address) else { throw .EFAULT }
        if old == 0 {
            // A second mapping of the same memory: only of what can be shared.
            if !region.flags.contains(.shared) || !flags.contains(.MREMAP_MAYMOVE) { throw .EINVAL }
        } else if new < old && flags.isDisjoint(with: [.MREMAP_FIXED, .MREMAP_DONTUNMAP]) {
            // Giving up the end concerns no mapping but those that lie there.
            try remove(address &+ new..<address &+ old)
            return address
        } else if address &+ old > region.end {
            throw .EFAULT
        }
        if flags.isDisjoint(with: [.MREMAP_FIXED, .MREMAP_DONTUNMAP]) && old != 0 {
            if new == old { return address }
            if try growInPlace(region, address &+ old, new &- old) { return address }
            if !flags.contains(.MREMAP_MAYMOVE) { throw .ENOMEM }
        }
        return try relocate(region, address..<address &+ old, new, flags, target)
    }

    /// Extends a region at its end if what follows is free.
    private func growInPlace(_ region: Region, _ end: UInt, _ more: UInt) throws(Errno) -> Bool {
        guard region.end == end, Self.isNameable(end, more), isFree(end, more) else { return false }
        try checkGrowth(more, region.flags)
        var added = region.suffix(from: region.start)
        added.offset = region.isAnonymous ? 0 : region.objectPage(end)
        added.start = end
        added.end = end &+ more
        objects.retain(region.object)
        do throws(Errno) { try add(added) } catch {
            objects.release(region.object)
            throw error
        }
        if region.flags.contains(.locked) { populate(added.range) }
        return true
    }

    private func checkGrowth(_ more: UInt, _ flags: RegionFlags) throws(Errno) {
        let mapped = UInt(bitPattern: mappedPages) << 12
        if sizeLimit != .max && (more > sizeLimit || mapped > sizeLimit &- more) { throw .ENOMEM }
        try checkCommitment(more, flags)
    }

    private func relocate(
        _ region: Region, _ old: Range<UInt>, _ length: UInt, _ flags: RemapFlags, _ target: UInt
    ) throws(Errno) -> UInt {
        let oldLength = old.upperBound &- old.lowerBound
        if length > oldLength { try checkGrowth(length &- oldLength, region.flags) }
        // Room for what is split off the old region and the new one, checked before anything changes.
        if regions.count &+ 3 > regionLimit { throw .ENOMEM }
        let to: UInt
        if flags.contains(.MREMAP_FIXED) {
            to = target
            try remove(to..<to &+ length)
        } else if target != 0 && flags.contains(.MREMAP_DONTUNMAP) && target & 4095 == 0
            && AddressMap.isProgram(target, Int(bitPattern: length)) && isFree(target, length)
        {
            // Without MREMAP_FIXED the address is a hint.
            to = target
        } else {
            to = try place(length, .anywhere)
        }
        // When the mapping shrinks as it moves, its tail goes first.
        let kept = min(oldLength, length)
        if kept < oldLength { try remove(old.lowerBound &+ kept..<old.upperBound) }
        var moved = region.suffix(from: old.lowerBound)
        moved.start = to
        moved.end = to &+ length
        if flags.contains(.MREMAP_DONTUNMAP) { moved.flags.subtract([.locked, .lockedOnFault]) }
        objects.retain(moved.object)
        do throws(Errno) { try add(moved) } catch {
            objects.release(moved.object)
            throw error
        }
        do throws(Errno) {
            if kept > 0 { try table.move(old.lowerBound..<old.lowerBound &+ kept, to: to) }
        } catch {
            // Out of memory for tables half-way: what was moved goes back, where the tables still are or were.
            try? table.move(to..<to &+ kept, to: old.lowerBound)
            try remove(moved.range)
            throw error
        }
        if !flags.contains(.MREMAP_DONTUNMAP) && kept > 0 { try remove(old.lowerBound..<old.lowerBound &+ kept) }
        if moved.flags.contains(.locked) { populate(moved.range) }
        return to
    }
}
