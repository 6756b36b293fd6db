extension FileBytes {
    /// A view of `count` bytes from `offset` on, which keeps this object alive; nil where it would reach outside.
    public func part(_ offset: Int, _ count: Int) -> FileBytes? {
        guard offset >= 0, count >= 0, offset <= self.count, count <= self.count - offset else { return nil }
        // Held: the range lies inside these bytes, and the new object owns a reference to this one.
        return unsafe FileBytes(address: address + UInt(offset), count: count, owner: self)
    }
}
