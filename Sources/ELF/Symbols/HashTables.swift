internal import Bytes

/// DT_GNU_HASH: a Bloom filter, then buckets of chains whose symbols lie together.
struct GNUHashTable {
    let bloom: Int
    let bloomMask: UInt32
    let bloomShift: UInt32
    let buckets: Int
    let bucketCount: UInt32
    /// Where symbol 0's chain word would be.
    let chains: Int
    let firstSymbol: UInt32

    /// The table at `offset`, whose fixed parts lie in the file; nil where they do not.
    init?(_ bytes: RawSpan, at offset: Int) {
        guard let bucketCount = bytes.u32(offset), let firstSymbol = bytes.u32(offset &+ 4),
            let bloomCount = bytes.u32(offset &+ 8), let shift = bytes.u32(offset &+ 12)
        else { return nil }
        guard bucketCount > 0, bloomCount > 0, bloomCount & (bloomCount &- 1) == 0 else { return nil }
        self.bucketCount = bucketCount
        self.firstSymbol = firstSymbol
        bloom = offset &+ 16
        bloomMask = bloomCount &- 1
        bloomShift = shift & 31
        buckets = bloom &+ Int(bloomCount) &* 8
        let first = buckets &+ Int(bucketCount) &* 4
        guard first <= bytes.byteCount else { return nil }
        chains = first &- Int(firstSymbol) &* 4
    }

    /// Whether the name may be there at all: false is certain.
    @inline(__always) func mayHold(_ bytes: RawSpan, _ hash: UInt32) -> Bool {
        guard let word = bytes.u64(bloom &+ Int((hash &>> 6) & bloomMask) &* 8) else { return false }
        return (word &>> UInt64(hash & 63)) & (word &>> UInt64((hash &>> bloomShift) & 63)) & 1 != 0
    }

    /// The first symbol of the hash's bucket, 0 for none.
    @inline(__always) func bucket(_ bytes: RawSpan, _ hash: UInt32) -> UInt32 {
        let symbol = bytes.u32(buckets &+ Int(hash % bucketCount) &* 4) ?? 0
        return symbol >= firstSymbol ? symbol : 0
    }

    /// The hash of a symbol of a chain; its lowest bit says that the chain ends there.
    @inline(__always) func chain(_ bytes: RawSpan, _ symbol: UInt32) -> UInt32? {
        bytes.u32(chains &+ Int(symbol) &* 4)
    }

    /// One past the highest symbol in the table.
    func symbolCount(_ bytes: RawSpan) -> Int {
        var highest: UInt32 = 0
        for index in 0..<bucketCount { highest = max(highest, bytes.u32(buckets &+ Int(index) &* 4) ?? 0) }
        guard highest >= firstSymbol else { return Int(firstSymbol) }
        while let word = chain(bytes, highest) {
            highest &+= 1
            if word & 1 != 0 || highest == UInt32.max { break }
        }
        return Int(highest)
    }
}

/// DT_HASH: the gABI's table, which today's libraries mostly lack.
struct SysVHashTable {
    let buckets: Int
    let bucketCount: UInt32
    let chains: Int
    let chainCount: UInt32

    init?(_ bytes: RawSpan, at offset: Int) {
        guard let bucketCount = bytes.u32(offset), let chainCount = bytes.u32(offset &+ 4), bucketCount > 0 else {
            return nil
        }
        self.bucketCount = bucketCount
        self.chainCount = chainCount
        buckets = offset &+ 8
        chains = buckets &+ Int(bucketCount) &* 4
        guard chains &+ Int(chainCount) &* 4 <= bytes.byteCount else { return nil }
    }

    @inline(__always) func bucket(_ bytes: RawSpan, _ hash: UInt32) -> UInt32 {
        bytes.u32(buckets &+ Int(hash % bucketCount) &* 4) ?? 0
    }

    /// The symbol after `symbol` in its chain, 0 at the end.
    @inline(__always) func next(_ bytes: RawSpan, _ symbol: UInt32) -> UInt32 {
        symbol < chainCount ? bytes.u32(chains &+ Int(symbol) &* 4) ?? 0 : 0
    }
}
