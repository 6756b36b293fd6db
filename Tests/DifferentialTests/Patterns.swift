import Randomness

/// Random patterns over a few letters, so that they match now and then.
enum Patterns {
    static func glob(_ random: inout SplitMix) -> String {
        (0..<1 + random.below(6)).map { _ in random.pick(["a", "b", "*", "?", "[ab]", "[!a]", "\\a"]) }.joined()
    }

    /// An extended regular expression (POSIX, XBD 9.4).
    static func regularExpression(_ random: inout SplitMix, depth: Int = 0) -> String {
        var text = ""
        for _ in 0..<1 + random.below(3) {
            var piece = random.pick(["a", "b", "c", ".", "[ab]", "[^a]", "ab"])
            if depth < 2, random.chance(30) { piece = "(" + regularExpression(&random, depth: depth + 1) + ")" }
            text += piece + random.pick(["", "", "", "*", "+", "?", "{2}", "{1,2}"])
        }
        if random.chance(25) { text += "|" + random.pick(["a", "b", "bc", "c*"]) }
        return text
    }
}
