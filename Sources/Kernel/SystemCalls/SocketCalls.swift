internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Sockets: connected pairs of AF_UNIX, and for all else the errors that the manual pages name for what is not there.
public enum SocketCalls {
    public static func bind(_ table: borrowing HandlerTable) {
        table[.socket] = { _, _, _, _, _, _ in -Int(Errno.EAFNOSUPPORT.rawValue) }
        table[.socketpair] = { domain, type, protocolNumber, result, _, _ in
            answer { () throws(Errno) in try SocketCalls.pair(domain, type, protocolNumber, result) }
        }
        SocketTransferCalls.bind(table)
        SocketOptionCalls.bind(table)
        bindConnecting(table)
    }

    private static func bindConnecting(_ table: borrowing HandlerTable) {
        table[.connect] = { fd, _, _, _, _, _ in
            answer { () throws(Errno) in
                _ = try SocketCalls.socket(fd)
                throw .EISCONN
            }
        }
        table[.accept] = { fd, _, _, _, _, _ in
            answer { () throws(Errno) in throw try SocketCalls.socket(fd).type == .SOCK_DGRAM ? .EOPNOTSUPP : .EINVAL }
        }
        table[.accept4] = { fd, _, _, flags, _, _ in
            answer { () throws(Errno) in
                _ = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
                let known: OpenFlags = [.O_CLOEXEC, .O_NONBLOCK]
                guard OpenFlags(argument: flags).isSubset(of: known) else { throw .EINVAL }
                throw try SocketCalls.socket(fd).type == .SOCK_DGRAM ? .EOPNOTSUPP : .EINVAL
            }
        }
        table[.bind] = { fd, _, _, _, _, _ in
            answer { () throws(Errno) in
                _ = try SocketCalls.socket(fd)
                throw .EOPNOTSUPP
            }
        }
        table[.listen] = { fd, _, _, _, _, _ in
            answer { () throws(Errno) in throw try SocketCalls.socket(fd).type == .SOCK_DGRAM ? .EOPNOTSUPP : .EINVAL }
        }
        table[.shutdown] = { fd, how, _, _, _, _ in
            answer { () throws(Errno) in
                let socket = try SocketCalls.socket(fd)
                // SHUT_RD, SHUT_WR, SHUT_RDWR.
                let how = Int32(truncatingIfNeeded: how)
                guard (0...2).contains(how) else { throw .EINVAL }
                socket.shutDown(receiving: how != 1, sending: how != 0)
                return 0
            }
        }
    }

    /// The socket behind a descriptor. Throws: `EBADF`, `ENOTSOCK`.
    static func socket(_ fd: UInt) throws(Errno) -> PairedSocket {
        guard let socket = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd)) as? PairedSocket else {
            throw .ENOTSOCK
        }
        return socket
    }

    private static func pair(_ domain: UInt, _ type: UInt, _ protocolNumber: UInt, _ result: UInt) throws(Errno) -> Int {
        let flags = SocketFlags(rawValue: UInt32(truncatingIfNeeded: type) & ~0xF)
        guard flags.isSubset(of: [.SOCK_NONBLOCK, .SOCK_CLOEXEC]) else { throw .EINVAL }
        let process = Process.current
        process.adoptDescriptorLimit()
        try process.files.descriptors.checkRoom(for: 2)
        // The place for the result is looked at first, as on Linux.
        let pointer = UserPointer<Int32>(result)
        try pointer.store(try pointer.load())
        try pointer.store(try pointer.load(at: 1), at: 1)
        // SOCK_MAX.
        guard UInt32(truncatingIfNeeded: type) & 0xF < 11 else { throw .EINVAL }
        guard SocketDomain(argument: domain) == .AF_UNIX else { throw .EAFNOSUPPORT }
        // PF_UNIX is a protocol of its own as well.
        guard UInt32(truncatingIfNeeded: protocolNumber) <= 1 else { throw .EPROTONOSUPPORT }
        let kind: SocketType
        switch SocketType(rawValue: UInt32(truncatingIfNeeded: type) & 0xF) {
        case .SOCK_STREAM: kind = .SOCK_STREAM
        case .SOCK_DGRAM, .SOCK_RAW: kind = .SOCK_DGRAM
        case .SOCK_SEQPACKET: kind = .SOCK_SEQPACKET
        default: throw .ESOCKTNOSUPPORT
        }
        let (one, other) = process.files.anonymous.sockets(
            kind, flags.contains(.SOCK_NONBLOCK) ? .O_NONBLOCK : [], clock: TimeSourceClock(process.services.time))
        let closes = flags.contains(.SOCK_CLOEXEC)
        try pointer.store(Int32(try process.install(one, closeOnExec: closes)))
        try pointer.store(Int32(try process.install(other, closeOnExec: closes)), at: 1)
        return 0
    }
}
