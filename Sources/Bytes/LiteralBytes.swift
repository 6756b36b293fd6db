extension StaticString {
    /// Calls `body` with the literal's bytes, without a terminating zero. Nothing is copied.
    @inlinable @inline(__always)
    public func withBytes<Result>(_ body: (borrowing Span<UInt8>) -> Result) -> Result {
        // Held: a literal lives for ever, and the span cannot leave `body`.
        withUTF8Buffer { unsafe body($0.span) }
    }
}
