internal import Bytes
internal import LinuxABI

/// capget(2) and capset(2).
enum CapabilityCalls {
    /// `struct __user_cap_header_struct`.
    private struct Header: BitwiseCopyable {
        var version: UInt32
        var pid: Int32
    }

    /// `struct __user_cap_data_struct`, of which there are two from version 2 on: the low and the high half.
    private struct Half: BitwiseCopyable {
        var effective: UInt32
        var permitted: UInt32
        var inheritable: UInt32
    }

    private static let version3: UInt32 = 0x2008_0522

    static func bind(_ table: borrowing HandlerTable) {
        table[.capget] = { header, data, _, _, _, _ in
            answer { () throws(Errno) in
                guard let (halves, pid) = try CapabilityCalls.read(header, mayProbe: data == 0), data != 0 else {
                    return 0
                }
                guard pid >= 0 else { throw .EINVAL }
                let sets = try IdentityCalls.known(UInt(bitPattern: Int(pid))).credentials.capabilities
                for index in 0..<halves {
                    let shift = UInt64(index * 32)
                    try UserPointer<Half>(data).store(
                        Half(
                            effective: UInt32(truncatingIfNeeded: sets.effective >> shift),
                            permitted: UInt32(truncatingIfNeeded: sets.permitted >> shift),
                            inheritable: UInt32(truncatingIfNeeded: sets.inheritable >> shift)), at: index)
                }
                return 0
            }
        }
        table[.capset] = { header, data, _, _, _, _ in
            answer { () throws(Errno) in
                guard let (halves, pid) = try CapabilityCalls.read(header, mayProbe: false) else { return 0 }
                let process = Process.current.attributes
                guard process.isSelf(UInt(bitPattern: Int(pid))) else { throw .EPERM }
                let old = process.credentials.capabilities
                var new = old
                (new.effective, new.permitted, new.inheritable) = (0, 0, 0)
                for index in 0..<halves {
                    let half = try UserPointer<Half>(data).load(at: index)
                    let shift = UInt64(index * 32)
                    new.effective |= UInt64(half.effective) << shift
                    new.permitted |= UInt64(half.permitted) << shift
                    new.inheritable |= UInt64(half.inheritable) << shift
                }
                let all = Credentials.Capabilities.all
                new.effective &= all
                new.permitted &= all
                new.inheritable &= all
                // What is ambient is permitted and inheritable too.
                new.ambient &= new.permitted & new.inheritable
                guard new.permitted & ~old.permitted == 0, new.effective & ~new.permitted == 0,
                    new.inheritable & ~(old.inheritable | old.permitted) == 0,
                    new.inheritable & ~(old.inheritable | old.bounding) == 0
                else { throw .EPERM }
                process.credentials.capabilities = new
                Process.current.adoptFileCredentials()
                return 0
            }
        }
    }

    /// How many halves the header's version has, and the process asked for; nil where the call
    /// only probes for the version.
    /// Throws `EINVAL` (after storing the version preferred), `EFAULT`.
    private static func read(_ address: UInt, mayProbe: Bool) throws(Errno) -> (halves: Int, pid: Int32)? {
        let header = try UserPointer<Header>(address).load()
        switch header.version {
        case 0x1998_0330: return (1, header.pid)
        case 0x2007_1026, version3: return (2, header.pid)
        default:
            try UserPointer<UInt32>(address).store(version3)
            if mayProbe { return nil }
            throw .EINVAL
        }
    }
}
