public import Bytes
internal import LinuxABI

/// The parts of the program's memory that one message is sent from or received into.
public struct UserBuffers {
    private var parts: [UserBuffer]
    private var index = 0
    /// The bytes that are left of it.
    public private(set) var count: Int

    public init(_ parts: [UserBuffer]) {
        self.parts = parts
        var total = 0
        for part in parts { total += part.count }
        count = total
    }

    /// Fills `bytes` from the parts; the caller has seen that there is enough. Throws: `EFAULT`; then it is as before.
    mutating func read(into bytes: inout [UInt8]) throws(Errno) {
        let before = self
        var done = 0
        while done < bytes.count {
            let length = min(parts[index].count, bytes.count - done)
            guard try parts[index].read(into: &bytes, at: done, count: length) == length else {
                self = before
                throw .EFAULT
            }
            advance(length, &done)
        }
    }

    /// Fills the parts from `bytes`; the caller has seen that there is room. Throws: `EFAULT`; then it is as before.
    mutating func write(_ bytes: [UInt8], from start: Int, count length: Int) throws(Errno) {
        let before = self
        var done = 0
        while done < length {
            let part = min(parts[index].count, length - done)
            guard try parts[index].write(bytes, from: start + done, count: part) == part else {
                self = before
                throw .EFAULT
            }
            advance(part, &done)
        }
    }

    private mutating func advance(_ length: Int, _ done: inout Int) {
        done += length
        count -= length
        if parts[index].count == 0 { index += 1 }
    }
}
