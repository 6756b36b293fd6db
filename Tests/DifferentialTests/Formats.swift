import Randomness

/// Random conversion specifications of printf(3).
enum Formats {
    private static func flags(_ allowed: [String], _ random: inout SplitMix) -> String {
        allowed.filter { _ in random.chance(25) }.joined()
    }

    private static func width(_ random: inout SplitMix) -> String {
        random.chance(50) ? "\(1 + random.below(24))" : ""
    }

    private static func precision(_ random: inout SplitMix, upTo most: Int) -> String {
        random.chance(60) ? random.pick(["", ".", ".0"]) + (random.chance(70) ? ".\(random.below(most))" : "") : ""
    }

    private static func single(_ text: String) -> String {
        // At most one precision.
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 2 ? parts[0] + "." + parts[parts.count - 1] : text
    }

    static func integer(_ random: inout SplitMix, length: String) -> String {
        let head = flags(["-", "+", " ", "#", "0"], &random) + width(&random) + precision(&random, upTo: 20)
        return "\"[%" + single(head) + length + random.pick(["d", "i", "u", "o", "x", "X"]) + "]\""
    }

    static func floating(_ random: inout SplitMix, length: String) -> String {
        let head = flags(["-", "+", " ", "#", "0"], &random) + width(&random) + precision(&random, upTo: random.pick([8, 30]))
        return "\"[%" + single(head) + length + random.pick(["e", "E", "f", "F", "g", "G", "a", "A"]) + "]\""
    }

    static func string(_ random: inout SplitMix) -> String {
        "\"[%" + flags(["-"], &random) + width(&random) + (random.chance(50) ? ".\(random.below(12))" : "") + "s]\""
    }
}
