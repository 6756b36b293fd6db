import CLauncher
import ImageBuilder

extension Call {
    /// The result for a reader: the value, errno if the call set it, the buffers that it changed.
    public func lines(_ result: CallResult) -> [String] {
        switch result.outcome {
        case .problem(let text): return [text]
        case .signal(let number): return ["signal \(number) (\(Self.signalName(number)))"]
        case .returned(let value):
            var lines = signature.result == .void ? [] : [Self.show(value, signature.result)]
            if result.errno != 0 { lines.append("errno = \(Self.errnoName(result.errno))") }
            for (index, text) in result.changes.sorted(by: { $0.key < $1.key }) {
                guard index < arguments.count, let element = arguments[index].element else { continue }
                lines.append("argument \(index + 1) = \(Self.showMemory(text, of: element))")
            }
            return lines
        }
    }

    static func errnoName(_ number: Int) -> String {
        apus_errno_name(Int32(number)).map { String(cString: $0) } ?? "\(number)"
    }

    static func signalName(_ number: Int) -> String {
        apus_signal_name(Int32(number)).map { "SIG" + String(cString: $0) } ?? "unknown"
    }

    private static func show(_ value: String, _ type: CType) -> String {
        switch type {
        case .character:
            guard let code = Int(value), (32..<127).contains(code) else { return value }
            return "\(value) '\(Unicode.Scalar(UInt8(code)))'"
        case .float: return Float(bitPattern: UInt32(value, radix: 16) ?? 0).description
        case .double: return Double(bitPattern: UInt64(value, radix: 16) ?? 0).description
        case .longDouble: return extended(value).description
        case .complex(let part): return showMembers(value, [part, part])
        case .structure(let members): return showMembers(value, members)
        case .pointer(let target):
            let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return place(parts[0]) }
            let text =
                target == .wide
                ? "L" + Literals.quoted(wide(parts[1])) : Literals.quoted(Words.decode(parts[1]))
            return parts[0] == "?" ? text : "\(text) (\(place(parts[0])))"
        default: return value
        }
    }

    private static func showMembers(_ value: String, _ types: [CType]) -> String {
        var parts = value.split(separator: ",").map(String.init)[...]
        func next(_ type: CType) -> String {
            if case .structure(let members) = type { return "{" + members.map(next).joined(separator: ", ") + "}" }
            return show(parts.popFirst() ?? "", type)
        }
        return "{" + types.map(next).joined(separator: ", ") + "}"
    }

    /// `@0+3` is the driver's; people count from one.
    private static func place(_ value: some StringProtocol) -> String {
        if value == "0" { return "null" }
        if value == "?" { return "an address" }
        guard value.hasPrefix("@") else { return String(value) }
        let parts = value.dropFirst().split(separator: "+")
        let index = (parts.first.flatMap { Int($0) } ?? 0) + 1
        let offset = parts.count > 1 ? String(parts[1]) : "0"
        return "argument \(index)" + (offset == "0" ? "" : " + \(offset)")
    }

    private static func wide(_ numbers: some StringProtocol) -> [UInt8] {
        let scalars = numbers.split(separator: ",").compactMap { UInt32($0).flatMap(Unicode.Scalar.init) }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return Array(text.utf8)
    }

    private static func extended(_ digits: String) -> Float80 {
        let (top, low) = (digits.prefix(4), digits.dropFirst(4))
        let head = UInt16(top, radix: 16) ?? 0
        return Float80(
            sign: head >> 15 == 1 ? .minus : .plus, exponentBitPattern: UInt(head & 0x7FFF),
            significandBitPattern: UInt64(low, radix: 16) ?? 0)
    }

    private static func showMemory(_ text: String, of element: CType) -> String {
        if case .pointer = element { return text.split(separator: ",").map { place($0) }.joined(separator: ", ") }
        let bytes = Words.decode(text)
        switch element {
        case .integer(let bits, let signed) where bits > 8:
            return numbers(bytes, bits / 8) { signed ? "\(signExtended($0, bits))" : "\($0)" }
        case .float: return numbers(bytes, 4) { Float(bitPattern: UInt32($0)).description }
        case .double: return numbers(bytes, 8) { Double(bitPattern: $0).description }
        case .wide: return numbers(bytes, 4) { "\($0)" }
        case .longDouble:
            return stride(from: 0, to: bytes.count, by: 16).map { start in
                let part = (bytes[start...] + [UInt8](repeating: 0, count: 16)).prefix(10)
                return extended(part.reversed().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()).description
            }.joined(separator: ", ")
        default:
            let content = bytes.last == 0 ? bytes.dropLast() : bytes[...]
            return Literals.quoted(content)
        }
    }

    private static func signExtended(_ value: UInt64, _ bits: Int) -> Int64 {
        Int64(bitPattern: value << UInt64(64 - bits)) >> Int64(64 - bits)
    }

    private static func numbers(_ bytes: [UInt8], _ size: Int, _ show: (UInt64) -> String) -> String {
        stride(from: 0, to: bytes.count, by: size).map { start in
            show(bytes[start..<min(start + size, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) })
        }.joined(separator: ", ")
    }
}
