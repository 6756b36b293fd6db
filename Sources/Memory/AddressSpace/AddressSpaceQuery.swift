public import Bytes
public import LinuxABI

/// One mapping as `/proc/self/maps` shows it.
public struct MappingInformation {
    /// First address and one past the last.
    public let range: Range<UInt>
    public let flags: RegionFlags
    /// Where in the object it begins, in bytes.
    public let offset: Int
    /// What is mapped; nil for private anonymous memory.
    public let object: (any MemoryObject)?
}

/// Questions about what is mapped.
extension AddressSpace {
    /// Calls `body` with each mapping, the lowest first. `body` must not change the address space.
    @export(interface)
    public func forEachMapping(_ body: (MappingInformation) -> Void) {
        var cursor = regions.startCursor
        while !regions.isEnd(cursor) {
            let region = regions[cursor]
            body(
                MappingInformation(
                    range: region.range, flags: region.flags, offset: region.offset << 12,
                    object: objects[checked: region.object]))
            cursor = regions.next(cursor)
        }
    }

    /// The mapping that contains `address`.
    @export(interface)
    public func mapping(at address: UInt) -> MappingInformation? {
        guard let region = region(at: address) else { return nil }
        return MappingInformation(
            range: region.range, flags: region.flags, offset: region.offset << 12,
            object: objects[checked: region.object])
    }

    /// Whether each page of the range is in memory: 1 or 0 for each, handed to `body` in pieces in order.
    ///
    /// Throws, as mincore(2) does: `EINVAL` (not a page's address), `ENOMEM` (something is not mapped), and what `body`
    /// throws (`EFAULT`).
    @export(interface)
    public func forEachResidence(
        _ address: UInt, _ length: UInt, _ body: (_ resident: UInt8) throws(Errno) -> Void
    ) throws(Errno) {
        if address & 4095 != 0 { throw .EINVAL }
        guard let length = Self.wholePages(length), Self.isNameable(address, length) else { throw .ENOMEM }
        let end = address &+ length
        var position = address
        while position < end {
            guard let region = region(at: position) else { throw .ENOMEM }
            let stop = min(region.end, end)
            while position < stop {
                var resident = table.entry(position).rawValue != 0
                if !resident, let object = objects[checked: region.object] {
                    // A file's page counts as in memory even before it is mapped.
                    resident = object.residentRun(at: region.objectPage(position), limit: 1) != nil
                }
                try body(resident ? 1 : 0)
                position &+= 4096
            }
        }
    }

    /// What an address is known by to those who wait there (futex(2) without `FUTEX_PRIVATE_FLAG`): the physical address where the
    /// mapping is shared, else nil. The page is brought in. Throws `EFAULT`.
    @export(interface)
    public func sharedPlace(_ address: UInt) throws(Errno) -> UInt? {
        guard let region = region(at: address) else { throw .EFAULT }
        guard region.flags.contains(.shared) else { return nil }
        if !table.entry(address).isPresent { _ = handleFault(address, .read) }
        let entry = table.entry(address)
        guard entry.isPresent else { throw .EFAULT }
        return entry.frame.address.rawValue | address & 4095
    }

    /// The page at `address` as the page tables have it, empty if there is none.
    @export(interface)
    public func entry(at address: UInt) -> PageEntry { table.entry(address) }
}
