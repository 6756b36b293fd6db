/// What a program printed and how it ended.
public struct Run: Equatable, CustomStringConvertible {
    public var output: [UInt8]
    public var errors: String
    public var status: Int32

    public var text: String { String(decoding: output, as: UTF8.self) }
    public var description: String {
        "status \(status), output \(text.prefix(2000).debugDescription), errors \(errors.prefix(2000).debugDescription)"
    }
}
