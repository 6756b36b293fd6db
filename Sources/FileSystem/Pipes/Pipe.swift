internal import Bytes
public import LinuxABI
internal import Sync

/// The bytes between the two ends of a pipe, pipe(7).
public final class Pipe {
    /// Writes of up to this many bytes are not torn apart.
    public static var atomicLimit: Int { 4096 }
    /// What `F_SETPIPE_SZ` may ask for, /proc/sys/fs/pipe-max-size.
    public static var largestCapacity: Int { 1 << 20 }

    private var buffers = PipeBuffers()
    /// How many bytes wait to be read.
    public var count: Int { buffers.count }
    public var capacity: Int { buffers.limit * PipeBuffers.size }
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
        if readers == 0, writers == 0 { buffers.removeAll() }
        waiters.wakeAll()
    }

    // MARK: Bytes

    /// Whether there is a buffer for a write of any size.
    var hasRoom: Bool { !buffers.isFull }

    /// Reads into the program's memory what can be read at once without waking anybody. The caller has seen that there is something.
    /// Returns nil where there is more to it. Throws: `EFAULT`.
    @inline(__always)
    func readQuickly(_ count: Int, to address: UInt) throws(Errno) -> Int? {
        // Room in a full pipe is what a writer may be waiting for.
        buffers.isFull ? nil : try buffers.takeQuickly(count, to: address)
    }

    /// Whether there is nothing to read yet.
    var isEmpty: Bool { buffers.isEmpty }

    /// Waits for the first byte. Returns whether the thread was woken for it; not so where there are no writers.
    /// Throws: `EAGAIN`, `EINTR`.
    @inline(__always)
    func awaitBytes(nonBlocking: Bool) throws(Errno) -> Bool {
        if writers == 0 { return false }
        if nonBlocking { throw .EAGAIN }
        try waiters.wait(for: .input, .exclusive) { () throws(Errno) in !buffers.isEmpty || writers == 0 }
        return true
    }

    /// A thread was woken to read, and has done so or failed to: the wake-up is handed on where there is something for another.
    @inline(__always)
    func passOnWakeUp() { if !buffers.isEmpty { waiters.wake(.input) } }

    /// Writes from the program's memory if that takes no more than a buffer that is there. Returns whether it did. Throws: `EFAULT`.
    @inline(__always)
    func writeQuickly(_ count: Int, from address: UInt) throws(Errno) -> Bool {
        guard UInt(bitPattern: count &- 1) < PipeBuffers.size, readers != 0, try buffers.addQuickly(count, from: address) else { return false }
        waiters.wake(.input)
        return true
    }

    /// Reads what is there, waiting for the first byte; 0 when all writers have gone. Of a packet what does not fit is lost.
    /// Throws: `EAGAIN`, `EINTR`, `EFAULT`.
    func read(_ buffer: inout UserBuffer, nonBlocking: Bool) throws(Errno) -> Int {
        let total = buffer.count
        if total == 0 { return 0 }
        let hasWaited = try buffers.isEmpty ? awaitBytes(nonBlocking: nonBlocking) : false
        let wasFull = buffers.isFull
        var failure: Errno?
        var done = 0
        while !buffers.isEmpty, done < total {
            do throws(Errno) {
                let isPacket = try buffers.take(&buffer)
                done = total - buffer.count
                if isPacket { break }
            } catch {
                // The buffer that would not go stays as it is.
                failure = error
                break
            }
        }
        if wasFull, !buffers.isFull { waiters.wake(.output) }
        if hasWaited { passOnWakeUp() }
        if let failure, done == 0 { throw failure }
        return done
    }

    /// Writes all, waiting for room. Throws: `EPIPE`, `EAGAIN`, `EINTR`, `EFAULT`.
    func write(_ buffer: inout UserBuffer, nonBlocking: Bool, packets: Bool) throws(Errno) -> Int {
        let total = buffer.count
        if total == 0 { return 0 }
        if readers == 0 { throw .EPIPE }
        var done = 0
        var hasWaited = false
        do throws(Errno) {
            // The bytes that fill no page go with the last write's, if they fit there.
            let odd = total & (PipeBuffers.size - 1)
            if !packets, try buffers.append(&buffer, odd) { done = odd }
            while done < total {
                if buffers.isFull {
                    if nonBlocking { throw .EAGAIN }
                    waiters.wake(.input)
                    try waiters.wait(for: .output, .exclusive) { () throws(Errno) in readers == 0 || !buffers.isFull }
                    hasWaited = true
                }
                if readers == 0 { throw .EPIPE }
                let before = buffer.count
                try buffers.add(&buffer, isPacket: packets)
                done += before - buffer.count
            }
        } catch {
            if done == 0 { throw error }
        }
        waiters.wake(.input)
        if hasWaited, hasRoom { waiters.wake(.output) }
        return done
    }

    /// How many bytes fit.
    public var room: Int { buffers.room }

    /// Copies what is there, up to `limit` bytes, to another pipe and leaves it here: tee(2).
    /// Throws: `EAGAIN`, `EPIPE`, `EINTR`.
    @export(interface)
    public func duplicate(to other: Pipe, limit: Int, nonBlocking: Bool) throws(Errno) -> Int {
        if limit == 0 { return 0 }
        if other.readers == 0 { throw .EPIPE }
        if buffers.isEmpty {
            if writers == 0 { return 0 }
            if nonBlocking { throw .EAGAIN }
            try waiters.wait(for: .input) { () throws(Errno) in !buffers.isEmpty || writers == 0 }
        }
        if other.buffers.isFull {
            if nonBlocking { throw .EAGAIN }
            try other.waiters.wait(for: .output) { () throws(Errno) in !other.buffers.isFull || other.readers == 0 }
            if other.readers == 0 { throw .EPIPE }
        }
        var done = 0
        var index = 0
        while index < buffers.used, done < limit, !other.buffers.isFull {
            done += buffers.duplicate(index, limit: limit - done, to: &other.buffers)
            index += 1
        }
        other.waiters.wake(.input)
        return done
    }

    /// `F_SETPIPE_SZ`: rounds up to a power of two pages. Throws: `EBUSY` if more is in it, `EPERM`.
    func setCapacity(_ wanted: Int) throws(Errno) -> Int {
        guard wanted <= Pipe.largestCapacity else { throw .EPERM }
        var count = 1
        while count * PipeBuffers.size < wanted { count *= 2 }
        guard count >= buffers.used else { throw .EBUSY }
        buffers.setLimit(count)
        waiters.wakeAll(.output)
        return capacity
    }
}
