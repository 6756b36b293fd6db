/// A file's type and permission bits, `st_mode` of inode(7).
@frozen
public struct FileMode: OptionSet, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// A type together with permission bits.
    @inlinable @inline(__always) public init(_ type: FileType, _ permissions: FileMode) {
        rawValue = UInt32(type.rawValue) << 12 | permissions.rawValue & 0o7777
    }

    /// `S_ISUID`
    @inlinable public static var setUserID: FileMode { FileMode(rawValue: 0o4000) }
    /// `S_ISGID`
    @inlinable public static var setGroupID: FileMode { FileMode(rawValue: 0o2000) }
    /// `S_ISVTX`
    @inlinable public static var sticky: FileMode { FileMode(rawValue: 0o1000) }
    /// `S_IXGRP`
    @inlinable public static var groupExecute: FileMode { FileMode(rawValue: 0o010) }
    /// The nine bits of read, write and execute for user, group and others.
    @inlinable public static var access: FileMode { FileMode(rawValue: 0o777) }
    /// Execute permission for anyone at all.
    @inlinable public static var anyExecute: FileMode { FileMode(rawValue: 0o111) }
    /// All bits that chmod(2) sets.
    @inlinable public static var permissionMask: FileMode { FileMode(rawValue: 0o7777) }

    /// The type, `S_IFMT`.
    @inlinable public var type: FileType {
        @inline(__always) get { FileType(rawValue: UInt8(truncatingIfNeeded: rawValue >> 12 & 0xF)) }
    }
    /// The bits below the type.
    @inlinable public var permissions: FileMode { FileMode(rawValue: rawValue & 0o7777) }
}

/// The type of a file: `st_mode`'s upper four bits, which are also `d_type` of getdents64(2).
@frozen
public struct FileType: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt8
    @inlinable @inline(__always) public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Not known without a look at the inode (`DT_UNKNOWN`); what epoll and eventfd descriptors show.
    @inlinable public static var unknown: FileType { FileType(rawValue: 0) }
    @inlinable public static var fifo: FileType { FileType(rawValue: 1) }
    @inlinable public static var characterDevice: FileType { FileType(rawValue: 2) }
    @inlinable public static var directory: FileType { FileType(rawValue: 4) }
    @inlinable public static var blockDevice: FileType { FileType(rawValue: 6) }
    @inlinable public static var regular: FileType { FileType(rawValue: 8) }
    @inlinable public static var symbolicLink: FileType { FileType(rawValue: 10) }
    @inlinable public static var socket: FileType { FileType(rawValue: 12) }
}
