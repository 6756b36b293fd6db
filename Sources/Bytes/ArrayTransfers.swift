public import LinuxABI

/// Copies between arrays of bytes and the program, and views of bytes as raw memory.
///
/// Reason for the `unsafe` in here: a byte has neither padding nor invalid patterns, and the views depend on their source.
extension UserBuffer {
    /// Copies `count` bytes of `bytes`, from `offset` on, to the program, as many as fit. Returns the bytes copied. Throws: `EFAULT`.
    @discardableResult
    public mutating func write(_ bytes: [UInt8], from offset: Int = 0, count: Int? = nil) throws(Errno) -> Int {
        let end = offset + (count ?? bytes.count - offset)
        return try write(unsafe bytes.span.bytes.extracting(offset..<end))
    }

    /// Copies up to `count` bytes from the program into `bytes`, from `offset` on. Returns the bytes copied. Throws: `EFAULT`.
    @discardableResult
    public mutating func read(into bytes: inout [UInt8], at offset: Int, count: Int) throws(Errno) -> Int {
        var all = bytes.mutableSpan
        var part = all._mutatingExtracting(offset..<offset + count)
        var raw = unsafe part.mutableBytes
        return try read(into: &raw)
    }
}

extension Span where Element == UInt8 {
    /// The same bytes, for loads of larger values.
    @inlinable public var raw: RawSpan {
        @_lifetime(copy self) @inline(__always) get {
            // Held: as above.
            unsafe _overrideLifetime(bytes, copying: self)
        }
    }
}
