import Randomness

/// Random words for tables: `@num:20` stands for twenty of them.
enum Generators {
    typealias Generator = @Sendable (inout SplitMix) -> String

    static let all: [String: Generator] = [
        "num": { bits($0.next(), 16) },
        "numf": { bits($0.next() >> 32, 8) },
        "numl": { extended(&$0) },
        "unit": { "\(Double($0.next() >> 11) * 0x1p-53)" },
        "unitf": { "\(Float($0.next() >> 40) * 0x1p-24)" },
        "unitl": { "\(Float80($0.next()) * 0x1p-64)" },
        "angle": { "\((Double($0.next() >> 11) * 0x1p-52 - 1) * 20)" },
        "anglef": { "\((Float($0.next() >> 40) * 0x1p-23 - 1) * 20)" },
        "anglel": { "\((Float80($0.next()) * 0x1p-63 - 1) * 20)" },
        "cunit": { pair(&$0) { "\((Double($0.next() >> 11) * 0x1p-52 - 1) * 2)" } },
        "cunitf": { pair(&$0) { "\((Float($0.next() >> 40) * 0x1p-23 - 1) * 2)" } },
        "cunitl": { pair(&$0) { "\((Float80($0.next()) * 0x1p-63 - 1) * 2)" } },
        "cangle": { pair(&$0) { "\((Double($0.next() >> 11) * 0x1p-52 - 1) * 20)" } },
        "canglef": { pair(&$0) { "\((Float($0.next() >> 40) * 0x1p-23 - 1) * 20)" } },
        "canglel": { pair(&$0) { "\((Float80($0.next()) * 0x1p-63 - 1) * 20)" } },
        "cnum": { pair(&$0) { bits($0.next(), 16) } },
        "cnumf": { pair(&$0) { bits($0.next() >> 32, 8) } },
        // The reference is exact in double's range.
        "cnuml": { pair(&$0) { "\(Float80(Float80.random(in: 1..<2, using: &$0)) * Float80(sign: .plus, exponent: $0.below(1600) - 800, significand: 1))" } },
        "int": { "\(Int32(truncatingIfNeeded: magnitude(&$0)))" },
        "uint": { "\(UInt32(truncatingIfNeeded: magnitude(&$0)))" },
        "long": { "\(Int64(bitPattern: magnitude(&$0)))" },
        "byte": { "\($0.below(256))" },
        "small": { "\($0.below(20))" },
        "time": { "\(Int64(bitPattern: $0.next()) % 4_000_000_000)" },
        "fartime": { "\(Int64(bitPattern: $0.next()) % 200_000_000_000)" },
        "number": { Texts.number(&$0) },
        "decimal": { Texts.decimal(&$0) },
        "hexfloat": { Texts.hexadecimal(&$0) },
        "text": { quoted(Texts.ascii(&$0, upTo: 24)) },
        "short": { quoted(Texts.ascii(&$0, upTo: 4)) },
        "ab": { quoted(Texts.from("ab", &$0, upTo: 12)) },
        "utf8": { quoted(Texts.unicode(&$0)) },
        "bytes": { Texts.bytes(&$0) },
        "address": { quoted(Texts.address(&$0)) },
        "glob": { quoted(Patterns.glob(&$0)) },
        "regex": { quoted(Patterns.regularExpression(&$0)) },
        "iformat": { Formats.integer(&$0, length: "") },
        "lformat": { Formats.integer(&$0, length: "l") },
        "hhformat": { Formats.integer(&$0, length: "hh") },
        "fformat": { Formats.floating(&$0, length: "") },
        "lfformat": { Formats.floating(&$0, length: "L") },
        "sformat": { Formats.string(&$0) },
    ]

    /// How many values `@name` without a number stands for.
    static let defaultCount = 10

    static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }

    private static func bits(_ value: UInt64, _ digits: Int) -> String {
        let text = String(value, radix: 16)
        return "bits:" + String(repeating: "0", count: digits - text.count) + text
    }

    private static func pair(_ random: inout SplitMix, _ part: (inout SplitMix) -> String) -> String {
        "{\(part(&random)),\(part(&random))}"
    }

    /// Every exponent as likely as another; a number of the x87 format is normal only with its top bit set.
    private static func extended(_ random: inout SplitMix) -> String {
        let exponent = UInt16(truncatingIfNeeded: random.next())
        let digits = String(exponent, radix: 16)
        let fraction = exponent & 0x7FFF == 0 ? random.next() >> 1 : random.next() | 1 << 63
        return "bits:" + String(repeating: "0", count: 4 - digits.count) + digits + bits(fraction, 16).dropFirst(5)
    }

    /// As likely short as long.
    private static func magnitude(_ random: inout SplitMix) -> UInt64 {
        let value = random.next() >> UInt64(random.below(64))
        return random.chance(50) ? value : ~value
    }
}
