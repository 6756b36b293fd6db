/// The execution domain and its flags: personality(2), include/uapi/linux/personality.h.
public struct Persona: OptionSet, Sendable {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Addresses are the same at every start.
    @inlinable public static var ADDR_NO_RANDOMIZE: Persona { Persona(rawValue: 0x0004_0000) }
}
