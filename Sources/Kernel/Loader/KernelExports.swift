#if os(none)
internal import Bytes
internal import CMachine
internal import LinuxABI

/// The symbols that the kernel exports to the C library shim: system calls as functions, the linker's services, and the
/// page with the process's identity.
enum KernelExports {
    /// The address of `name`, or nil.
    static func address(of name: RawSpan) -> UInt? {
        if let call = suffix(of: name, after: "__apus_sys_") {
            guard let number = number(named: call) else { return nil }
            return UInt(machine_stub(UInt32(number.rawValue)))
        }
        if let rest = suffix(of: name, after: "__apus_process"), rest.byteCount == 0 { return IdentityPage.address }
        if let rest = suffix(of: name, after: "__apus_clock"), rest.byteCount == 0 { return ClockPage.address }
        for service in LinkerService.allCases {
            if let rest = suffix(of: name, after: service.name), rest.byteCount == 0 {
                return UInt(machine_stub(service.rawValue))
            }
        }
        return nil
    }

    /// The call of that name, by binary search.
    private static func number(named name: RawSpan) -> SystemCallNumber? {
        var low = 0
        var high = Catalogue.count
        while low < high {
            let middle = (low + high) / 2
            let row = Catalogue.row(sorted: middle)
            let order = row.name.withBytes { bytes -> Int in
                for index in 0..<min(bytes.count, name.byteCount) {
                    let difference = Int(name.u8(index)!) - Int(bytes[index])
                    if difference != 0 { return difference }
                }
                return name.byteCount - bytes.count
            }
            if order == 0 { return row.number }
            if order < 0 { high = middle } else { low = middle + 1 }
        }
        return nil
    }

    @_lifetime(copy name)
    private static func suffix(of name: RawSpan, after prefix: StaticString) -> RawSpan? {
        let count = prefix.utf8CodeUnitCount
        guard name.byteCount >= count else { return nil }
        let matches = prefix.withUTF8Buffer { bytes in
            for index in 0..<count where unsafe name.u8(index) != bytes[index] { return false }
            return true
        }
        return matches ? name.extracting(count..<name.byteCount) : nil
    }
}

/// Where the process's identity is for programs to read: pid, ppid, uid, gid, euid, egid, each an Int32.
enum IdentityPage {
    /// In the program's part of the map, above where mappings are placed.
    static let address: UInt = AddressMap.programHigh &- 0x1000_0000
}

/// What reading the clocks takes, in the same page, a UInt64 each: a sequence number (0: the words are not to be used), the time-stamp counter
/// at start-up, nanoseconds for each of its ticks in units of 2^-32, and what wall clock and monotonic clock showed at start-up.
enum ClockPage {
    static let address: UInt = IdentityPage.address &+ 128
}
#endif
