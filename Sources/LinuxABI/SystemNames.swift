/// `struct utsname` of the kernel (uname(2)): six names of 65 bytes, each with its zero; 390 bytes.
@frozen
public struct SystemNames: BitwiseCopyable, Sendable {
    /// A name padded with zeroes.
    public typealias Name = InlineArray<65, UInt8>

    public var sysname = Name(repeating: 0)
    public var nodename = Name(repeating: 0)
    public var release = Name(repeating: 0)
    public var version = Name(repeating: 0)
    public var machine = Name(repeating: 0)
    public var domainname = Name(repeating: 0)

    public init() {}

    /// The bytes as a name; cut where there are more than 64.
    public static func name(_ bytes: borrowing Span<UInt8>) -> Name {
        var name = Name(repeating: 0)
        for index in 0..<min(bytes.count, 64) { name[index] = bytes[index] }
        return name
    }
}
