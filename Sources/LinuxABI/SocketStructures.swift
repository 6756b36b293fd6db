/// `struct msghdr` of x86_64 (sendmsg(2)): 56 bytes.
@frozen
public struct MessageHeader: BitwiseCopyable, Sendable {
    public var name: UInt
    public var nameCount: UInt32
    private var padding1: UInt32 = 0
    /// The parts of memory, `struct iovec`.
    public var vectors: UInt
    public var vectorCount: UInt
    /// Control data, such as descriptors.
    public var control: UInt
    public var controlCount: UInt
    public var flags: MessageFlags
    private var padding2: UInt32 = 0
}

/// `struct ucred` (unix(7)), of `SO_PEERCRED`: 12 bytes.
@frozen
public struct PeerCredentials: BitwiseCopyable, Sendable {
    public var process: Int32
    public var user: UInt32
    public var group: UInt32
    public init(process: Int32, user: UInt32, group: UInt32) { (self.process, self.user, self.group) = (process, user, group) }
}

/// What getsockopt(2) tells and setsockopt(2) sets at level `SOL_SOCKET` (socket(7)).
///
/// Numbers: Linux's include/uapi/asm-generic/socket.h.
@frozen
public struct SocketOption: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The level of the options here.
    @inlinable public static var SOL_SOCKET: UInt32 { 1 }

    @inlinable public static var SO_TYPE: Self { Self(rawValue: 3) }
    /// The error of what went on meanwhile, told once.
    @inlinable public static var SO_ERROR: Self { Self(rawValue: 4) }
    @inlinable public static var SO_SNDBUF: Self { Self(rawValue: 7) }
    @inlinable public static var SO_RCVBUF: Self { Self(rawValue: 8) }
    @inlinable public static var SO_PEERCRED: Self { Self(rawValue: 17) }
    @inlinable public static var SO_RCVTIMEO: Self { Self(rawValue: 20) }
    @inlinable public static var SO_SNDTIMEO: Self { Self(rawValue: 21) }
    /// Whether it listens.
    @inlinable public static var SO_ACCEPTCONN: Self { Self(rawValue: 30) }
    @inlinable public static var SO_PROTOCOL: Self { Self(rawValue: 38) }
    @inlinable public static var SO_DOMAIN: Self { Self(rawValue: 39) }
}
