import ImageBuilder

/// One argument of a row: what is passed, or memory that others point to.
struct CallArgument: Equatable, Sendable {
    var code: String
    var value: String
    /// The type of what a buffer holds, to show it again; nil where the argument has no memory.
    var element: CType?

    /// Memory of `size` bytes that begins with `bytes`.
    static func memory(_ bytes: [UInt8], size: Int, of element: CType) -> CallArgument {
        CallArgument(code: "p", value: "#\(element.elementCode):\(size):\(Words.encode(bytes))", element: element)
    }
}

/// Turns the words of a call into arguments. Words that need memory besides their own (the strings of `["a","b"]`) add it behind
/// the arguments.
struct ArgumentReader {
    private(set) var arguments: [CallArgument] = []
    private var hidden: [CallArgument] = []
    private let count: Int

    /// The arguments for a function of this type, one for each word.
    static func read(_ words: [String], for signature: Signature) throws(Failure) -> [CallArgument] {
        let wanted = signature.parameters.count
        guard words.count == wanted || signature.isVariadic && words.count > wanted else {
            let number = signature.isVariadic ? "at least \(wanted)" : "\(wanted)"
            throw Failure(.ours, "\(signature.name) takes \(number) argument\(wanted == 1 ? "" : "s"), not \(words.count)")
        }
        var reader = ArgumentReader(count: words.count)
        for (index, word) in words.enumerated() {
            do {
                if index < wanted {
                    reader.arguments.append(try reader.argument(word, signature.parameters[index]))
                } else {
                    let (type, rest) = try Self.guess(word)
                    reader.arguments.append(try reader.argument(rest, type))
                }
            } catch {
                throw Failure(.ours, "argument \(index + 1) of \(signature.name): \(error.message)")
            }
        }
        return reader.arguments + reader.hidden
    }

    private init(count: Int) { self.count = count }

    /// The type of an argument in place of `...`: a cast says it, or the word's look.
    private static func guess(_ word: String) throws(Failure) -> (CType, String) {
        if word.hasPrefix("("), let end = word.firstIndex(of: ")") {
            let type = try SignatureParser.parseType(String(word[word.index(after: word.startIndex)..<end]))
            return (type, String(word[word.index(after: end)...]))
        }
        if Literals.isQuoted(word) { return (.pointer(.character), word) }
        if word.hasPrefix("L\"") { return (.pointer(.wide), String(word.dropFirst())) }
        if (try? Literals.integer(word, bits: 32, signed: true)) != nil { return (.int, word) }
        if (try? Literals.integer(word, bits: 64, signed: true)) != nil { return (.integer(bits: 64, signed: true), word) }
        if Double(word) != nil || word.hasPrefix("bits:") { return (.double, word) }
        let isAddress = ["null", "NULL", "out"].contains(word) || word.hasPrefix("buffer:") || word.hasPrefix("&")
        return (.pointer(isAddress ? .void : .character), word)
    }

    private mutating func argument(_ word: String, _ type: CType) throws(Failure) -> CallArgument {
        switch type {
        case .pointer(let target): return try pointer(word, to: target)
        case .opaque(let name): throw Failure(.ours, "the type '\(name)' is unknown")
        default: return CallArgument(code: type.code, value: try scalar(word, type))
        }
    }

    private func scalar(_ word: String, _ type: CType) throws(Failure) -> String {
        switch type {
        case .integer(let bits, let signed): return try Literals.integer(word, bits: bits, signed: signed)
        case .character: return try Literals.integer(word, bits: 8, signed: true)
        case .wide: return try Literals.integer(word, bits: 32, signed: true)
        case .float, .double, .longDouble: return try Literals.floating(word, type)
        case .complex(let part): return try members(word, [part, part])
        case .structure(let members): return try self.members(word, members)
        case .pointer:
            guard let number = UInt64(word) ?? (word == "null" ? 0 : nil) else {
                throw Failure(.ours, "'\(word)' is not an address: members that are pointers can only be numbers")
            }
            return "\(number)"
        case .void, .opaque: throw Failure(.ours, "a value of an incomplete type")
        }
    }

    /// `{1,2.5}`; inner structures in braces of their own.
    private func members(_ word: String, _ types: [CType]) throws(Failure) -> String {
        guard word.hasPrefix("{"), word.hasSuffix("}") else {
            throw Failure(.ours, "'\(word)' should be the members in braces: {1,2.5}")
        }
        let parts = WordSplitter.split(String(word.dropFirst().dropLast()), at: ",")
        guard parts.count == types.count else {
            throw Failure(.ours, "'\(word)' has \(parts.count) members in place of \(types.count)")
        }
        var values: [String] = []
        for (part, type) in zip(parts, types) { values.append(try scalar(part, type)) }
        return values.joined(separator: ",")
    }

    private mutating func pointer(_ word: String, to target: CType) throws(Failure) -> CallArgument {
        if word == "null" || word == "NULL" { return CallArgument(code: "p", value: "0") }
        if word.hasPrefix("&") { return CallArgument(code: "p", value: word) }
        if word.hasPrefix("@") { return CallArgument(code: "p", value: try place(word)) }
        if word == "out" { return .memory([], size: target.size, of: target) }
        if word.hasPrefix("out:") {
            return .memory([], size: try Self.number(word.dropFirst(4)) * target.size, of: target)
        }
        if word.hasPrefix("buffer:") {
            let parts = word.dropFirst(7).split(separator: ":", maxSplits: 1)
            let bytes = parts.count > 1 ? try Literals.string(String(parts[1])) : []
            let size = try Self.number(parts.first ?? "")
            guard bytes.count <= size else { throw Failure(.ours, "'\(word)' holds more than its size") }
            return .memory(bytes, size: size, of: target)
        }
        if word.hasPrefix("bytes:") {
            let bytes = try Literals.string(String(word.dropFirst(6)))
            return .memory(bytes, size: bytes.count, of: target)
        }
        if word.hasPrefix("["), word.hasSuffix("]") { return try array(word, of: target) }
        switch target {
        case .wide:
            return wideString(try Literals.string(word))
        case .character, .integer(bits: 8, _):
            return string(try Literals.string(word))
        default:
            if Literals.isQuoted(word) { return string(try Literals.string(word), of: target) }
            if let number = Int(word) { return CallArgument(code: "p", value: "\(number)") }
            throw Failure(
                .ours, "'\(word)' is no pointer: use null, buffer:SIZE, bytes:\"…\", out, [1,2,3], &function, @ARGUMENT+OFFSET or \"text\"")
        }
    }

    private static func number(_ text: some StringProtocol) throws(Failure) -> Int {
        guard let number = Int(text), (0..<1 << 20).contains(number) else {
            throw Failure(.ours, "'\(text)' is not a size below a megabyte")
        }
        return number
    }

    /// `@2+5`: the driver counts arguments from 0.
    private func place(_ word: String) throws(Failure) -> String {
        let parts = word.dropFirst().split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        guard let index = parts.first.flatMap({ Int($0) }), (1...count).contains(index),
            let offset = parts.count > 1 ? Int(parts[1]) : 0
        else { throw Failure(.ours, "'\(word)' should be @ARGUMENT+OFFSET, arguments counted from 1") }
        return "@\(index - 1)+\(offset)"
    }

    private func string(_ bytes: [UInt8], of element: CType = .character) -> CallArgument {
        .memory(bytes + [0], size: bytes.count + 1, of: element)
    }

    private func wideString(_ bytes: [UInt8]) -> CallArgument {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value) + [0]
        let little = scalars.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
        return .memory(little, size: little.count, of: .wide)
    }

    private mutating func array(_ word: String, of element: CType) throws(Failure) -> CallArgument {
        let inner = String(word.dropFirst().dropLast())
        let parts = inner.isEmpty ? [] : WordSplitter.split(inner, at: ",")
        if case .pointer = element {
            var values: [String] = []
            for part in parts {
                var each = try argument(part, element)
                guard each.element != nil else {
                    values.append(each.value)
                    continue
                }
                each.code = "m"
                values.append("@\(count + hidden.count)+0")
                hidden.append(each)
            }
            return CallArgument(
                code: "p", value: "#p:\(parts.count * 8):\(values.joined(separator: ","))", element: element)
        }
        var bytes: [UInt8] = []
        for part in parts { bytes += try self.bytes(of: part, element) }
        return .memory(bytes, size: bytes.count, of: element)
    }

    private func bytes(of word: String, _ type: CType) throws(Failure) -> [UInt8] {
        let value = try scalar(word, type)
        switch type {
        case .integer, .character, .wide:
            let number = Int64(value) ?? Int64(bitPattern: UInt64(value) ?? 0)
            return (0..<type.size).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        case .float, .double, .longDouble:
            let padded = String(repeating: "0", count: max(0, 2 * type.size - value.count)) + value
            let digits = Array(padded.utf8)
            return (0..<type.size).map { index in
                let at = digits.count - 2 * index - 2
                return UInt8(String(decoding: digits[at..<at + 2], as: UTF8.self), radix: 16) ?? 0
            }
        default: throw Failure(.ours, "an array of this type cannot be written out: use buffer: or bytes:")
        }
    }
}
