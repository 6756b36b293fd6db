import Calling
import ImageBuilder
import Randomness

/// How much a row's results may differ.
struct Tolerance: Equatable, Sendable {
    /// Units in the last place from the exact value; nil: the same bits.
    var ulps: Double?
    /// Units in the last place from the host's value, for what has no better reference.
    var near: Double?
    /// Only the sign of the result counts, as with strcmp.
    var onlySign = false
    /// An argument, counted from 1, whose memory is the library's own business.
    var hidden: Int?
    /// Why errno may differ, why everything may.
    var errnoReason: String?
    var reason: String?
}

/// One call of a table.
struct TableRow: Sendable {
    var family: String
    var call: Call
    var tolerance: Tolerance
    /// The calls whose effects this one needs, for its command line.
    var setup: [Call]
    /// Where it is written: `strings.table:12`.
    var place: String
    /// Which of the rows that this line makes, from 1.
    var number = 1
    /// Whether others need it.
    var isSetup = false

    /// The table's name and the row's: `strings.table:12/3`.
    var table: String { String(place.prefix { $0 != ":" }) }
    var name: String { "\(place)/\(number)" }

    /// The words after `apus call`.
    var commandWords: String {
        var library = ""
        return (setup + [call]).map { each in
            let head = each.library == library ? [] : [each.library]
            library = each.library
            return (head + [each.signature.text] + each.words).map(Self.shellWord).joined(separator: " ")
        }.joined(separator: " then ")
    }

    private static func shellWord(_ word: String) -> String {
        let plain = !word.isEmpty && word.utf8.allSatisfy {
            $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x61 && $0 <= 0x7A || [0x2D, 0x2E, 0x2F, 0x3A, 0x5F].contains($0)
        }
        return plain ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

/// Reads tables of calls. A line that begins at the margin is a function's type; the indented ones below are arguments. In
/// those, `a|b` stands for either, `@name:N` for N random values, and the combinations of all are taken, or with `*N` in
/// front N random ones. Behind `;` come tolerances. Lines with `!` in front:
///
///     !family NAME              what the rows below are counted as
///     !library NAME             whose functions these are
///     !setup SIGNATURE ARG …    a call that those below need; it is a row as well
///     !reset                    forget the setup so far
///     !values NAME a|b|c        what `$NAME` stands for below
///
/// A type with `~` behind the function's name is three: `T cos~(T)` is cos, cosf and cosl; `~` and `T` in the lines below follow.
struct TableReader {
    private(set) var rows: [TableRow] = []
    private var family = ""
    private var library = "libc.so.6"
    private var signatures: [(type: Signature, form: Form, tolerance: Tolerance)] = []
    private var values: [String: String] = [:]
    private var setup: [Call] = []
    private let seed: UInt64
    private let libraries: [String: String]

    /// `libraries`: files that stand behind names of the tables.
    init(seed: UInt64, libraries: [String: String]) {
        self.seed = seed
        self.libraries = libraries
    }

    /// What `T` and `~` stand for.
    private struct Form {
        var type: String
        var suffix: String

        static let all = [
            Form(type: "double", suffix: ""), Form(type: "float", suffix: "f"), Form(type: "long double", suffix: "l"),
        ]

        func apply(to text: String) -> String {
            text.replacing(#/\bT\b/#, with: type).replacing("~", with: suffix)
        }
    }

    mutating func read(_ text: String, name: String) throws {
        (library, signatures, setup, values) = ("libc.so.6", [], [], [:])
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let place = "\(name):\(index + 1)"
            do {
                try read(line: String(line), place: place)
            } catch let failure as Failure {
                throw Failure(.ours, "\(place): \(failure.message)")
            }
        }
    }

    private mutating func read(line: String, place: String) throws {
        guard let first = line.first, first != "#" else { return }
        if first == "!" {
            try directive(line, place)
        } else if first.isWhitespace {
            guard !signatures.isEmpty else { throw Failure(.ours, "arguments without a function") }
            for each in signatures {
                let suffix = each.form.suffix
                let line = line.split(separator: "~", omittingEmptySubsequences: false).joined(separator: suffix)
                try arguments(line, each.type, each.tolerance, place)
            }
        } else {
            let parts = WordSplitter.split(line, at: ";")
            let forms = parts[0].contains("~") ? Form.all : [Form(type: "T", suffix: "~")]
            signatures = []
            for (index, form) in forms.enumerated() {
                var tolerance = Tolerance()
                for option in parts.dropFirst() { try Self.add(option, to: &tolerance, form: index) }
                signatures.append((try Signature(form.apply(to: parts[0])), form, tolerance))
            }
        }
    }

    private mutating func directive(_ line: String, _ place: String) throws {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.count > 1 ? words[1] : ""
        switch words[0] {
        case "!family": family = rest
        case "!library": library = rest
        case "!reset": setup = []
        case "!values":
            let parts = rest.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw Failure(.ours, "!values NAME a|b|c") }
            values[parts[0]] = parts[1]
        case "!setup":
            guard let end = rest.firstIndex(of: ")") else { throw Failure(.ours, "!setup without a function") }
            let after = rest.index(after: end)
            let words = WordSplitter.split(String(rest[after...]), at: " ", dropEmpty: true)
            let call = try call(Signature(String(rest[..<after])), words)
            let tolerance = Tolerance(errnoReason: "glibc looks for files of the locale")
            rows.append(TableRow(family: family, call: call, tolerance: tolerance, setup: setup, place: place, isSetup: true))
            setup.append(call)
        default: throw Failure(.ours, "\(words[0]) means nothing")
        }
    }

    private func call(_ signature: Signature, _ words: [String]) throws -> Call {
        try Call(library: libraries[library] ?? library, signature: signature, words: words)
    }

    private mutating func arguments(
        _ line: String, _ signature: Signature, _ common: Tolerance, _ place: String
    ) throws {
        let parts = WordSplitter.split(line, at: ";")
        var tolerance = common
        for option in parts.dropFirst() { try Self.add(option, to: &tolerance, form: 0) }
        var words = WordSplitter.split(parts[0], at: " ", dropEmpty: true)
        var random = SplitMix(seed: seed, name: signature.text + line)
        var draws: Int?
        if let first = words.first, first.hasPrefix("*"), let count = Int(first.dropFirst()) {
            draws = count
            words.removeFirst()
        }
        if let draws {
            let choices = words.map(alternatives)
            for _ in 0..<draws {
                var row: [String] = []
                for each in choices { row.append(try Self.expand(random.pick(each), count: 1, &random)[0]) }
                try append(row, signature, tolerance, place)
            }
            return
        }
        var combinations: [[String]] = [[]]
        for word in words {
            var values: [String] = []
            for choice in alternatives(word) { values += try Self.expand(choice, count: nil, &random) }
            combinations = combinations.flatMap { head in values.map { head + [$0] } }
        }
        for row in combinations { try append(row, signature, tolerance, place) }
    }

    private func alternatives(_ word: String) -> [String] {
        WordSplitter.split(word, at: "|").flatMap { choice in
            guard choice.hasPrefix("$"), let list = values[String(choice.dropFirst())] else { return [choice] }
            return alternatives(list)
        }
    }

    private mutating func append(_ words: [String], _ signature: Signature, _ tolerance: Tolerance, _ place: String) throws {
        let number = rows.last?.place == place ? rows[rows.count - 1].number + 1 : 1
        rows.append(
            TableRow(
                family: family, call: try call(signature, words), tolerance: tolerance, setup: setup, place: place,
                number: number))
    }

    /// `@name:N`, `0..9`, or the word itself.
    private static func expand(_ word: String, count: Int?, _ random: inout SplitMix) throws -> [String] {
        if let dots = word.firstRange(of: ".."), let low = Int(word[..<dots.lowerBound]), let high = Int(word[dots.upperBound...]) {
            return count == nil ? (low...high).map(String.init) : ["\(low + random.below(high - low + 1))"]
        }
        if word.hasPrefix("("), let end = word.firstIndex(of: ")") {
            return try expand(String(word[word.index(after: end)...]), count: count, &random).map { word[...end] + $0 }
        }
        guard word.hasPrefix("@"), word.dropFirst().first?.isLetter == true else { return [word] }
        let parts = word.dropFirst().split(separator: ":")
        guard let generator = Generators.all[String(parts[0])] else { throw Failure(.ours, "there is no generator \(word)") }
        let number = count ?? (parts.count > 1 ? Int(parts[1]) ?? 0 : Generators.defaultCount)
        return (0..<number).map { _ in generator(&random) }
    }

    private static func add(_ option: String, to tolerance: inout Tolerance, form: Int) throws {
        let words = option.split(separator: " ", maxSplits: 1).map(String.init)
        let value = words.count > 1 ? words[1].trimmingSuffix(while: { $0 == " " }) : ""
        // One number, or one each for double, float and long double.
        let numbers = value.split(separator: ",").map { Double($0) }
        switch words.first {
        case "ulp": tolerance.ulps = numbers[min(form, numbers.count - 1)]
        case "near": tolerance.near = numbers[min(form, numbers.count - 1)]
        case "sign": tolerance.onlySign = true
        case "hides": tolerance.hidden = Int(value)
        case "errno-differs": tolerance.errnoReason = String(value)
        case "differs": tolerance.reason = String(value)
        default: throw Failure(.ours, "'\(option)' is no tolerance")
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var result = self[...]
        while let last = result.last, predicate(last) { result.removeLast() }
        return result
    }
}
