internal import Bytes
internal import LinuxABI
internal import Sync

/// The bytes in a pipe, in buffers of a page each, as Linux keeps them (pipe(7), "Pipe capacity").
///
/// A write begins a new buffer unless all of its odd bytes still fit into the last one, so a pipe can be full before as
/// many bytes are in it as its capacity says. The buffers are a ring, which grows as it is needed.
struct PipeBuffers: ~Copyable {
    /// One buffer: which bytes of the ring are still to be read, and up to where some can be added.
    struct Buffer {
        var start = 0
        var end = 0
        /// 0 for a packet of `O_DIRECT`, which is read as a whole and to which nothing is added.
        var limit = 0

        var count: Int { end &- start }
        var isPacket: Bool { limit == 0 }
    }

    static var size: Int { 4096 }
    /// How many buffers there may be.
    private(set) var limit = 16
    /// How many are in use.
    private(set) var used = 0
    /// How many bytes wait to be read.
    private(set) var count = 0

    private var bytes = ByteBlock(count: 0)
    private var buffers = FixedArray<Buffer>(count: 0) { Buffer() }
    /// The one that is read next; 0 while none is in use.
    private var first = 0

    var isFull: Bool { used >= limit }
    var isEmpty: Bool { used == 0 }
    /// How many bytes certainly fit.
    var room: Int { (limit - used) * Self.size }

    @inline(__always)
    private func place(_ index: Int) -> Int { (first &+ index) & (buffers.count &- 1) }

    // MARK: The program's bytes

    /// Adds `length` bytes at `address`, a page at most, if they fit into the last buffer or none is in use. Returns whether they did.
    /// Throws: `EFAULT`; then it is as before.
    @inline(__always)
    mutating func addQuickly(_ length: Int, from address: UInt) throws(Errno) -> Bool {
        if used == 0 {
            if buffers.count == 0 { return false }
            try bytes.load(length, from: address, at: 0)
            buffers[0] = Buffer(start: 0, end: length, limit: Self.size)
            used = 1
        } else {
            let last = place(used &- 1)
            let end = buffers[last].end
            if end &+ length > buffers[last].limit { return false }
            try bytes.load(length, from: address, at: end)
            buffers[last].end = end &+ length
        }
        count &+= length
        return true
    }

    /// Takes up to `length` bytes to `address`, if the first buffer has as many or is the only one, and not a packet. The caller has seen
    /// that there is one. Returns how many; nil where there is more to it. Throws: `EFAULT`; then it is as before.
    @inline(__always)
    mutating func takeQuickly(_ length: Int, to address: UInt) throws(Errno) -> Int? {
        let buffer = buffers[first]
        if buffer.isPacket { return nil }
        if length < buffer.count {
            try bytes.store(length, to: address, from: buffer.start)
            buffers[first].start = buffer.start &+ length
            count &-= length
            return length
        }
        if used != 1, length != buffer.count { return nil }
        try bytes.store(buffer.count, to: address, from: buffer.start)
        count &-= buffer.count
        removeFirst()
        return buffer.count
    }

    /// Adds `length` bytes of the program's to the last buffer, if they fit there. Throws: `EFAULT`; then it is as before.
    mutating func append(_ source: inout UserBuffer, _ length: Int) throws(Errno) -> Bool {
        if used == 0 || length == 0 { return false }
        let last = place(used - 1)
        let end = buffers[last].end
        guard end + length <= buffers[last].limit else { return false }
        guard try bytes.load(length, from: &source, at: end) == length else { throw .EFAULT }
        buffers[last].end = end + length
        count += length
        return true
    }

    /// Puts up to a page of the program's into a buffer of its own. The caller has seen that there is one.
    /// Throws: `EFAULT`; then it is as before.
    mutating func add(_ source: inout UserBuffer, isPacket: Bool) throws(Errno) {
        if used == buffers.count { grow() }
        let start = place(used) * Self.size
        let length = min(source.count, Self.size)
        guard try bytes.load(length, from: &source, at: start) == length else { throw .EFAULT }
        add(start, length, isPacket: isPacket)
    }

    /// Moves bytes of the first buffer to the program. Returns whether the buffer was a packet, which ends with that.
    /// Throws: `EFAULT`; then it is as before.
    mutating func take(_ target: inout UserBuffer) throws(Errno) -> Bool {
        let buffer = buffers[first]
        let length = min(buffer.count, target.count)
        let copied = try bytes.store(length, to: &target, from: buffer.start)
        guard copied == length else { throw .EFAULT }
        let gone = buffer.isPacket ? buffer.count : length
        count -= gone
        buffers[first].start += gone
        if gone == buffer.count { removeFirst() }
        return buffer.isPacket
    }

    @inline(__always)
    private mutating func removeFirst() {
        used &-= 1
        first = used == 0 ? 0 : place(1)
    }

    // MARK: Between pipes

    /// Copies up to `limit` bytes of buffer `index` to a new buffer of `other`. Returns how many.
    func duplicate(_ index: Int, limit: Int, to other: inout PipeBuffers) -> Int {
        let source = buffers[place(index)]
        let length = min(limit, source.count)
        if other.used == other.buffers.count { other.grow() }
        let start = other.place(other.used) * Self.size
        other.bytes.copy(length, from: bytes, source.start, at: start)
        other.add(start, length, isPacket: source.isPacket)
        return length
    }

    /// The `length` bytes that were put at the start of the next buffer are in it.
    private mutating func add(_ start: Int, _ length: Int, isPacket: Bool) {
        buffers[place(used)] = Buffer(start: start, end: start + length, limit: isPacket ? 0 : start + Self.size)
        used += 1
        count += length
    }

    // MARK: Size

    /// Sets how many buffers there may be. The caller has seen that no more are in use.
    mutating func setLimit(_ new: Int) {
        limit = new
        if buffers.count > new { resize(to: new) }
    }

    /// Forgets what is in it.
    mutating func removeAll() {
        (first, used, count) = (0, 0, 0)
        resize(to: 0)
    }

    private mutating func grow() { resize(to: max(1, buffers.count * 2)) }

    /// Makes the ring one of `size` buffers, a power of two or none, and as many as are in use at least.
    private mutating func resize(to size: Int) {
        let newBytes = ByteBlock(count: size * Self.size)
        let newBuffers = FixedArray<Buffer>(count: size) { Buffer() }
        for index in 0..<used {
            let old = buffers[place(index)]
            let start = index * Self.size + (old.start & (Self.size - 1))
            newBytes.copy(old.count, from: bytes, old.start, at: start)
            newBuffers[index] = Buffer(start: start, end: start + old.count, limit: old.isPacket ? 0 : (index + 1) * Self.size)
        }
        bytes = newBytes
        buffers = newBuffers
        first = 0
    }
}
