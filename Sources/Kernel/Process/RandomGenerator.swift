public import Bytes
public import FileSystem
public import LinuxABI

/// The kernel's random numbers: the ChaCha20 stream (RFC 8439) under a key from the host and the processor, whose key is
/// replaced by its own output after each request, so that what was given out cannot be found again (random(4)).
public final class RandomGenerator: EntropySource {
    private var key = InlineArray<8, UInt32>(repeating: 0)
    private var counter: UInt64 = 0

    /// `seed` is secret material, 32 bytes where there are so many; `more` is stirred in, word by word.
    public init(seed: [UInt8], more: (UInt64, UInt64, UInt64, UInt64)) {
        for index in 0..<min(seed.count, 32) { key[index / 4] |= UInt32(seed[index]) << UInt32(index % 4 * 8) }
        var position = 0
        for word in [more.0, more.1, more.2, more.3] {
            key[position] ^= UInt32(truncatingIfNeeded: word)
            key[position + 1] ^= UInt32(truncatingIfNeeded: word >> 32)
            position += 2
        }
        rekey()
    }

    public func fill(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        var total = 0
        while buffer.count > 0 {
            let block = nextBlock()
            var bytes = InlineArray<64, UInt8>(repeating: 0)
            for index in 0..<64 { bytes[index] = UInt8(truncatingIfNeeded: block[index >> 2] >> UInt32((index & 3) * 8)) }
            do throws(Errno) { total += try buffer.write(bytes.span.raw) } catch {
                if total == 0 { throw error }
                break
            }
        }
        rekey()
        return total
    }

    public func next() -> UInt64 {
        let block = nextBlock()
        rekey()
        return UInt64(block[0]) | UInt64(block[1]) << 32
    }

    private func rekey() {
        let block = nextBlock()
        for index in 0..<8 { key[index] = block[index] }
    }

    private func nextBlock() -> InlineArray<16, UInt32> {
        var initial = InlineArray<16, UInt32>(repeating: 0)
        initial[0] = 0x6170_7865
        initial[1] = 0x3320_646e
        initial[2] = 0x7962_2d32
        initial[3] = 0x6b20_6574
        for index in 0..<8 { initial[4 + index] = key[index] }
        initial[12] = UInt32(truncatingIfNeeded: counter)
        initial[13] = UInt32(truncatingIfNeeded: counter >> 32)
        counter &+= 1
        var state = initial
        for _ in 0..<10 {
            Self.quarterRound(&state, 0, 4, 8, 12)
            Self.quarterRound(&state, 1, 5, 9, 13)
            Self.quarterRound(&state, 2, 6, 10, 14)
            Self.quarterRound(&state, 3, 7, 11, 15)
            Self.quarterRound(&state, 0, 5, 10, 15)
            Self.quarterRound(&state, 1, 6, 11, 12)
            Self.quarterRound(&state, 2, 7, 8, 13)
            Self.quarterRound(&state, 3, 4, 9, 14)
        }
        for index in 0..<16 { state[index] = state[index] &+ initial[index] }
        return state
    }

    @inline(__always)
    private static func quarterRound(_ s: inout InlineArray<16, UInt32>, _ a: Int, _ b: Int, _ c: Int, _ d: Int) {
        s[a] = s[a] &+ s[b]
        s[d] = rotate(s[d] ^ s[a], 16)
        s[c] = s[c] &+ s[d]
        s[b] = rotate(s[b] ^ s[c], 12)
        s[a] = s[a] &+ s[b]
        s[d] = rotate(s[d] ^ s[a], 8)
        s[c] = s[c] &+ s[d]
        s[b] = rotate(s[b] ^ s[c], 7)
    }

    @inline(__always)
    private static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 { value &<< count | value &>> (32 &- count) }
}
