/// A line of text put together as bytes: what the kernel says, without the Unicode tables that String brings.
public struct ByteText {
    public private(set) var bytes: [UInt8] = []

    public init() {}
    public init(_ text: StaticString) { add(text) }

    public mutating func add(_ text: StaticString) {
        // Held: a literal's UTF-8 lives for ever.
        text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }
    public mutating func add(_ text: [UInt8]) { bytes.append(contentsOf: text) }
    public mutating func add(_ text: ArraySlice<UInt8>) { bytes.append(contentsOf: text) }
    public mutating func add(byte: UInt8) { bytes.append(byte) }

    /// A number in base 10, with leading zeros up to `width` digits.
    public mutating func add(decimal value: UInt, width: Int = 1) {
        var digits: [UInt8] = []
        var rest = value
        repeat {
            digits.append(UInt8(truncatingIfNeeded: rest % 10) + 0x30)
            rest /= 10
        } while rest > 0
        while digits.count < width { digits.append(0x30) }
        bytes.append(contentsOf: digits.reversed())
    }

    public mutating func add(decimal value: Int) {
        if value < 0 { bytes.append(0x2d) }
        add(decimal: value.magnitude)
    }

    /// A number in base 16 after `0x`, with leading zeros up to `width` digits.
    public mutating func add(hex value: UInt, width: Int = 1) {
        add("0x")
        add(hexDigits: value, width: width)
    }

    /// A number in base 16, with leading zeros up to `width` digits.
    public mutating func add(hexDigits value: UInt, width: Int = 1) {
        var shift = max(width * 4, (UInt.bitWidth - value.leadingZeroBitCount + 3) & ~3)
        while shift > 0 {
            shift -= 4
            let digit = UInt8(truncatingIfNeeded: value >> UInt(shift)) & 15
            bytes.append(digit < 10 ? digit + 0x30 : digit + 0x57)
        }
    }
}
