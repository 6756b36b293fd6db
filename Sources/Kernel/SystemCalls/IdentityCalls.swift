internal import Bytes
internal import LinuxABI

/// Process, group and session numbers: getpid(2), setpgid(2), setsid(2) and their like.
public enum IdentityCalls {
    public static func bind(_ table: borrowing HandlerTable) {
        table[.getpid] = { _, _, _, _, _, _ in Int(Process.current.attributes.id) }
        table[.getppid] = { _, _, _, _, _, _ in Int(Process.current.attributes.parent) }
        table[.gettid] = { _, _, _, _, _, _ in Int(Thread.current.id) }
        table[.getpgrp] = { _, _, _, _, _, _ in Int(Process.current.attributes.group) }
        table[.getpgid] = { pid, _, _, _, _, _ in
            answer { () throws(Errno) in Int(try IdentityCalls.known(pid).group) }
        }
        table[.getsid] = { pid, _, _, _, _, _ in
            answer { () throws(Errno) in Int(try IdentityCalls.known(pid).session) }
        }
        table[.setpgid] = { pid, group, _, _, _, _ in
            answer { () throws(Errno) in
                let group = Int32(truncatingIfNeeded: group)
                // Without a group the process's own number is meant.
                if group < 0 || group == 0 && Int32(truncatingIfNeeded: pid) < 0 { throw .EINVAL }
                let process = try IdentityCalls.known(pid)
                // A session leader stays; no other group of this session is there to be joined.
                if process.session == process.id { throw .EPERM }
                guard group == 0 || group == process.id || group == process.group else { throw .EPERM }
                process.group = group == 0 ? process.id : group
                return 0
            }
        }
        table[.setsid] = { _, _, _, _, _, _ in
            answer { () throws(Errno) in
                let process = Process.current.attributes
                if process.group == process.id { throw .EPERM }
                process.session = process.id
                process.group = process.id
                return Int(process.id)
            }
        }
        table[.set_tid_address] = { address, _, _, _, _, _ in
            Thread.current.attributes.clearAtEnd = address
            return Int(Thread.current.id)
        }
        CredentialCalls.bind(table)
        CapabilityCalls.bind(table)
    }

    /// The process with a number, of which there is only the caller yet. Throws `ESRCH`.
    static func known(_ pid: UInt) throws(Errno) -> ProcessAttributes {
        let process = Process.current.attributes
        guard process.isSelf(pid) else { throw .ESRCH }
        return process
    }
}
