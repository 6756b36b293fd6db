internal import Bytes
public import LinuxABI

/// mbind(2).
extension AddressSpace {
    /// Remembers the policy of `length` bytes from `address` on.
    ///
    /// Throws, as mbind(2) does: `EINVAL` (not a page's address, a length beyond the end), `EFAULT` (something in the range is not
    /// mapped), `ENOMEM` (too many mappings).
    @export(interface)
    public func setPolicy(_ address: UInt, _ length: UInt, _ policy: MemoryPolicy) throws(Errno) {
        guard address & 4095 == 0, let length = Self.wholePages(length), !address.addingReportingOverflow(length).overflow
        else { throw .EINVAL }
        if length == 0 { return }
        guard Self.isNameable(address, length) else { throw .EFAULT }
        let end = address &+ length
        var position = address
        while position < end {
            guard let region = region(at: position) else { throw .EFAULT }
            position = region.end
        }
        var wanted: RegionFlags = []
        if policy != .standard {
            wanted.rawValue = policy.mode.rawValue << RegionFlags.policyShift | policy.flags.rawValue << 8
        }
        try change(address..<end) { (part) throws(Errno) in
            if self.regions.count &+ 2 > self.regionLimit { throw .ENOMEM }
            return part.flags.subtracting(.policy).union(wanted)
        }
    }

    /// The policy of the mapping at `address`; nil where it has none of its own.
    @export(interface)
    public func policy(at address: UInt) -> MemoryPolicy? {
        guard let flags = region(at: address)?.flags.intersection(.policy), !flags.isEmpty,
            let mode = MemoryPolicy.Mode(rawValue: flags.rawValue >> RegionFlags.policyShift & 7)
        else { return nil }
        return MemoryPolicy(
            mode: mode, flags: MemoryPolicy.ModeFlags(rawValue: flags.rawValue >> 8 & 0xE000),
            nodes: mode == .MPOL_LOCAL ? 0 : 1)
    }
}

extension RegionFlags {
    /// A policy's mode in three bits, its flags above them; of nodes there is one.
    static var policyShift: UInt32 { 18 }
    static var policy: RegionFlags { RegionFlags(rawValue: 0x3F << 18) }
}
