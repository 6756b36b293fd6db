internal import CMachine
public import LinuxABI

/// Memory of the kernel's own that bytes of the program's are copied to and back: a pipe's.
///
/// Reason for the `unsafe` in here: the memory belongs to the block, every place is checked against its size, and the program's addresses
/// are checked and copied with the fault fix-up, as in `UserBuffer`.
@safe public struct ByteBlock: ~Copyable {
    @usableFromInline let start: UnsafeMutableRawPointer
    public let count: Int
    /// No block is larger.
    fileprivate static var largest: Int { 1 << 24 }

    /// `count` bytes (0 to 16 Mi), of which the caller reads only those that it has stored.
    public init(count: Int) {
        precondition(count <= Self.largest)
        self.count = max(count, 0)
        unsafe start = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 16)
    }

    deinit { unsafe start.deallocate() }

    @inline(__always)
    private func check(_ offset: Int, _ length: Int) {
        precondition(UInt(bitPattern: offset) <= UInt(bitPattern: count) && UInt(bitPattern: length) <= UInt(bitPattern: count &- offset))
    }

    // MARK: All or nothing

    /// Copies `length` bytes from the program's memory at `address` to `offset`. Throws `EFAULT` if that is not possible for all of them;
    /// what is at `offset` does not count then.
    @inline(__always)
    public func load(_ length: Int, from address: UInt, at offset: Int) throws(Errno) {
        check(offset, length)
        guard AddressMap.isReachable(address, length),
            unsafe machine_copy(start + offset, UnsafeRawPointer(bitPattern: address), length) == 0
        else { throw .EFAULT }
    }

    /// Copies `length` bytes from `offset` to the program's memory at `address`. Throws `EFAULT` if that is not possible for all of them.
    @inline(__always)
    public func store(_ length: Int, to address: UInt, from offset: Int) throws(Errno) {
        check(offset, length)
        guard AddressMap.isReachable(address, length),
            unsafe machine_copy(UnsafeMutableRawPointer(bitPattern: address), start + offset, length) == 0
        else { throw .EFAULT }
    }

    // MARK: As much as there is

    /// Copies `length` bytes at most from the front of `buffer` to `offset`, and moves it on. Returns the bytes copied. Throws: `EFAULT`.
    public func load(_ length: Int, from buffer: inout UserBuffer, at offset: Int) throws(Errno) -> Int {
        check(offset, length)
        return try unsafe buffer.read(kernelAddress: UInt(bitPattern: start + offset), length)
    }

    /// Copies `length` bytes at most from `offset` to the front of `buffer`, and moves it on. Returns the bytes copied. Throws: `EFAULT`.
    public func store(_ length: Int, to buffer: inout UserBuffer, from offset: Int) throws(Errno) -> Int {
        check(offset, length)
        return try unsafe buffer.write(kernelAddress: UInt(bitPattern: start + offset), length)
    }

    /// Copies `length` bytes of another block, from `source` on, to `offset`.
    public func copy(_ length: Int, from other: borrowing ByteBlock, _ source: Int, at offset: Int) {
        check(offset, length)
        other.check(source, length)
        unsafe (start + offset).copyMemory(from: other.start + source, byteCount: length)
    }
}

extension AddressMap {
    /// Whether the program could have that memory, no more than a block takes: `isProgram`, with less to do for what lies above the kernel.
    /// On the host all memory is the program's.
    @inline(__always)
    static func isReachable(_ address: UInt, _ length: Int) -> Bool {
        #if os(none)
        let room = programHigh - kernel.upperBound - UInt(ByteBlock.largest)
        return address &- kernel.upperBound <= room || isProgram(address, length)
        #else
        return true
        #endif
    }
}
