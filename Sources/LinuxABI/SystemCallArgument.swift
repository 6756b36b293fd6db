/// A number of the ABI with a type of its own: flags, commands, identifiers. Any bit pattern can be held, since a
/// program can pass any.
public protocol SystemCallArgument: RawRepresentable where RawValue: FixedWidthInteger {
    init(rawValue: RawValue)
}

extension SystemCallArgument {
    /// The value in an argument register, of which only the low bits of this type's width count.
    @inlinable @inline(__always)
    public init(argument: UInt) { self.init(rawValue: RawValue(truncatingIfNeeded: argument)) }
}
