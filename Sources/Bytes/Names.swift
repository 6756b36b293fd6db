/// Names as bytes: zero-terminated in a table, or literal in the source.
///
/// Reason for the `unsafe` in here: every unchecked load stands behind the one check of its whole range.
extension RawSpan {
    /// How many bytes lie between `offset` and the next zero, or nil where the span ends before one or `offset` is
    /// outside.
    @inlinable
    public func nameLength(at offset: Int) -> Int? {
        guard offset >= 0, offset <= byteCount else { return nil }
        var position = offset
        // Eight bytes at a time: a zero byte's top bit survives, the lowest such bit is exact.
        while byteCount &- position >= 8 {
            let word = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
            let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if zeros != 0 { return position &+ zeros.trailingZeroBitCount / 8 &- offset }
            position &+= 8
        }
        while position < byteCount {
            if unsafe unsafeLoad(fromUncheckedByteOffset: position, as: UInt8.self) == 0 { return position &- offset }
            position &+= 1
        }
        return nil
    }

    /// Shows the bytes from `offset` up to the next zero to `body`.
    /// - Returns: how many there were, or nil where the span ends before a zero or `offset` is outside.
    @inlinable @inline(__always)
    public func scanName(at offset: Int, _ body: (UInt8) -> Void) -> Int? {
        guard let count = nameLength(at: offset) else { return nil }
        var position = offset
        let end = offset &+ count
        while end &- position >= 8 {
            // Held, here and below: `nameLength` has found the whole name inside the span.
            var word = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
            for _ in 0..<8 {
                body(UInt8(truncatingIfNeeded: word))
                word &>>= 8
            }
            position &+= 8
        }
        while position < end {
            body(unsafe unsafeLoad(fromUncheckedByteOffset: position, as: UInt8.self))
            position &+= 1
        }
        return count
    }

    /// The zero-terminated name at `offset` without its zero, or nil where it does not end inside the span.
    public func name(at offset: Int) -> [UInt8]? {
        guard let count = nameLength(at: offset) else { return nil }
        var name = [UInt8]()
        name.reserveCapacity(count)
        for index in offset..<offset &+ count {
            name.append(unsafe unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self))
        }
        return name
    }

    /// Whether `count` bytes at `offset` equal those of `other` at `otherOffset`; false where either reaches beyond its
    /// end.
    @inlinable
    public func equals(at offset: Int, count: Int, _ other: RawSpan, at otherOffset: Int) -> Bool {
        guard count >= 0, offset >= 0, otherOffset >= 0, offset <= byteCount &- count,
            otherOffset <= other.byteCount &- count
        else { return false }
        var done = 0
        while done &+ 8 <= count {
            let mine = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ done, as: UInt64.self)
            let theirs = unsafe other.unsafeLoadUnaligned(fromUncheckedByteOffset: otherOffset &+ done, as: UInt64.self)
            if mine != theirs { return false }
            done &+= 8
        }
        while done < count {
            let mine = unsafe unsafeLoad(fromUncheckedByteOffset: offset &+ done, as: UInt8.self)
            let theirs = unsafe other.unsafeLoad(fromUncheckedByteOffset: otherOffset &+ done, as: UInt8.self)
            if mine != theirs { return false }
            done &+= 1
        }
        return true
    }

    /// Whether the zero-terminated name at `offset` is the `count` bytes of `other` at `otherOffset`.
    @inlinable
    public func nameEquals(at offset: Int, _ other: RawSpan, at otherOffset: Int, count: Int) -> Bool {
        u8(offset &+ count) == 0 && equals(at: offset, count: count, other, at: otherOffset)
    }
}

extension [UInt8] {
    /// The bytes of a name that stands in the source.
    public init(ascii text: StaticString) {
        // Held: the buffer lasts for the call and is copied.
        self = text.withUTF8Buffer { unsafe [UInt8]($0) }
    }
}
