/// The first line of a script (execve(2), "Interpreter scripts"): `#!INTERPRETER [ARGUMENT]`.
public struct InterpreterLine: Equatable, Sendable {
    public let interpreter: [UInt8]
    /// All that follows the interpreter, blanks around it cut off: one argument, whatever is in it.
    public let argument: [UInt8]?

    /// From the first 256 bytes of a file; nil for anything but a script. A line that is longer than that is cut, unless that would cut the
    /// interpreter's own path.
    public init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "!")]) else { return nil }
        let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
        let line = bytes[2..<(end ?? bytes.count)].drop(while: Self.isBlank)
        let path = line.prefix(while: { !Self.isBlank($0) && $0 != 0 })
        guard !path.isEmpty, end != nil || bytes.count < 256 || path.endIndex < bytes.count else { return nil }
        interpreter = [UInt8](path)
        var rest = line[path.endIndex...].prefix(while: { $0 != 0 }).drop(while: Self.isBlank)
        while let last = rest.last, Self.isBlank(last) { rest.removeLast() }
        argument = rest.isEmpty ? nil : [UInt8](rest)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
