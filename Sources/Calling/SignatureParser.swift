import ImageBuilder

/// Reads function types in C's syntax: `long strtol(const char *, char **, int)`, `int printf(const char *format, ...)`,
/// `void qsort(void *, size_t, size_t, int (*)(const void *, const void *))`. Parameters may have names.
struct SignatureParser {
    private let text: String
    private let tokens: [String]
    private var next = 0

    static func parse(_ text: String) throws(Failure) -> Signature {
        var parser = SignatureParser(text)
        return try parser.signature()
    }

    /// A type alone, as in a cast: `long double`, `const char *`.
    static func parseType(_ text: String) throws(Failure) -> CType {
        var parser = SignatureParser(text)
        let type = try parser.pointers(to: parser.base())
        guard parser.token == nil else { throw parser.wrong("something follows the type") }
        return type
    }

    private init(_ text: String) {
        self.text = text
        tokens = Self.split(text)
    }

    private static func split(_ text: String) -> [String] {
        var result: [String] = []
        var word = ""
        func isPart(_ c: Character) -> Bool { c.isLetter || c.isNumber || c == "_" }
        for c in text {
            if isPart(c) {
                word.append(c)
                continue
            }
            if !word.isEmpty { result.append(word) }
            word = ""
            if c == ".", let last = result.last, last == "." || last == ".." {
                result[result.count - 1] = last + "."
            } else if !c.isWhitespace {
                result.append(String(c))
            }
        }
        return word.isEmpty ? result : result + [word]
    }

    private var token: String? { next < tokens.count ? tokens[next] : nil }

    private func wrong(_ what: String) -> Failure {
        Failure(.ours, "cannot read '\(text)' as a C function's type: \(what)")
    }

    private mutating func accept(_ expected: String) -> Bool {
        guard token == expected else { return false }
        next += 1
        return true
    }

    private mutating func expect(_ expected: String) throws(Failure) {
        guard accept(expected) else {
            throw wrong("'\(expected)' is expected " + (token.map { "before '\($0)'" } ?? "at the end"))
        }
    }

    private mutating func signature() throws(Failure) -> Signature {
        let result = try pointers(to: base())
        guard let name = token, name.first.map({ $0.isLetter || $0 == "_" }) == true else {
            throw wrong("the function's name is missing")
        }
        next += 1
        try expect("(")
        var parameters: [CType] = []
        var isVariadic = false
        if !accept(")") {
            repeat {
                if accept("...") {
                    isVariadic = true
                    break
                }
                parameters.append(try parameter())
            } while accept(",")
            try expect(")")
        }
        _ = accept(";")
        guard token == nil else { throw wrong("'\(token!)' follows the parameters") }
        if parameters == [.void] { parameters = [] }
        if parameters.contains(.void) { throw wrong("a parameter cannot be void") }
        if case .opaque(let name) = result { throw Self.unknown(name, in: text) }
        return Signature(name: name, result: result, parameters: parameters, isVariadic: isVariadic, text: text)
    }

    private static func unknown(_ name: String, in text: String) -> Failure {
        Failure(
            .ours,
            "cannot read '\(text)' as a C function's type: the type '\(name)' is unknown (write out what it stands for; any type may follow a *)"
        )
    }

    private mutating func parameter() throws(Failure) -> CType {
        var type = try pointers(to: base())
        if accept("(") {
            // A pointer to a function: only that it is a pointer matters.
            try expect("*")
            if token != ")" { next += 1 }
            try expect(")")
            try expect("(")
            try skipToClosing()
            return .pointer(.opaque("function"))
        }
        if let name = token, name.first.map({ $0.isLetter || $0 == "_" }) == true { next += 1 }
        while accept("[") {
            while token != nil, token != "]" { next += 1 }
            try expect("]")
            type = .pointer(type)
        }
        if case .opaque(let name) = type { throw Self.unknown(name, in: text) }
        return type
    }

    private mutating func skipToClosing() throws(Failure) {
        var depth = 1
        while depth > 0 {
            guard let token else { throw wrong("a ')' is missing") }
            depth += token == "(" ? 1 : token == ")" ? -1 : 0
            next += 1
        }
    }

    private static let qualifiers: Set<String> = [
        "const", "volatile", "restrict", "__restrict", "register", "extern", "static", "inline",
    ]

    private mutating func base() throws(Failure) -> CType {
        var words: [String] = []
        while let word = token {
            if Self.qualifiers.contains(word) {
                next += 1
            } else if words.isEmpty, ["struct", "union", "enum"].contains(word) {
                next += 1
                return try tagged(word)
            } else if TypeNames.words.contains(word) {
                words.append(word)
                next += 1
            } else {
                break
            }
        }
        if !words.isEmpty {
            guard let type = TypeNames.keywords[words.sorted().joined(separator: " ")] else {
                throw wrong("'\(words.joined(separator: " "))' is no type")
            }
            return type
        }
        guard let name = token, name.first.map({ $0.isLetter || $0 == "_" }) == true else {
            throw wrong("a type is expected " + (token.map { "before '\($0)'" } ?? "at the end"))
        }
        next += 1
        return TypeNames.typedefs[name] ?? .opaque(name)
    }

    /// `struct name`, `struct {int; double x;}`.
    private mutating func tagged(_ keyword: String) throws(Failure) -> CType {
        var name = keyword
        if let word = token, word != "{", word != "*" {
            name += " " + word
            next += 1
        }
        guard accept("{") else { return keyword == "enum" ? .integer(bits: 32, signed: false) : .opaque(name) }
        guard keyword == "struct" else { throw wrong("only structures can be written out") }
        var members: [CType] = []
        while !accept("}") {
            let type = try parameter()
            guard type != .void else { throw wrong("a member cannot be void") }
            members.append(type)
            if token != "}" { try expect(";") }
        }
        guard !members.isEmpty else { throw wrong("a structure without members") }
        return .structure(members)
    }

    private mutating func pointers(to base: CType) throws(Failure) -> CType {
        var type = base
        while let word = token {
            if word == "*" {
                type = .pointer(type)
            } else if !Self.qualifiers.contains(word) {
                break
            }
            next += 1
        }
        return type
    }
}

extension Signature {
    /// Reads `double cos(double)`; the error says what is wrong with it.
    public init(_ text: String) throws(Failure) { self = try SignatureParser.parse(text) }
}
