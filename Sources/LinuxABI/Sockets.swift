/// The family of a socket's protocols and addresses (socket(2)).
///
/// Numbers: Linux's include/linux/socket.h.
@frozen
public struct SocketDomain: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// None.
    @inlinable public static var AF_UNSPEC: Self { Self(rawValue: 0) }
    /// On this machine, by path.
    @inlinable public static var AF_UNIX: Self { Self(rawValue: 1) }
    /// IPv4.
    @inlinable public static var AF_INET: Self { Self(rawValue: 2) }
    /// IPv6.
    @inlinable public static var AF_INET6: Self { Self(rawValue: 10) }
    /// The kernel's tables.
    @inlinable public static var AF_NETLINK: Self { Self(rawValue: 16) }
    /// Frames.
    @inlinable public static var AF_PACKET: Self { Self(rawValue: 17) }
    /// Between a guest and its host.
    @inlinable public static var AF_VSOCK: Self { Self(rawValue: 40) }
}

/// A socket's way of talking (socket(2)); flags may be added.
///
/// Numbers: Linux's include/linux/socket.h.
@frozen
public struct SocketType: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A stream of bytes.
    @inlinable public static var SOCK_STREAM: Self { Self(rawValue: 1) }
    /// Datagrams.
    @inlinable public static var SOCK_DGRAM: Self { Self(rawValue: 2) }
    /// Packets with their header.
    @inlinable public static var SOCK_RAW: Self { Self(rawValue: 3) }
    /// A stream of records.
    @inlinable public static var SOCK_SEQPACKET: Self { Self(rawValue: 5) }
}

/// What may be added to a socket's type.
///
/// Numbers: Linux's include/linux/socket.h.
@frozen
public struct SocketFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `O_NONBLOCK`.
    @inlinable public static var SOCK_NONBLOCK: Self { Self(rawValue: 0x800) }
    /// Close on execve(2).
    @inlinable public static var SOCK_CLOEXEC: Self { Self(rawValue: 0x80000) }
}

/// How to send or receive (send(2), recv(2)).
///
/// Numbers: Linux's include/linux/socket.h.
@frozen
public struct MessageFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Urgent data.
    @inlinable public static var MSG_OOB: Self { Self(rawValue: 1) }
    /// Leave it in the queue.
    @inlinable public static var MSG_PEEK: Self { Self(rawValue: 2) }
    /// To this network only.
    @inlinable public static var MSG_DONTROUTE: Self { Self(rawValue: 4) }
    /// Control data was cut.
    @inlinable public static var MSG_CTRUNC: Self { Self(rawValue: 8) }
    /// The datagram was cut.
    @inlinable public static var MSG_TRUNC: Self { Self(rawValue: 0x20) }
    /// Do not wait.
    @inlinable public static var MSG_DONTWAIT: Self { Self(rawValue: 0x40) }
    /// End of record.
    @inlinable public static var MSG_EOR: Self { Self(rawValue: 0x80) }
    /// All that was asked for.
    @inlinable public static var MSG_WAITALL: Self { Self(rawValue: 0x100) }
    /// The neighbour is alive.
    @inlinable public static var MSG_CONFIRM: Self { Self(rawValue: 0x800) }
    /// From the error queue.
    @inlinable public static var MSG_ERRQUEUE: Self { Self(rawValue: 0x2000) }
    /// No `SIGPIPE`.
    @inlinable public static var MSG_NOSIGNAL: Self { Self(rawValue: 0x4000) }
    /// More is to come.
    @inlinable public static var MSG_MORE: Self { Self(rawValue: 0x8000) }
    /// Wait for the first only.
    @inlinable public static var MSG_WAITFORONE: Self { Self(rawValue: 0x10000) }
    /// Data with the connection request.
    @inlinable public static var MSG_FASTOPEN: Self { Self(rawValue: 0x20000000) }
    /// Received descriptors close on execve(2).
    @inlinable public static var MSG_CMSG_CLOEXEC: Self { Self(rawValue: 0x40000000) }
}
