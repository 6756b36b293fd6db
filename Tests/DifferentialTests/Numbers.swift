import Calling

/// Floating-point values as the driver writes them: their bits.
enum Numbers {
    static func isFloating(_ type: CType) -> Bool {
        if case .complex = type { return true }
        return [.float, .double, .longDouble].contains(type)
    }

    /// Not a number, or infinite; of complex numbers, a part that is.
    static func isSpecial(_ bits: String, _ type: CType) -> Bool {
        parts(bits, type).contains { value($0.0, $0.1).map { !$0.isFinite } ?? false }
    }

    private static func value(_ bits: String, _ type: CType) -> Float80? {
        switch type {
        case .float: UInt32(bits, radix: 16).map { Float80(Float(bitPattern: $0)) }
        case .double: UInt64(bits, radix: 16).map { Float80(Double(bitPattern: $0)) }
        case .longDouble:
            if let head = UInt16(bits.prefix(4), radix: 16), let low = UInt64(bits.dropFirst(4), radix: 16) {
                Float80(
                    sign: head >> 15 == 1 ? .minus : .plus, exponentBitPattern: UInt(head & 0x7FFF),
                    significandBitPattern: low)
            } else {
                nil
            }
        default: nil
        }
    }

    /// All that are not a number are one: neither their sign nor their payload is promised.
    static func areEqual(_ a: String, _ b: String, _ type: CType) -> Bool {
        parts(a, type).count == parts(b, type).count
            && zip(parts(a, type), parts(b, type)).allSatisfy { left, right in
                left.0 == right.0 || value(left.0, left.1)?.isNaN == true && value(right.0, right.1)?.isNaN == true
            }
    }

    private static func parts(_ bits: String, _ type: CType) -> [(String, CType)] {
        if case .complex(let part) = type { return bits.split(separator: ",").map { (String($0), part) } }
        return [(bits, type)]
    }

    /// The largest difference in units in the last place of the larger value; of complex numbers, of their larger part.
    static func distance(_ a: String, _ b: String, _ type: CType) -> Double {
        let (left, right) = (parts(a, type), parts(b, type))
        guard left.count == right.count else { return .infinity }
        var (most, scale) = (Float80(0), Float80(0))
        var digits = 0
        for ((x, part), (y, _)) in zip(left, right) {
            guard let x = value(x, part), let y = value(y, part) else { return .infinity }
            if x == y || x.isNaN && y.isNaN { continue }
            guard x.isFinite, y.isFinite else { return .infinity }
            most = max(most, abs(x - y))
            scale = max(scale, abs(x), abs(y))
            digits = part == .float ? 23 : part == .double ? 52 : 63
        }
        if most == 0 { return 0 }
        let unit = Float80(sign: .plus, exponent: scale.exponent - digits, significand: 1)
        return Double(most / unit)
    }
}
