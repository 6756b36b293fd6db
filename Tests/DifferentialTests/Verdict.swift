import Calling

/// What a comparison of two results comes to.
enum Verdict: Equatable, Sendable {
    case same
    case allowed(reason: String)
    case different
    /// The results are floating-point numbers that need a look at the exact value.
    case measure(limit: Double)

    static func of(_ row: TableRow, host: CallResult, guest: CallResult) -> Verdict {
        let tolerance = row.tolerance
        if case .returned(let value) = guest.outcome, let limit = tolerance.ulps, Numbers.isFloating(row.call.signature.result) {
            if rest(host, tolerance) == rest(guest, tolerance), case .returned(let other) = host.outcome {
                return Numbers.isSpecial(other, row.call.signature.result) || Numbers.isSpecial(value, row.call.signature.result)
                    ? same(row, host, guest) : .measure(limit: limit)
            }
        }
        return same(row, host, guest)
    }

    private static func same(_ row: TableRow, _ host: CallResult, _ guest: CallResult) -> Verdict {
        if host == guest { return .same }
        let tolerance = row.tolerance
        var (left, right) = (host, guest)
        if let hidden = tolerance.hidden {
            left.changes[hidden - 1] = nil
            right.changes[hidden - 1] = nil
            if left == right { return .same }
        }
        if case .returned(let a) = left.outcome, case .returned(let b) = right.outcome {
            let type = row.call.signature.result
            let equal =
                tolerance.onlySign && Int(a)?.signum() == Int(b)?.signum() || Numbers.areEqual(a, b, type)
                || tolerance.near.map { Numbers.distance(a, b, type) <= $0 } ?? false
            if equal { left.outcome = right.outcome }
            if left == right { return .same }
        }
        if let reason = tolerance.reason { return .allowed(reason: reason) }
        if let reason = tolerance.errnoReason {
            left.errno = right.errno
            if left == right { return .allowed(reason: reason) }
        }
        return .different
    }

    /// The result without its value, and without errno where that may differ.
    private static func rest(_ result: CallResult, _ tolerance: Tolerance) -> CallResult {
        var copy = result
        copy.outcome = .returned("")
        if tolerance.errnoReason != nil { copy.errno = 0 }
        return copy
    }
}
