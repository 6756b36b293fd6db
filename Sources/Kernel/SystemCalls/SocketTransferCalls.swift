internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Messages: send(2), recv(2), sendmsg(2), recvmsg(2).
enum SocketTransferCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.sendto] = { fd, address, count, flags, name, nameCount in
            answer(restarting: .sendto, fd, address, count, flags, name, nameCount) { () throws(Errno) in
                let socket = try SocketCalls.socket(fd)
                if name != 0 { throw SocketTransferCalls.addressed(socket) }
                var buffers = UserBuffers([try FileCalls.transfer(address, count)])
                return try SocketTransferCalls.send(socket, &buffers, MessageFlags(argument: flags))
            }
        }
        table[.recvfrom] = { fd, address, count, flags, name, nameCount in
            answer(restarting: .recvfrom, fd, address, count, flags, name, nameCount) { () throws(Errno) in
                let socket = try SocketCalls.socket(fd)
                let buffer = try FileCalls.transfer(address, count)
                var buffers = UserBuffers([buffer])
                let flags = MessageFlags(argument: flags)
                let length = try SocketTransferCalls.receive(socket, &buffers, flags)
                // The sender has no name.
                if name != 0 { try UserPointer<UInt32>(nameCount).store(0) }
                return flags.contains(.MSG_TRUNC) ? length : min(length, buffer.count)
            }
        }
        table[.sendmsg] = { fd, message, flags, _, _, _ in
            answer(restarting: .sendmsg, fd, message, flags, 0, 0, 0) { () throws(Errno) in
                let socket = try SocketCalls.socket(fd)
                let header = try UserPointer<MessageHeader>(message).load()
                // Descriptors and credentials cannot be sent.
                if header.controlCount > 0 { throw .EINVAL }
                if header.name != 0, header.nameCount > 0 { throw SocketTransferCalls.addressed(socket) }
                var buffers = try SocketTransferCalls.buffers(header.vectors, header.vectorCount, tooMany: .EMSGSIZE)
                return try SocketTransferCalls.send(socket, &buffers, MessageFlags(argument: flags))
            }
        }
        table[.recvmsg] = { fd, message, flags, _, _, _ in
            answer(restarting: .recvmsg, fd, message, flags, 0, 0, 0) { () throws(Errno) in
                let socket = try SocketCalls.socket(fd)
                var header = try UserPointer<MessageHeader>(message).load()
                var buffers = try SocketTransferCalls.buffers(header.vectors, header.vectorCount, tooMany: .EMSGSIZE)
                let room = buffers.count
                let flags = MessageFlags(argument: flags)
                let length = try SocketTransferCalls.receive(socket, &buffers, flags)
                header.nameCount = 0
                header.controlCount = 0
                header.flags = length > room && socket.type != .SOCK_STREAM ? .MSG_TRUNC : []
                if flags.contains(.MSG_CMSG_CLOEXEC) { header.flags.insert(.MSG_CMSG_CLOEXEC) }
                try UserPointer<MessageHeader>(message).store(header)
                return flags.contains(.MSG_TRUNC) ? length : min(length, room)
            }
        }
        let unsupported: SystemCallHandler = { fd, _, _, _, _, _ in
            answer { () throws(Errno) in
                _ = try SocketCalls.socket(fd)
                throw .EOPNOTSUPP
            }
        }
        table[.sendmmsg] = unsupported
        table[.recvmmsg] = unsupported
    }

    /// What a message with an address gets: the pair is connected, and nothing else has a name.
    private static func addressed(_ socket: PairedSocket) -> Errno {
        socket.type == .SOCK_STREAM ? .EISCONN : .ECONNREFUSED
    }

    private static func send(_ socket: PairedSocket, _ buffers: inout UserBuffers, _ flags: MessageFlags) throws(Errno) -> Int {
        if flags.contains(.MSG_OOB) { throw .EOPNOTSUPP }
        if flags.contains(.MSG_NOSIGNAL) { return try socket.send(&buffers, flags) }
        return try FileCalls.writing(to: socket) { () throws(Errno) in try socket.send(&buffers, flags) }
    }

    private static func receive(
        _ socket: PairedSocket, _ buffers: inout UserBuffers, _ flags: MessageFlags
    ) throws(Errno) -> Int {
        if flags.contains(.MSG_OOB) { throw .EOPNOTSUPP }
        return try socket.receive(&buffers, flags)
    }

    /// writev(2) to a socket.
    static func send(_ socket: PairedSocket, _ vectors: UInt, _ count: UInt) throws(Errno) -> Int {
        var buffers = try buffers(vectors, count, tooMany: .EINVAL)
        return try send(socket, &buffers, [])
    }

    /// readv(2) from a socket.
    static func receive(_ socket: PairedSocket, _ vectors: UInt, _ count: UInt) throws(Errno) -> Int {
        var buffers = try buffers(vectors, count, tooMany: .EINVAL)
        let room = buffers.count
        return room == 0 ? 0 : min(try socket.receive(&buffers, []), room)
    }

    /// The parts of memory that a list names. Throws: `tooMany`, `EINVAL`, `EFAULT`.
    private static func buffers(_ vectors: UInt, _ count: UInt, tooMany: Errno) throws(Errno) -> UserBuffers {
        guard count <= UInt(IOVector.limit) else { throw tooMany }
        let list = UserPointer<IOVector>(vectors)
        var parts: [UserBuffer] = []
        var left = FileCalls.transferLimit
        for index in 0..<Int(count) {
            let vector = try list.load(at: index)
            guard Int(bitPattern: vector.count) >= 0 else { throw .EINVAL }
            guard FileCalls.isPlausible(vector.base, vector.count) else { throw .EFAULT }
            let length = min(vector.count, left)
            left -= length
            parts.append(UserBuffer(address: vector.base, count: Int(length)))
        }
        return UserBuffers(parts)
    }
}
