internal import CMachine
public import LinuxABI

/// Bytes in the program's memory: a system call's buffer, consumed from its front.
///
/// Every copy checks the range against the address map and recovers from a fault, so a bad pointer is `EFAULT`.
/// On the host the range check is left out: tests hand in addresses of their own arrays.
public struct UserBuffer {
    /// The next byte's address.
    public private(set) var address: UInt
    /// How many bytes are left.
    public private(set) var count: Int
    /// The bytes are the kernel's own (`KernelRelay`): they lie outside the program's part of the map.
    private let isKernel: Bool

    @inlinable public init(address: UInt, count: Int) {
        self.init(unchecked: address, count)
    }
    @usableFromInline init(unchecked address: UInt, _ count: Int, isKernel: Bool = false) {
        self.address = address
        self.count = count
        self.isKernel = isKernel
    }

    /// Copies the start of `source` to the program, as much as fits, and moves past it.
    /// - Returns: the bytes copied. Throws: `EFAULT`.
    @discardableResult
    public mutating func write(_ source: RawSpan) throws(Errno) -> Int {
        let length = min(count, source.byteCount)
        if length == 0 { return 0 }
        try check(length)
        // Held: the range is the program's, the copy recovers from faults, and `source` outlives the call.
        let left = unsafe source.withUnsafeBytes {
            unsafe machine_copy(UnsafeMutableRawPointer(bitPattern: address), $0.baseAddress, length)
        }
        return try advance(length, left)
    }

    /// Copies from the program into `destination`, as much as there is room and data for, and moves past it.
    /// - Returns: the bytes copied. Throws: `EFAULT`.
    @discardableResult
    public mutating func read(into destination: inout MutableRawSpan) throws(Errno) -> Int {
        let length = min(count, destination.byteCount)
        if length == 0 { return 0 }
        try check(length)
        let from = address
        // Held: as in `write`, with the directions exchanged.
        let left = unsafe destination.withUnsafeMutableBytes {
            unsafe machine_copy($0.baseAddress, UnsafeRawPointer(bitPattern: from), length)
        }
        return try advance(length, left)
    }

    /// Copies `length` bytes at most from memory of the kernel's (a frame in the linear map) and moves past it.
    /// The caller answers for `kernelAddress`.
    @unsafe @discardableResult
    public mutating func write(kernelAddress: UInt, _ length: Int) throws(Errno) -> Int {
        let length = min(count, length)
        if length == 0 { return 0 }
        try check(length)
        let left = unsafe machine_copy(
            UnsafeMutableRawPointer(bitPattern: address), UnsafeRawPointer(bitPattern: kernelAddress), length)
        return try advance(length, left)
    }

    /// Copies `length` bytes at most to memory of the kernel's and moves past them. The caller answers for `kernelAddress`.
    @unsafe @discardableResult
    public mutating func read(kernelAddress: UInt, _ length: Int) throws(Errno) -> Int {
        let length = min(count, length)
        if length == 0 { return 0 }
        try check(length)
        let left = unsafe machine_copy(
            UnsafeMutableRawPointer(bitPattern: kernelAddress), UnsafeRawPointer(bitPattern: address), length)
        return try advance(length, left)
    }

    /// Zeroes `length` bytes at most and moves past them: what reading a hole or /dev/zero does.
    @discardableResult
    public mutating func writeZeros(_ length: Int) throws(Errno) -> Int {
        let length = min(count, length)
        if length == 0 { return 0 }
        try check(length)
        let left = unsafe machine_zero(UnsafeMutableRawPointer(bitPattern: address), length)
        return try advance(length, left)
    }

    /// Leaves `length` bytes at most out.
    public mutating func skip(_ length: Int) {
        let length = min(count, length)
        address &+= UInt(length)
        count &-= length
    }

    /// The first `length` bytes as a buffer of their own; this one is left as it is.
    public func prefix(_ length: Int) -> UserBuffer { UserBuffer(unchecked: address, min(count, length), isKernel: isKernel) }

    private func check(_ length: Int) throws(Errno) {
        #if os(none)
        guard isKernel || AddressMap.isProgram(address, length) else { throw .EFAULT }
        #endif
    }

    private mutating func advance(_ length: Int, _ left: Int) throws(Errno) -> Int {
        let copied = length &- left
        address &+= UInt(bitPattern: copied)
        count &-= copied
        // As Linux does: a copy that stopped part way counts what it moved; one that moved nothing is an error.
        if copied == 0 { throw .EFAULT }
        return copied
    }
}
