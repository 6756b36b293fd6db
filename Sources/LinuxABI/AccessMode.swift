/// What access(2) asks for; empty (`F_OK`): only whether it exists.
///
/// Numbers: unistd.h.
@frozen
public struct AccessMode: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Reading.
    @inlinable public static var R_OK: Self { Self(rawValue: 4) }
    /// Writing.
    @inlinable public static var W_OK: Self { Self(rawValue: 2) }
    /// Executing, or searching a directory.
    @inlinable public static var X_OK: Self { Self(rawValue: 1) }
}
