/// Bounds-checked little-endian loads: what parsers of foreign bytes are built on.
///
/// Reason for the `unsafe` in here: each load is preceded by the check of its range, so that parsers need none.
extension RawSpan {
    /// The integer at `offset`, or nil where it would reach beyond the end.
    @inlinable @inline(__always)
    public func load<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, at offset: Int) -> T? {
        guard offset >= 0, offset <= byteCount - MemoryLayout<T>.size else { return nil }
        return T(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: T.self))
    }
    /// The byte at `offset`, or nil beyond the end.
    @inlinable @inline(__always) public func u8(_ offset: Int) -> UInt8? { load(UInt8.self, at: offset) }
    /// The 16-bit integer at `offset`, or nil beyond the end.
    @inlinable @inline(__always) public func u16(_ offset: Int) -> UInt16? { load(UInt16.self, at: offset) }
    /// The 32-bit integer at `offset`, or nil beyond the end.
    @inlinable @inline(__always) public func u32(_ offset: Int) -> UInt32? { load(UInt32.self, at: offset) }
    /// The 64-bit integer at `offset`, or nil beyond the end.
    @inlinable @inline(__always) public func u64(_ offset: Int) -> UInt64? { load(UInt64.self, at: offset) }
}
