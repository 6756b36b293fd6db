internal import Bytes
internal import LinuxABI

/// The bytes in a pipe, in buffers of a page each, as Linux keeps them (pipe(7), "Pipe capacity").
///
/// A write begins a new buffer unless all of its odd bytes still fit into the last one, so a pipe can be full before as
/// many bytes are in it as its capacity says. The buffers are a ring, which grows as it is needed.
struct PipeBuffers: ~Copyable {
    /// One buffer: which bytes of its page are still to be read.
    private struct Buffer {
        var start: UInt16 = 0
        var count: UInt16 = 0
        /// It is read as a whole, and nothing is added to it: a packet of `O_DIRECT`.
        var isPacket = false
    }

    static var size: Int { 4096 }
    /// How many buffers there may be.
    private(set) var limit = 16
    /// How many are in use.
    private(set) var used = 0
    /// How many bytes wait to be read.
    private(set) var count = 0

    private var bytes: [UInt8] = []
    private var buffers: [Buffer] = []
    private var first = 0

    var isFull: Bool { used >= limit }
    var isEmpty: Bool { used == 0 }
    /// How many bytes certainly fit.
    var room: Int { (limit - used) * Self.size }

    @inline(__always)
    private func place(_ index: Int) -> Int { (first + index) & (buffers.count - 1) }

    /// Adds `length` bytes of the program's to the last buffer, if they fit there. Throws: `EFAULT`; then it is as before.
    mutating func append(_ source: inout UserBuffer, _ length: Int) throws(Errno) -> Bool {
        if used == 0 || length == 0 { return false }
        let last = place(used - 1)
        let end = Int(buffers[last].start) + Int(buffers[last].count)
        guard !buffers[last].isPacket, end + length <= Self.size else { return false }
        guard try source.read(into: &bytes, at: last * Self.size + end, count: length) == length else { throw .EFAULT }
        buffers[last].count += UInt16(length)
        count += length
        return true
    }

    /// Puts up to a page of the program's into a buffer of its own. The caller has seen that there is one.
    /// Throws: `EFAULT`; then it is as before.
    mutating func add(_ source: inout UserBuffer, isPacket: Bool) throws(Errno) {
        if used == buffers.count { grow() }
        let next = place(used)
        let length = min(source.count, Self.size)
        guard try source.read(into: &bytes, at: next * Self.size, count: length) == length else { throw .EFAULT }
        buffers[next] = Buffer(start: 0, count: UInt16(length), isPacket: isPacket)
        used += 1
        count += length
    }

    /// Moves bytes of the first buffer to the program. Returns whether the buffer was a packet, which ends with that.
    /// Throws: `EFAULT`; then it is as before.
    mutating func take(_ target: inout UserBuffer) throws(Errno) -> Bool {
        let buffer = buffers[first]
        let length = min(Int(buffer.count), target.count)
        let copied = try target.write(bytes, from: first * Self.size + Int(buffer.start), count: length)
        guard copied == length else { throw .EFAULT }
        let gone = buffer.isPacket ? Int(buffer.count) : length
        count -= gone
        buffers[first].start += UInt16(gone)
        buffers[first].count -= UInt16(gone)
        if buffers[first].count == 0 {
            used -= 1
            first = used == 0 ? 0 : place(1)
        }
        return buffer.isPacket
    }

    /// Copies up to `limit` bytes of buffer `index` to a new buffer of `other`. Returns how many.
    func duplicate(_ index: Int, limit: Int, to other: inout PipeBuffers) -> Int {
        let source = place(index)
        let length = min(limit, Int(buffers[source].count))
        if other.used == other.buffers.count { other.grow() }
        let target = other.place(other.used)
        let from = source * Self.size + Int(buffers[source].start)
        for offset in 0..<length { other.bytes[target * Self.size + offset] = bytes[from + offset] }
        other.buffers[target] = Buffer(start: 0, count: UInt16(length), isPacket: buffers[source].isPacket)
        other.used += 1
        other.count += length
        return length
    }

    /// Sets how many buffers there may be. The caller has seen that no more are in use.
    mutating func setLimit(_ new: Int) {
        limit = new
        if buffers.count > new { resize(to: new) }
    }

    /// Forgets what is in it.
    mutating func removeAll() {
        (bytes, buffers) = ([], [])
        (first, used, count) = (0, 0, 0)
    }

    private mutating func grow() { resize(to: max(1, buffers.count * 2)) }

    /// Makes the ring one of `size` buffers, a power of two.
    private mutating func resize(to size: Int) {
        var newBytes: [UInt8] = []
        newBytes.reserveCapacity(size * Self.size)
        var newBuffers: [Buffer] = []
        newBuffers.reserveCapacity(size)
        for index in 0..<used {
            let old = place(index)
            newBuffers.append(buffers[old])
            for offset in 0..<Self.size { newBytes.append(bytes[old * Self.size + offset]) }
        }
        while newBuffers.count < size { newBuffers.append(Buffer()) }
        while newBytes.count < size * Self.size { newBytes.append(0) }
        (bytes, buffers, first) = (newBytes, newBuffers, 0)
    }
}
