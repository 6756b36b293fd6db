internal import FileSystem
internal import LinuxABI

/// Sockets, of which there are none yet: each call gives the error that its manual page names for that.
public enum SocketCalls {
    public static func bind(_ table: borrowing HandlerTable) {
        table[.socket] = { _, _, _, _, _, _ in -Int(Errno.EAFNOSUPPORT.rawValue) }
        table[.socketpair] = { _, _, _, _, _, _ in -Int(Errno.EAFNOSUPPORT.rawValue) }
        let notASocket: SystemCallHandler = { descriptor, _, _, _, _, _ in
            answer { () throws(Errno) in
                _ = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: descriptor))
                throw .ENOTSOCK
            }
        }
        table[.connect] = notASocket
        table[.accept] = notASocket
        table[.accept4] = { descriptor, _, _, flags, _, _ in
            answer { () throws(Errno) in
                _ = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: descriptor))
                let known: OpenFlags = [.O_CLOEXEC, .O_NONBLOCK]
                throw OpenFlags(argument: flags).isSubset(of: known) ? .ENOTSOCK : .EINVAL
            }
        }
        table[.sendto] = notASocket
        table[.recvfrom] = notASocket
        table[.sendmsg] = notASocket
        table[.recvmsg] = notASocket
        table[.sendmmsg] = notASocket
        table[.recvmmsg] = notASocket
        table[.shutdown] = notASocket
        table[.bind] = notASocket
        table[.listen] = notASocket
        table[.getsockname] = notASocket
        table[.getpeername] = notASocket
        table[.setsockopt] = notASocket
        table[.getsockopt] = notASocket
    }
}
