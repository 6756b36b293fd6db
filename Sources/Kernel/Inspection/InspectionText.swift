#if os(none)
internal import Machine

/// Writes without a buffer or an allocation, a character at a time.
enum InspectionText {
    static func put(_ text: StaticString) { text.withUTF8Buffer { for unsafe byte in unsafe $0 { Inspection.put(byte) } } }

    static func put(decimal number: Int) {
        if number < 0 { put("-") }
        let magnitude = number.magnitude
        var divisor: UInt = 1
        while magnitude / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            Inspection.put(0x30 + UInt8(truncatingIfNeeded: magnitude / divisor % 10))
            divisor /= 10
        }
    }

    static func put(hex number: UInt, width: Int = 1) {
        put("0x")
        var digits = width
        while digits < 16, number >> UInt(digits * 4) != 0 { digits += 1 }
        while digits > 0 {
            digits -= 1
            let digit = UInt8(truncatingIfNeeded: number >> UInt(digits * 4) & 15)
            Inspection.put(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }

    static func put(_ bytes: Span<UInt8>) { for index in bytes.indices { Inspection.put(bytes[index]) } }
}
#endif
