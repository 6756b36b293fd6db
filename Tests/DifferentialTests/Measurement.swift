import Calling
import ImageBuilder

/// Asks the reference how far a result is from the exact value.
enum Measurement {
    /// A call of `ulps_NAME(arguments…, result)`.
    static func call(_ call: Call, result: CallResult, library: String) throws -> Call {
        guard case .returned(let value) = result.outcome else { throw Failure(.ours, "no value to measure") }
        var signature = call.signature
        signature.name = "ulps_" + signature.name
        signature.parameters.append(signature.result)
        signature.result = .double
        return try Call(library: library, signature: signature, words: call.words + [word(value)])
    }

    /// A result as an argument: `bits:…`, or both parts in braces.
    private static func word(_ value: String) -> String {
        let parts = value.split(separator: ",").map { "bits:\($0)" }
        return parts.count > 1 ? "{\(parts.joined(separator: ","))}" : parts[0]
    }

    static func error(_ result: CallResult) -> Double? {
        guard case .returned(let bits) = result.outcome else { return nil }
        return UInt64(bits, radix: 16).map { Double(bitPattern: $0) }
    }

    /// Two digits behind the point.
    static func rounded(_ value: Double) -> String { value.isFinite ? "\((value * 100).rounded() / 100)" : "infinite" }
}
