/// What a traced run of a program did with a system call.
public struct TracedCall: Codable, Equatable, Sendable {
    /// How often it was made.
    public var count = 0
    /// Nanoseconds in the kernel, in all; the trace's own work is not counted.
    public var nanoseconds = 0
    /// Errors that it ended with, by name, and how often.
    public var errors: [String: Int] = [:]
    /// Flags, commands and other values with names that it was called with, and how often.
    public var flags: [String: Int] = [:]
    /// Those of calls that ended with an error which says that they were not understood: ENOSYS, EINVAL, EOPNOTSUPP.
    public var refused: [String: Int] = [:]

    public init() {}

    private static let refusals: Set<String> = ["ENOSYS", "EINVAL", "EOPNOTSUPP", "ENOTSUP", "EPERM"]

    /// The calls of a run, by name, out of the lines of its trace.
    public static func calls(in trace: [(nanoseconds: Int, text: String)]) -> [String: TracedCall] {
        var result: [String: TracedCall] = [:]
        for (nanoseconds, text) in trace {
            guard let line = TracedLine(text) else { continue }
            result[line.name, default: TracedCall()].add(line, nanoseconds)
        }
        return result
    }

    private mutating func add(_ line: TracedLine, _ time: Int) {
        // Ending is written out when it begins.
        count += 1
        nanoseconds += time
        for flag in line.flags { flags[flag, default: 0] += 1 }
        guard let error = line.error else { return }
        errors[error, default: 0] += 1
        guard Self.refusals.contains(error) else { return }
        let names = line.flags.sorted().joined(separator: "|")
        refused["\(error)\(names.isEmpty ? "" : " for \(names)")", default: 0] += 1
    }

    /// `12×, 3.4 µs each; ENOENT 2×`.
    public var text: String {
        // What does not return takes no time.
        var parts = ["\(count)×" + (nanoseconds > 0 ? ", \(Self.time(nanoseconds / max(count, 1))) each" : "")]
        parts += errors.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)×" }
        return parts.joined(separator: "; ")
    }

    /// Nanoseconds with a unit that fits.
    static func time(_ nanoseconds: Int) -> String {
        func decimal(_ value: Int, _ unit: Int) -> String { "\(value / unit).\(value % unit * 10 / unit)" }
        switch nanoseconds {
        case ..<1000: return "\(nanoseconds) ns"
        case ..<1_000_000: return decimal(nanoseconds, 1000) + " µs"
        case ..<1_000_000_000: return decimal(nanoseconds, 1_000_000) + " ms"
        default: return decimal(nanoseconds, 1_000_000_000) + " s"
        }
    }
}

/// One line of a trace: `open("/etc/x", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)`.
struct TracedLine {
    let name: String
    /// The names among the arguments, each once.
    private(set) var flags: Set<String> = []
    private(set) var error: String?

    /// Nil for a line that is no call.
    init?(_ text: String) {
        guard let open = text.firstIndex(of: "("), let equals = text.range(of: ") = ", options: .backwards) else {
            return nil
        }
        name = String(text[..<open])
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
        let result = text[equals.upperBound...].split(separator: " ")
        if result.first == "-1", result.count > 1 { error = String(result[1]) }
        for word in Self.words(text[text.index(after: open)..<equals.lowerBound]) where Self.isName(word) {
            flags.insert(String(word))
        }
    }

    /// The words outside of quotes.
    private static func words(_ arguments: Substring) -> [Substring] {
        var plain = ""
        var isQuoted = false
        var isEscaped = false
        for character in arguments {
            if isEscaped {
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            }
            plain.append(isQuoted || character == "\"" ? " " : character)
        }
        return plain[...].split { !($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// Capital letters, digits and underscores; not what stands for no value or for the kind of a file.
    private static func isName(_ word: Substring) -> Bool {
        guard let first = word.utf8.first, (0x41...0x5A).contains(first), word.utf8.count >= 4,
            word != "NULL", word != "AT_FDCWD", !word.hasPrefix("S_I")
        else { return false }
        return word.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}
