import ImageBuilder

/// Values as a user writes them, and as the driver reads them.
enum Literals {
    /// Decimal, 0x…, 0b…, 'c', true, false. What a C compiler would convert is accepted: -1 is a size_t.
    static func integer(_ word: String, bits: Int, signed: Bool) throws(Failure) -> String {
        let problem = "'\(word)' is not an integer of \(bits) bits"
        if word == "true" || word == "false" { return word == "true" ? "1" : "0" }
        if word.hasPrefix("'"), word.hasSuffix("'"), word.count > 2 {
            let bytes = try text(String(word.dropFirst().dropLast()))
            if bytes.count == 1 { return "\(signed ? Int(Int8(bitPattern: bytes[0])) : Int(bytes[0]))" }
            let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
            guard scalars.count == 1, bits > 8 else { throw Failure(.ours, problem) }
            return "\(scalars.first!.value)"
        }
        let negative = word.hasPrefix("-")
        let digits = negative || word.hasPrefix("+") ? word.dropFirst() : word[...]
        let value =
            switch digits.prefix(2).lowercased() {
            case "0x": UInt64(digits.dropFirst(2), radix: 16)
            case "0b": UInt64(digits.dropFirst(2), radix: 2)
            default: UInt64(digits)
            }
        guard let value, value <= (negative ? 1 << UInt64(bits - 1) : UInt64.max >> UInt64(64 - bits)) else {
            throw Failure(.ours, problem)
        }
        if !negative { return "\(value)" }
        return value == 0 ? "0" : "-\(value)"
    }

    /// Decimal, 0x1.8p3, inf, nan, or `bits:` and the value's bits in hexadecimal.
    static func floating(_ word: String, _ type: CType) throws(Failure) -> String {
        let problem = Failure(.ours, "'\(word)' is not a floating-point number")
        if word.hasPrefix("bits:") {
            guard word.dropFirst(5).allSatisfy(\.isHexDigit), word.count > 5 else { throw problem }
            return String(word.dropFirst(5))
        }
        switch type {
        case .float:
            guard let value = Float(word) else { throw problem }
            return String(value.bitPattern, radix: 16)
        case .double:
            guard let value = Double(word) else { throw problem }
            return String(value.bitPattern, radix: 16)
        default:
            guard let value = Float80(word) else { throw problem }
            return bits(of: value)
        }
    }

    /// The ten bytes of the x87 format, most significant first.
    static func bits(of value: Float80) -> String {
        withUnsafeBytes(of: value) { raw in
            raw.prefix(10).reversed().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        }
    }

    static func isQuoted(_ word: some StringProtocol) -> Bool {
        word.count >= 2 && word.hasPrefix("\"") && word.hasSuffix("\"")
    }

    /// The bytes of a string: between quotes with C's escapes, otherwise as it stands.
    static func string(_ word: String) throws(Failure) -> [UInt8] {
        isQuoted(word) ? try text(String(word.dropFirst().dropLast())) : Array(word.utf8)
    }

    private static let simple: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8,
        UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11, UInt8(ascii: "e"): 27, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
        UInt8(ascii: "?"): UInt8(ascii: "?"),
    ]

    /// C's escapes: \n and relatives, \x and two digits, up to three octal digits.
    static func text(_ source: String) throws(Failure) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(source.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            guard let letter = rest.first else { throw Failure(.ours, "a backslash ends \"\(source)\"") }
            if let value = simple[letter] {
                result.append(value)
                rest = rest.dropFirst()
                continue
            }
            let isHexadecimal = letter == UInt8(ascii: "x")
            if isHexadecimal { rest = rest.dropFirst() }
            let digits = rest.prefix(isHexadecimal ? 2 : 3).prefix {
                isHexadecimal ? Character(Unicode.Scalar($0)).isHexDigit : (0x30...0x37).contains($0)
            }
            guard let value = UInt8(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 8) else {
                throw Failure(.ours, "an unknown escape in \"\(source)\"")
            }
            result.append(value)
            rest = rest.dropFirst(digits.count)
        }
        return result
    }

    /// Bytes as a C string literal.
    static func quoted(_ bytes: some Sequence<UInt8>) -> String {
        var result = "\""
        for scalar in String(decoding: Array(bytes), as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case let other where other.value < 32 || other.value == 127 || other == "\u{FFFD}":
                return quotedBytes(bytes)
            case let other: result.unicodeScalars.append(other)
            }
        }
        return result + "\""
    }

    /// The same where some bytes are no text: those are octal escapes, always of three digits.
    private static func quotedBytes(_ bytes: some Sequence<UInt8>) -> String {
        var result = "\""
        for byte in bytes {
            switch byte {
            case 10: result += "\\n"
            case 9: result += "\\t"
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += "\\" + String(Unicode.Scalar(byte))
            case 32..<127: result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 8)
                result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return result + "\""
    }
}
