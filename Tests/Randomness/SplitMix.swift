/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same everywhere.
public struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// A stream of its own for each line of a table, so that a new line leaves the others' values alone.
    public init(seed: UInt64, name: String) {
        state = name.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    public mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    public mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
    public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}
