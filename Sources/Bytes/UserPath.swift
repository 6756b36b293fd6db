internal import CMachine
public import LinuxABI

/// Paths on the way in, without an allocation.
///
/// Reason for the `unsafe` in here: the room lies on the stack for as long as the view of it, and the copy is cut to it.
extension UserString {
    /// Shows the path to `body`: at most 4,095 bytes. Throws `EFAULT`, `ENAMETOOLONG`, and what `body` throws.
    @inlinable @inline(__always)
    public func withPath<Result>(
        _ body: (borrowing Span<UInt8>) throws(Errno) -> Result
    ) throws(Errno) -> Result {
        let length = try pathLength()
        guard length <= 512 else {
            let bytes = try path()
            return try body(bytes.span)
        }
        return try unsafe withUnsafeTemporaryAllocation(byteCount: 512, alignment: 16) {
            (room) throws(Errno) -> Result in
            try unsafe copyPath(room.baseAddress!, length)
            let bytes = unsafe UnsafeRawBufferPointer(start: room.baseAddress, count: length)
            return try body(unsafe Span(_unsafeBytes: bytes))
        }
    }

    @usableFromInline func pathLength() throws(Errno) -> Int {
        #if os(none)
        guard AddressMap.isProgram(address, 1) else { throw .EFAULT }
        let end = address < AddressMap.kernel.lowerBound ? AddressMap.kernel.lowerBound : AddressMap.programHigh
        let limit = min(4096, Int(end &- address))
        let unended: Errno = limit < 4096 ? .EFAULT : .ENAMETOOLONG
        #else
        guard address != 0 else { throw .EFAULT }
        let limit = 4096
        let unended = Errno.ENAMETOOLONG
        #endif
        let length = unsafe machine_string_length(UnsafePointer(bitPattern: address), limit)
        if length < 0 { throw .EFAULT }
        if length == limit { throw unended }
        return length
    }

    @usableFromInline func copyPath(_ room: UnsafeMutableRawPointer, _ length: Int) throws(Errno) {
        // Another thread may have unmapped it since: the copy recovers from that too.
        guard unsafe machine_copy(room, UnsafeRawPointer(bitPattern: address), length) == 0 else { throw .EFAULT }
    }
}
