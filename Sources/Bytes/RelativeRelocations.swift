/// The two loops in which a linker spends its stores: adding a load address to many words of a mapped image.
///
/// They are here because they store through raw addresses. Each store's address is checked against the range that the
/// caller says is mapped writable; nothing else is asked of the tables, which come from files.
public enum RelativeRelocations {
    /// `R_X86_64_RELATIVE` (psABI x86-64, 4.4.1): the word becomes load address + addend.
    private static let relative: UInt32 = 8

    /// Applies RELA entries (24 bytes each) from `offset` of `table` for as long as they are RELATIVE and aim at an
    /// eight-byte word inside `window`.
    /// - Returns: how many of `count` were applied; fewer where the next entry is of another type, aims elsewhere or
    ///   lies beyond the table.
    @unsafe public static func applyRela(
        _ table: FileBytes, offset: Int, count: Int, base: UInt, window: Range<UInt>
    ) -> Int {
        let bytes = table.span
        guard offset >= 0, offset <= bytes.byteCount, count > 0, window.count >= 8 else { return 0 }
        let limit = min(count, (bytes.byteCount &- offset) / 24)
        let lowest = window.lowerBound
        let room = window.upperBound &- lowest &- 8
        var entry = offset
        var done = 0
        while done < limit {
            // Held: `limit` keeps each entry inside the span.
            let type = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: entry &+ 8, as: UInt32.self)
            if type != relative { break }
            let target = unsafe base &+ bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: entry, as: UInt.self)
            if target &- lowest > room { break }
            let addend = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: entry &+ 16, as: UInt.self)
            // Held: the whole word is inside `window`, which the caller has mapped writable.
            unsafe UnsafeMutableRawPointer(bitPattern: target).unsafelyUnwrapped
                .storeBytes(of: base &+ addend, as: UInt.self)
            entry &+= 24
            done &+= 1
        }
        return done
    }

    /// Applies a RELR table (generic ABI, "Relative Relocation Table") of `count` words from `offset` of `table`: an
    /// even word names an address to relocate, an odd one is a bitmap of the 63 words that follow.
    /// - Returns: how many of the words were worked off; fewer where one aims outside `window` or the table ends early.
    @unsafe public static func applyRelr(
        _ table: FileBytes, offset: Int, count: Int, base: UInt, window: Range<UInt>
    ) -> Int {
        let bytes = table.span
        guard offset >= 0, offset <= bytes.byteCount, count > 0, window.count >= 8 else { return 0 }
        let limit = min(count, (bytes.byteCount &- offset) / 8)
        let lowest = window.lowerBound
        let room = window.upperBound &- lowest &- 8
        var next: UInt = 0
        for index in 0..<limit {
            // Held: `limit` keeps each word inside the span.
            let word = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ index &* 8, as: UInt.self)
            if word & 1 == 0 {
                let target = base &+ word
                if target &- lowest > room { return index }
                unsafe add(base, at: target)
                next = target &+ 8
            } else {
                var bits = word &>> 1
                var target = next
                while bits != 0 {
                    let skip = UInt(truncatingIfNeeded: bits.trailingZeroBitCount)
                    target &+= skip &* 8
                    if target &- lowest > room { return index }
                    unsafe add(base, at: target)
                    bits = (bits &>> skip) &>> 1
                    target &+= 8
                }
                next &+= 63 &* 8
            }
        }
        return limit
    }

    @unsafe @inline(__always) private static func add(_ base: UInt, at target: UInt) {
        // Held: the callers have checked that the word is inside the window.
        let word = unsafe UnsafeMutableRawPointer(bitPattern: target).unsafelyUnwrapped
        unsafe word.storeBytes(of: word.loadUnaligned(as: UInt.self) &+ base, as: UInt.self)
    }
}
