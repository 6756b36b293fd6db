/// On which nodes memory is to be: set_mempolicy(2). Numbers: Linux's include/uapi/linux/mempolicy.h.
public struct MemoryPolicy: Equatable, Sendable {
    public enum Mode: UInt32, Sendable {
        case MPOL_DEFAULT, MPOL_PREFERRED, MPOL_BIND, MPOL_INTERLEAVE, MPOL_LOCAL, MPOL_PREFERRED_MANY
    }

    public struct ModeFlags: OptionSet, Sendable {
        public let rawValue: UInt32
        @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
        @inlinable public static var MPOL_F_NUMA_BALANCING: Self { Self(rawValue: 1 << 13) }
        @inlinable public static var MPOL_F_RELATIVE_NODES: Self { Self(rawValue: 1 << 14) }
        @inlinable public static var MPOL_F_STATIC_NODES: Self { Self(rawValue: 1 << 15) }
    }

    public var mode: Mode
    public var flags: ModeFlags
    /// The nodes that were asked for and are there, or with static and relative nodes all that were asked for.
    public var nodes: UInt64

    public static let standard = MemoryPolicy(mode: .MPOL_DEFAULT, flags: [], nodes: 0)

    @inlinable public init(mode: Mode, flags: ModeFlags, nodes: UInt64) {
        self.mode = mode
        self.flags = flags
        self.nodes = nodes
    }
}

/// Flags of get_mempolicy(2).
public struct MemoryPolicyQuestion: OptionSet, SystemCallArgument, Sendable {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inlinable public static var MPOL_F_NODE: Self { Self(rawValue: 1) }
    @inlinable public static var MPOL_F_ADDR: Self { Self(rawValue: 2) }
    @inlinable public static var MPOL_F_MEMS_ALLOWED: Self { Self(rawValue: 4) }
}

/// Flags of mbind(2) and move_pages(2).
public struct MemoryMoveFlags: OptionSet, SystemCallArgument, Sendable {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inlinable public static var MPOL_MF_STRICT: Self { Self(rawValue: 1) }
    @inlinable public static var MPOL_MF_MOVE: Self { Self(rawValue: 2) }
    @inlinable public static var MPOL_MF_MOVE_ALL: Self { Self(rawValue: 4) }
}
