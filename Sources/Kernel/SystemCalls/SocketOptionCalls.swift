internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Names and options: getsockname(2), getpeername(2), getsockopt(2), setsockopt(2).
enum SocketOptionCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.getsockname] = { fd, address, length, _, _, _ in
            answer { () throws(Errno) in
                _ = try SocketCalls.socket(fd)
                return try SocketOptionCalls.storeNoName(address, length)
            }
        }
        table[.getpeername] = { fd, address, length, _, _, _ in
            answer { () throws(Errno) in
                guard try SocketCalls.socket(fd).isConnected else { throw .ENOTCONN }
                return try SocketOptionCalls.storeNoName(address, length)
            }
        }
        table[.getsockopt] = { fd, level, option, value, length, _ in
            answer { () throws(Errno) in
                let socket = try SocketCalls.socket(fd)
                guard UInt32(truncatingIfNeeded: level) == SocketOption.SOL_SOCKET else { throw .EOPNOTSUPP }
                return try SocketOptionCalls.get(socket, SocketOption(argument: option), value, length)
            }
        }
        table[.setsockopt] = { fd, level, option, value, length, _ in
            answer { () throws(Errno) in
                let socket = try SocketCalls.socket(fd)
                guard UInt32(truncatingIfNeeded: level) == SocketOption.SOL_SOCKET else { throw .EOPNOTSUPP }
                try SocketOptionCalls.set(socket, SocketOption(argument: option), value, Int32(truncatingIfNeeded: length))
                return 0
            }
        }
    }

    /// The address of a socket without a name: the family alone.
    private static func storeNoName(_ address: UInt, _ length: UInt) throws(Errno) -> Int {
        let room = try UserPointer<Int32>(length).load()
        guard room >= 0 else { throw .EINVAL }
        try store([UInt8(SocketDomain.AF_UNIX.rawValue), 0], address, Int(room))
        try UserPointer<Int32>(length).store(2)
        return 0
    }

    private static func store(_ bytes: [UInt8], _ address: UInt, _ room: Int) throws(Errno) {
        let count = min(bytes.count, room)
        var buffer = UserBuffer(address: address, count: count)
        guard try buffer.write(bytes, count: count) == count else { throw .EFAULT }
    }

    private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
        (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func get(
        _ socket: PairedSocket, _ option: SocketOption, _ value: UInt, _ length: UInt
    ) throws(Errno) -> Int {
        let room = try UserPointer<Int32>(length).load()
        guard room >= 0 else { throw .EINVAL }
        let result: [UInt8]
        switch option {
        case .SO_TYPE: result = bytes(Int32(socket.type.rawValue))
        case .SO_ERROR: result = bytes(Int32(socket.takeError()?.rawValue ?? 0))
        case .SO_SNDBUF: result = bytes(Int32(socket.sendLimit))
        case .SO_RCVBUF: result = bytes(Int32(socket.receiveLimit))
        case .SO_SNDTIMEO: result = time(socket.sendTimeout)
        case .SO_RCVTIMEO: result = time(socket.receiveTimeout)
        case .SO_ACCEPTCONN, .SO_PROTOCOL: result = bytes(Int32(0))
        case .SO_DOMAIN: result = bytes(Int32(SocketDomain.AF_UNIX.rawValue))
        case .SO_PEERCRED:
            let process = Process.current
            let credentials = process.attributes.credentials
            result = bytes(process.attributes.id) + bytes(credentials.user.effective) + bytes(credentials.group.effective)
        default: throw .ENOPROTOOPT
        }
        try store(result, value, Int(room))
        try UserPointer<Int32>(length).store(Int32(min(result.count, Int(room))))
        return 0
    }

    private static func time(_ nanoseconds: UInt64?) -> [UInt8] {
        let total = nanoseconds ?? 0
        return bytes(Int64(total / 1_000_000_000)) + bytes(Int64(total % 1_000_000_000 / 1000))
    }

    /// `SO_SNDBUF` and `SO_RCVBUF` count twice what is asked for, within net.core.wmem_max, as on Linux.
    private static func set(_ socket: PairedSocket, _ option: SocketOption, _ value: UInt, _ length: Int32) throws(Errno) {
        switch option {
        case .SO_SNDBUF: socket.sendLimit = max(4608, 2 * Int(min(UInt32(bitPattern: try number(value, length)), 212_992)))
        case .SO_RCVBUF: socket.receiveLimit = max(2304, 2 * Int(min(UInt32(bitPattern: try number(value, length)), 212_992)))
        case .SO_SNDTIMEO: socket.sendTimeout = try duration(value, length)
        case .SO_RCVTIMEO: socket.receiveTimeout = try duration(value, length)
        default:
            _ = try number(value, length)
            throw .ENOPROTOOPT
        }
    }

    private static func number(_ value: UInt, _ length: Int32) throws(Errno) -> Int32 {
        guard length >= 4 else { throw .EINVAL }
        return try UserPointer<Int32>(value).load()
    }

    /// Zero is no limit. Throws: `EDOM` for microseconds that are none.
    private static func duration(_ value: UInt, _ length: Int32) throws(Errno) -> UInt64? {
        guard length >= 16 else { throw .EINVAL }
        let time = try UserPointer<TimeValue>(value).load()
        guard (0..<1_000_000).contains(time.microseconds) else { throw .EDOM }
        if time.seconds < 0 { return 0 }
        let (whole, overflow) = UInt64(time.seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let total = whole &+ UInt64(time.microseconds) * 1000
        return overflow || total == 0 ? nil : total
    }
}
