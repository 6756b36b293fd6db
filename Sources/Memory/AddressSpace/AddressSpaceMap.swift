public import Bytes
public import LinuxABI

/// What a new mapping shows.
public enum MappingBacking {
    /// Zeroes.
    case anonymous
    /// An object's bytes from `offset` on, a multiple of the page size; `maximum` is what mprotect(2) may allow.
    case object(any MemoryObject, offset: Int, maximum: MemoryProtection)
}

/// mmap(2), munmap(2) and where mappings go.
extension AddressSpace {
    /// Flags that `MAP_SHARED_VALIDATE` knows; others are refused.
    private static var knownFlags: MapFlags {
        [
            .MAP_SHARED_VALIDATE, .MAP_FIXED, .MAP_ANONYMOUS, .MAP_32BIT, .MAP_GROWSDOWN, .MAP_DENYWRITE,
            .MAP_EXECUTABLE, .MAP_LOCKED, .MAP_NORESERVE, .MAP_POPULATE, .MAP_NONBLOCK, .MAP_STACK, .MAP_HUGETLB,
            .MAP_FIXED_NOREPLACE,
        ]
    }

    /// Maps `length` bytes. Returns the address.
    ///
    /// Throws, as mmap(2) does: `EINVAL` (no length, an address or offset that is not a page's, neither shared nor
    /// private), `ENOMEM` (no room, beyond the limits, more than the machine could ever provide, huge pages asked for:
    /// there is no pool of them), `EEXIST` (`MAP_FIXED_NOREPLACE`), `EPERM` (a fixed address below the lowest),
    /// `EOVERFLOW` (beyond the largest offset), `EOPNOTSUPP` (`MAP_SHARED_VALIDATE` with flags unknown or not
    /// supported), `EACCES` (more rights than the object's `maximum`).
    @export(interface)
    public func map(
        _ hint: UInt, _ length: UInt, _ protection: MemoryProtection, _ flags: MapFlags,
        _ backing: MappingBacking = .anonymous
    ) throws(Errno) -> UInt {
        if length == 0 { throw .EINVAL }
        guard let length = Self.wholePages(length), length <= AddressMap.programHigh else { throw .ENOMEM }
        // What is to be validated is what a file supports.
        if case .anonymous = backing, flags.contains(.MAP_SHARED_VALIDATE) { throw .EINVAL }
        var region = Region(
            start: 0, end: 0, offset: 0, object: 0, flags: try regionFlags(protection, flags).union(futureFlags))
        if flags.contains(.MAP_HUGETLB) { throw .ENOMEM }
        if case .object(_, let offset, let maximum) = backing {
            try checkObject(offset, length, maximum, protection, &region)
        }
        let address = try choose(hint, length, flags)
        try checkLimits(length, region.flags, flags)
        let pages = Int(bitPattern: length >> 12)
        switch backing {
        case .object(let object, _, _):
            region.object = objects.add(object)
        case .anonymous:
            // Shared memory outlives a mapping of it when it is mapped again, and is the same after a fork.
            if region.flags.contains(.shared) {
                region.object = objects.add(SharedMemory(pages: pages, frames: frames))
            }
        }
        region.start = address
        region.end = address &+ length
        do throws(Errno) {
            if flags.contains(.MAP_FIXED) && !flags.contains(.MAP_FIXED_NOREPLACE) { try remove(region.range) }
            try add(region)
        } catch {
            objects.release(region.object)
            throw error
        }
        if flags.contains(.MAP_POPULATE) && !flags.contains(.MAP_NONBLOCK) || region.flags.contains(.locked) {
            // As on Linux, mmap(2) succeeds even if not all of it could be brought in.
            _ = populate(region.range)
        }
        return address
    }

    /// Unmaps `length` bytes from `address`; parts that are not mapped are no error.
    /// Throws `EINVAL` (no length, not a page's address, beyond the program's part) and `ENOMEM`.
    @export(interface)
    public func unmap(_ address: UInt, _ length: UInt) throws(Errno) {
        guard address & 4095 == 0, length > 0, let length = Self.wholePages(length),
            Self.isNameable(address, length)
        else { throw .EINVAL }
        try remove(address..<address &+ length)
    }

    // MARK: checks

    private func regionFlags(_ protection: MemoryProtection, _ flags: MapFlags) throws(Errno) -> RegionFlags {
        var result = RegionFlags(protection)
        switch flags.rawValue & 0xF {
        case 1: result.insert(.shared)
        case 2: break
        case 3:
            result.insert(.shared)
            // Bits 26 to 31 are the size of huge pages.
            if flags.subtracting(Self.knownFlags).rawValue & 0x03FF_FFFF != 0 { throw .EOPNOTSUPP }
        default: throw .EINVAL
        }
        if flags.contains(.MAP_GROWSDOWN) {
            if result.contains(.shared) { throw .EINVAL }
            result.formUnion([.growsDown, .stack])
        }
        if flags.contains(.MAP_STACK) { result.insert(.stack) }
        if flags.contains(.MAP_LOCKED) { result.insert(.locked) }
        return result
    }

    private func checkObject(
        _ offset: Int, _ length: UInt, _ maximum: MemoryProtection, _ protection: MemoryProtection,
        _ region: inout Region
    ) throws(Errno) {
        if offset & 4095 != 0 { throw .EINVAL }
        if offset < 0 || offset.addingReportingOverflow(Int(bitPattern: length)).overflow { throw .EOVERFLOW }
        if !maximum.contains(.PROT_EXEC) {
            if protection.contains(.PROT_EXEC) { throw .EPERM }
            region.flags.insert(.neverExecute)
        }
        if region.flags.contains(.shared) && !maximum.contains(.PROT_WRITE) {
            if protection.contains(.PROT_WRITE) { throw .EACCES }
            region.flags.insert(.neverWrite)
        }
        region.offset = offset >> 12
    }

    private func checkLimits(_ length: UInt, _ region: RegionFlags, _ flags: MapFlags) throws(Errno) {
        let mapped = UInt(bitPattern: mappedPages) << 12
        if sizeLimit != .max && (length > sizeLimit || mapped > sizeLimit &- length) { throw .ENOMEM }
        if !frames.isRoomForProgram { throw .ENOMEM }
        if !flags.contains(.MAP_NORESERVE) { try checkCommitment(length, region) }
    }

    /// Refuses private writable memory that the machine could not provide if it had nothing else to do: Linux's
    /// heuristic overcommit (Documentation/mm/overcommit-accounting). Small machines get some slack, since what is not
    /// touched costs nothing.
    func checkCommitment(_ length: UInt, _ flags: RegionFlags) throws(Errno) {
        if flags.contains(.write) && !flags.contains(.shared)
            && length > max(UInt(bitPattern: frames.totalCount) << 12, 1 << 28)
        {
            throw .ENOMEM
        }
    }

    // MARK: placement

    private func choose(_ hint: UInt, _ length: UInt, _ flags: MapFlags) throws(Errno) -> UInt {
        if flags.contains(.MAP_FIXED) || flags.contains(.MAP_FIXED_NOREPLACE) {
            if hint & 4095 != 0 { throw .EINVAL }
            if !Self.isNameable(hint, length) { throw .ENOMEM }
            if hint < AddressMap.programLow { throw .EPERM }
            if flags.contains(.MAP_FIXED_NOREPLACE) && !isFree(hint, length) { throw .EEXIST }
            return hint
        }
        if hint != 0 {
            // A hint is taken if it is free; the address need not be a page's.
            let address = max(Self.wholePages(hint) ?? 0, AddressMap.programLow)
            let low = !flags.contains(.MAP_32BIT) || address &+ length <= 1 << 31
            if low && Self.isNameable(address, length) && isFree(address, length) { return address }
        }
        return try place(length, flags.contains(.MAP_32BIT) ? .low : .anywhere)
    }

    /// Whether nothing is mapped there, the gap that stacks keep below them included.
    func isFree(_ address: UInt, _ length: UInt) -> Bool {
        let cursor = regions.first(endingAbove: address)
        return regions.isEnd(cursor) || regions[cursor].guardedStart >= address &+ length
    }

    enum Placement {
        case anywhere
        /// In the first 2 GiB: `MAP_32BIT`. The upper half of those is the kernel's.
        case low
    }

    /// The highest free place for `length` bytes. What can have huge pages is aligned for them. Throws `ENOMEM`.
    func place(_ length: UInt, _ placement: Placement) throws(Errno) -> UInt {
        let lowWindow = AddressMap.programLow..<AddressMap.kernel.lowerBound
        let window = AddressMap.kernel.upperBound..<placementTop
        let huge: UInt = 1 << 21
        if placement == .anywhere {
            if length >= huge, let address = regions.highestGap(length, alignment: huge, in: window) {
                return address
            }
            if let address = regions.highestGap(length, alignment: 4096, in: window) { return address }
        }
        if let address = regions.highestGap(length, alignment: 4096, in: lowWindow) { return address }
        throw .ENOMEM
    }
}
