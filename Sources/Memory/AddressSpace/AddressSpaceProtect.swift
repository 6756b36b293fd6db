public import LinuxABI

/// mprotect(2).
extension AddressSpace {
    /// Changes the rights of `length` bytes from `address` on.
    ///
    /// Throws, as mprotect(2) does: `EINVAL` (not a page's address, unknown rights, both `PROT_GROWSDOWN` and
    /// `PROT_GROWSUP`, or one of them where nothing grows), `ENOMEM` (something in the range is not mapped: what is
    /// below that was changed; or too many mappings), `EACCES` (rights that the object does not give).
    @export(interface)
    public func protect(_ address: UInt, _ length: UInt, _ protection: MemoryProtection) throws(Errno) {
        let grows = protection.intersection([.PROT_GROWSDOWN, .PROT_GROWSUP])
        if grows == [.PROT_GROWSDOWN, .PROT_GROWSUP] || address & 4095 != 0 { throw .EINVAL }
        if !protection.subtracting([.PROT_READ, .PROT_WRITE, .PROT_EXEC, .PROT_SEM]).subtracting(grows).isEmpty {
            throw .EINVAL
        }
        if length == 0 { return }
        guard let length = Self.wholePages(length), Self.isNameable(address, length) else { throw .ENOMEM }
        var start = address
        if !grows.isEmpty {
            guard let region = region(at: address) else { throw .ENOMEM }
            // Nothing grows upwards on this processor.
            if grows == .PROT_GROWSUP || !region.flags.contains(.growsDown) { throw .EINVAL }
            start = region.start
        }
        let wanted = RegionFlags(protection)
        try change(start..<address &+ length) { (part) throws(Errno) in
            let flags = part.flags.subtracting(.protection).union(wanted)
            if flags == part.flags { return flags }
            if wanted.contains(.write) && part.flags.contains(.neverWrite) { throw .EACCES }
            if wanted.contains(.execute) && part.flags.contains(.neverExecute) { throw .EACCES }
            if wanted.contains(.write) && !part.flags.contains(.write) {
                try self.checkCommitment(part.end &- part.start, flags)
            }
            // Only with room for the new borders: pages and regions change together.
            if self.regions.count &+ 2 > self.regionLimit { throw .ENOMEM }
            try self.applyRights(part, flags)
            return flags
        }
    }

    /// Gives the pages that are there the rights of `flags`. Writing stays off where a fault must copy the page first,
    /// or tell the object.
    private func applyRights(_ part: Region, _ flags: RegionFlags) throws(Errno) {
        let rights = Self.rights(flags)
        let locked = rights.subtracting(.writable)
        let frames = self.frames
        try table.update(part.range) { entry in
            let writable = entry.contains(.own) && frames.references(to: entry.frame) == 1 || entry.contains(.writable)
            let kept = entry.subtracting([.present, .writable, .noExecute])
            return kept.union(writable ? rights : locked)
        }
    }
}
