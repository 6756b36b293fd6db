import ImageBuilder

/// What the driver reported of one call.
public struct CallResult: Equatable, Sendable {
    public enum Outcome: Equatable, Sendable {
        /// The value as the driver writes it.
        case returned(String)
        /// The call ended in this signal.
        case signal(Int)
        /// The call was not made: the library or the function is not there, say.
        case problem(String)
    }

    public var outcome: Outcome
    /// 0 where the call left it alone.
    public var errno = 0
    /// By argument, counted from 0: the memory up to the last changed byte, as the driver writes it.
    public var changes: [Int: String] = [:]

    /// The results by tag, and what the functions themselves printed.
    public static func parse(_ output: [UInt8]) -> (results: [String: CallResult], printed: [UInt8]) {
        var results: [String: CallResult] = [:]
        let parts = output.split(separator: 0x1E, omittingEmptySubsequences: false)
        var printed = Array(parts.first ?? [])
        for part in parts.dropFirst() {
            let line = part.prefix { $0 != 0x0A }
            printed += part.dropFirst(line.count + 1)
            let fields = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count > 1 else { continue }
            results[String(fields[0])] = CallResult(fields.dropFirst().map(String.init))
        }
        return (results, printed)
    }

    init(_ fields: [String]) {
        if fields[0].hasPrefix("!signal ") {
            outcome = .signal(Int(fields[0].dropFirst(8)) ?? 0)
        } else if fields[0].hasPrefix("!problem ") {
            outcome = .problem(fields.joined(separator: " ").dropFirst(9).description)
        } else {
            outcome = .returned(fields[0])
            errno = fields.count > 1 ? Int(fields[1]) ?? 0 : 0
            for field in fields.dropFirst(2) {
                let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2, let index = Int(parts[0]) { changes[index] = String(parts[1]) }
            }
        }
    }
}
