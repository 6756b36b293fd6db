/// Hashing and comparing short strings of bytes, eight at a time.
///
/// Reason for the `unsafe` in here: every unchecked load lies before the end, as the loops' conditions say.
extension RawSpan {
    /// A hash of all bytes, for tables of the kernel's own making: fast, and no defence against chosen input.
    @inlinable @inline(__always)
    public var fastHash: UInt {
        let count = byteCount
        var hash = UInt(bitPattern: count) &* 0x9E37_79B9_7F4A_7C15
        if count >= 8 {
            // The last eight bytes may overlap those before them.
            let last = count &- 8
            var offset = 0
            while offset < last {
                hash = RawSpan.mix(hash, unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt.self))
                offset &+= 8
            }
            hash = RawSpan.mix(hash, unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: last, as: UInt.self))
        } else {
            var offset = 0
            while offset < count {
                hash = RawSpan.mix(hash, UInt(unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)))
                offset &+= 1
            }
        }
        return hash ^ hash >> 29
    }

    @inlinable @inline(__always)
    static func mix(_ hash: UInt, _ word: UInt) -> UInt {
        let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 32
    }

    /// Whether both hold the same bytes.
    @inlinable @inline(__always)
    public func isSame(as other: RawSpan) -> Bool {
        let count = byteCount
        guard count == other.byteCount else { return false }
        var offset = 0
        if count >= 8 {
            let last = count &- 8
            while offset < last {
                let mine = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt.self)
                let theirs = unsafe other.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt.self)
                if mine != theirs { return false }
                offset &+= 8
            }
            let mine = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: last, as: UInt.self)
            let theirs = unsafe other.unsafeLoadUnaligned(fromUncheckedByteOffset: last, as: UInt.self)
            return mine == theirs
        }
        while offset < count {
            let mine = unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
            let theirs = unsafe other.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
            if mine != theirs { return false }
            offset &+= 1
        }
        return true
    }
}
