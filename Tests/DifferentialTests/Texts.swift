import Randomness

/// Random texts of many kinds.
enum Texts {
    static func from(_ letters: String, _ random: inout SplitMix, upTo length: Int) -> String {
        let letters = Array(letters)
        return String((0..<random.below(length + 1)).map { _ in random.pick(letters) })
    }

    static func ascii(_ random: inout SplitMix, upTo length: Int) -> String {
        String((0..<random.below(length + 1)).map { _ in Character(Unicode.Scalar(UInt8(32 + random.below(95)))) })
    }

    private static let scalars: [ClosedRange<UInt32>] = [
        0x20...0x7E, 0xA0...0x17F, 0x370...0x3FF, 0x400...0x4FF, 0x4E00...0x4FFF, 0x1F300...0x1F5FF,
    ]

    static func unicode(_ random: inout SplitMix) -> String {
        var text = ""
        for _ in 0..<random.below(10) {
            let range = random.pick(scalars)
            let value = range.lowerBound + UInt32(random.below(range.count))
            if let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// Any bytes but zero, as a quoted word; some of them are UTF-8, most are not.
    static func bytes(_ random: inout SplitMix) -> String {
        let values = (0..<random.below(8)).map { _ in 1 + random.below(255) }
        return "\"" + values.map { "\\" + octal($0) }.joined() + "\""
    }

    private static func octal(_ value: Int) -> String {
        let digits = String(value, radix: 8)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }

    private static func digits(_ random: inout SplitMix, _ set: String, _ most: Int) -> String {
        let set = Array(set)
        return String((0...random.below(most)).map { _ in random.pick(set) })
    }

    /// What strtol and relatives are given: blanks, signs, prefixes, digits of all bases, remains.
    static func number(_ random: inout SplitMix) -> String {
        let blank = random.pick(["", "", "", " ", "\\t \\n"])
        let sign = random.pick(["", "", "", "-", "+", "+-"])
        let prefix = random.pick(["", "", "", "0", "0x", "0X", "0b"])
        let set = random.pick(["0123456789", "01234567", "0123456789abcdef", "01", "0123456789abcxyzXYZ"])
        let rest = random.pick(["", "", "", " ", "g", ".5", "_", "x"])
        return "\"" + blank + sign + prefix + digits(&random, set, 22) + rest + "\""
    }

    /// Decimal floating-point numbers of all lengths and exponents.
    static func decimal(_ random: inout SplitMix) -> String {
        var text = random.pick(["", "", "-", "+", " "])
        let whole = random.chance(80) ? digits(&random, "0123456789", random.pick([1, 3, 10, 30])) : ""
        text += whole
        if random.chance(70) || whole.isEmpty {
            text += "." + digits(&random, "0123456789", random.pick([1, 5, 20, 60]))
        }
        if random.chance(60) {
            text += random.pick(["e", "E"]) + random.pick(["", "-", "+"]) + "\(random.below(random.pick([5, 40, 330, 5000])))"
        }
        return "\"" + text + random.pick(["", "", "", "x", " ", "e", "e+"]) + "\""
    }

    static func hexadecimal(_ random: inout SplitMix) -> String {
        var text = random.pick(["", "-"]) + random.pick(["0x", "0X"]) + digits(&random, "0123456789abcdefABCDEF", 20)
        if random.chance(60) { text += "." + digits(&random, "0123456789abcdef", 20) }
        if random.chance(70) { text += random.pick(["p", "P"]) + random.pick(["", "-", "+"]) + "\(random.below(random.pick([10, 1100, 17000])))" }
        return "\"" + text + random.pick(["", "", "p", "z"]) + "\""
    }

    /// Internet addresses, some of them wrong.
    static func address(_ random: inout SplitMix) -> String {
        if random.chance(50) {
            let parts = (0..<random.pick([4, 4, 4, 4, 3, 2, 1, 5])).map { _ in
                random.pick(["", "", "", "", "0", "0x"]) + "\(random.below(random.pick([256, 10, 300, 70000])))"
            }
            return parts.joined(separator: ".") + random.pick(["", "", "", " ", ".", "x"])
        }
        var groups = (0..<random.pick([8, 8, 7, 3, 9])).map { _ in
            String(random.below(random.pick([65536, 16, 2, 1, 70000])), radix: 16)
        }
        if random.chance(60) { groups[random.below(groups.count)] = "" }
        if random.chance(20) { groups[groups.count - 1] = "1.2.3.\(random.below(300))" }
        return (random.chance(20) ? ":" : "") + groups.joined(separator: ":") + (random.chance(10) ? ":" : "")
    }
}
