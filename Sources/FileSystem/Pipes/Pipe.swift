internal import Bytes
public import LinuxABI
internal import Sync

/// The bytes between the two ends of a pipe, pipe(7).
public final class Pipe {
    /// Writes of up to this many bytes are not torn apart.
    public static var atomicLimit: Int { 4096 }
    /// What `F_SETPIPE_SZ` may ask for, /proc/sys/fs/pipe-max-size.
    public static var largestCapacity: Int { 1 << 20 }

    /// A ring that grows up to `capacity` as it is needed.
    private var ring: [UInt8] = []
    private var head = 0
    /// How many bytes wait to be read.
    public private(set) var count = 0
    public private(set) var capacity = 65536
    private(set) var readers = 0
    private(set) var writers = 0
    /// How often each end was opened: a FIFO's open(2) waits for the other side to come.
    private(set) var readerArrivals = 0
    private(set) var writerArrivals = 0
    let waiters = WaitQueue()

    public init() {}

    // MARK: Ends

    func attach(reader: Bool, writer: Bool) {
        if reader {
            readers += 1
            readerArrivals += 1
        }
        if writer {
            writers += 1
            writerArrivals += 1
        }
        waiters.wakeAll()
    }

    func detach(reader: Bool, writer: Bool) {
        if reader { readers -= 1 }
        if writer { writers -= 1 }
        if readers == 0, writers == 0 {
            ring = []
            head = 0
            count = 0
        }
        waiters.wakeAll()
    }

    // MARK: Bytes

    /// Reads what is there, waiting for the first byte; 0 when all writers have gone. Throws: `EAGAIN`, `EINTR`, `EFAULT`.
    func read(_ buffer: inout UserBuffer, nonBlocking: Bool) throws(Errno) -> Int {
        if buffer.count == 0 { return 0 }
        var hasWaited = false
        if count == 0 {
            if writers == 0 { return 0 }
            if nonBlocking { throw .EAGAIN }
            try waiters.wait(for: .input, .exclusive) { () throws(Errno) in count > 0 || writers == 0 }
            if count == 0 { return 0 }
            hasWaited = true
        }
        let wasFull = room < Pipe.atomicLimit
        let done = try take(&buffer)
        if wasFull { waiters.wake(.output) }
        // The wake-up was for one reader, and is handed on where there is something for another.
        if hasWaited, count > 0 { waiters.wake(.input) }
        return done
    }

    /// Writes all, waiting for room. Throws: `EPIPE`, `EAGAIN`, `EINTR`, `EFAULT`.
    func write(_ buffer: inout UserBuffer, nonBlocking: Bool) throws(Errno) -> Int {
        let total = buffer.count
        if readers == 0 { throw .EPIPE }
        if total == 0 { return 0 }
        let needed = total <= Pipe.atomicLimit ? total : 1
        var hasWaited = false
        while buffer.count > 0 {
            do throws(Errno) {
                if capacity - count < min(needed, buffer.count) {
                    if nonBlocking { throw .EAGAIN }
                    try waiters.wait(for: .output, .exclusive) { () throws(Errno) in
                        readers == 0 || capacity - count >= min(needed, buffer.count)
                    }
                    hasWaited = true
                }
                if readers == 0 { throw .EPIPE }
                try put(&buffer)
                waiters.wake(.input)
            } catch {
                let done = total - buffer.count
                if done > 0 { return done }
                throw error
            }
        }
        if hasWaited, room > 0 { waiters.wake(.output) }
        return total
    }

    /// How many bytes fit.
    public var room: Int { capacity - count }

    /// Copies what is there, up to `limit` bytes, to another pipe and leaves it here: tee(2).
    /// Throws: `EAGAIN`, `EPIPE`, `EINTR`.
    @export(interface)
    public func duplicate(to other: Pipe, limit: Int, nonBlocking: Bool) throws(Errno) -> Int {
        if other.readers == 0 { throw .EPIPE }
        if limit == 0 { return 0 }
        if count == 0 {
            if writers == 0 { return 0 }
            if nonBlocking { throw .EAGAIN }
            try waiters.wait(for: .input) { () throws(Errno) in count > 0 || writers == 0 }
        }
        if other.room == 0 {
            if nonBlocking { throw .EAGAIN }
            try other.waiters.wait(for: .output) { () throws(Errno) in other.room > 0 || other.readers == 0 }
            if other.readers == 0 { throw .EPIPE }
        }
        let length = min(limit, count, other.room)
        other.grow(for: other.count + length)
        for index in 0..<length {
            let byte = ring[(head + index) & (ring.count - 1)]
            other.ring[(other.head + other.count + index) & (other.ring.count - 1)] = byte
        }
        other.count += length
        other.waiters.wake(.input)
        return length
    }

    private func take(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        var done = 0
        while count > 0, buffer.count > 0 {
            let length = min(count, ring.count - head, buffer.count)
            let copied: Int
            do throws(Errno) {
                copied = try buffer.write(ring, from: head, count: length)
            } catch {
                if done > 0 { return done }
                throw error
            }
            head = (head + copied) & (ring.count - 1)
            count -= copied
            done += copied
            if copied < length { break }
        }
        if count == 0 { head = 0 }
        return done
    }

    private func put(_ buffer: inout UserBuffer) throws(Errno) {
        grow(for: count + min(buffer.count, capacity - count))
        while count < capacity, buffer.count > 0 {
            let tail = (head + count) & (ring.count - 1)
            let length = min(ring.count - count, ring.count - tail, buffer.count, capacity - count)
            if length == 0 { return }
            let copied = try buffer.read(into: &ring, at: tail, count: length)
            count += copied
            if copied < length { throw .EFAULT }
        }
    }

    private func grow(for needed: Int) {
        guard needed > ring.count else { return }
        var size = max(ring.count, 4096)
        while size < needed { size *= 2 }
        var larger: [UInt8] = []
        larger.reserveCapacity(size)
        for index in 0..<count { larger.append(ring[(head + index) & (ring.count - 1)]) }
        while larger.count < size { larger.append(0) }
        ring = larger
        head = 0
    }

    /// `F_SETPIPE_SZ`: rounds up to a power of two pages. Throws: `EBUSY` if more is in it, `EPERM`, `EINVAL`.
    func setCapacity(_ wanted: Int) throws(Errno) -> Int {
        guard wanted > 0 else { throw .EINVAL }
        guard wanted <= Pipe.largestCapacity else { throw .EPERM }
        var size = 4096
        while size < wanted { size *= 2 }
        guard size >= count else { throw .EBUSY }
        if ring.count > size {
            // The ring itself shrinks too: its size must stay a power of two not above the capacity.
            var smaller: [UInt8] = []
            smaller.reserveCapacity(size)
            for index in 0..<count { smaller.append(ring[(head + index) & (ring.count - 1)]) }
            while smaller.count < size { smaller.append(0) }
            ring = smaller
            head = 0
        }
        capacity = size
        waiters.wakeAll()
        return size
    }
}
