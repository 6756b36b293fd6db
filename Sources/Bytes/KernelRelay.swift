public import LinuxABI

/// A piece of the kernel's memory on the way from one file to another, shown to both as if it were a program's buffer.
///
/// Reason for the `unsafe` in here: the buffers handed out are cut to the memory, which lives as long as this object.
@safe public final class KernelRelay {
    /// How many bytes fit.
    public let size: Int
    private let memory: UnsafeMutableRawPointer

    public init(size: Int = 16384) {
        self.size = size
        unsafe memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    }

    deinit { unsafe memory.deallocate() }

    /// Has `body` write up to `count` bytes into the memory. Returns and throws what `body` does.
    public func fill(_ count: Int, _ body: (inout UserBuffer) throws(Errno) -> Int) throws(Errno) -> Int {
        var buffer = unsafe UserBuffer(unchecked: UInt(bitPattern: memory), min(count, size), isKernel: true)
        return try body(&buffer)
    }

    /// Has `body` read the first `count` bytes of the memory. Returns and throws what `body` does.
    public func drain(_ count: Int, _ body: (inout UserBuffer) throws(Errno) -> Int) throws(Errno) -> Int {
        try fill(count, body)
    }
}
