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
        if let rest = suffix(of: name, after: "__apus_process"), rest.byteCount == 0 {
            return Process.current.kernelPages?.address(of: .identity)
        }
        if let rest = suffix(of: name, after: "__apus_clock"), rest.byteCount == 0 {
            return Process.current.kernelPages?.address(of: .clock)
        }
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
#endif
