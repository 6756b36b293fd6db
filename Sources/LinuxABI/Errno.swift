/// A Linux error number, by its manual name (errno(3)). Thrown by every fallible kernel operation and turned into
/// `-errno` in one place.
public struct Errno: Error, RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    @inlinable public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Resource deadlock would occur.
    @inlinable public static var EDEADLK: Errno { Errno(rawValue: 35) }
    /// Bad address.
    @inlinable public static var EFAULT: Errno { Errno(rawValue: 14) }
}
