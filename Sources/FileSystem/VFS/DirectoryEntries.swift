public import Bytes
public import LinuxABI

/// The buffer of getdents64(2), and of its older brother getdents(2), as it fills with entries.
public struct DirectoryEntries: ~Copyable {
    /// How entries are laid out.
    public enum Layout {
        /// `struct linux_dirent64`: the type before the name.
        case dirent64
        /// `struct linux_dirent`: the type in the last byte.
        case dirent
    }

    private var buffer: UserBuffer
    private let layout: Layout
    private var record: [UInt8] = []
    /// How many bytes have been written.
    public private(set) var written = 0
    /// Where a later listing goes on, nil if nothing was taken.
    public private(set) var nextCookie: Int64?
    /// An entry did not fit. If it was the first, the call's result is `EINVAL`.
    public private(set) var isFull = false
    /// Why copying failed, if it did.
    public private(set) var failure: Errno?

    public init(_ buffer: UserBuffer, _ layout: Layout) {
        self.buffer = buffer
        self.layout = layout
    }

    /// Adds an entry; `next` is the cookie of the one after it.
    /// - Returns: whether there may be room for more; false where this one did not fit.
    @export(interface)
    public mutating func add(_ name: Span<UInt8>, _ inode: UInt64, _ type: FileType, next: Int64) -> Bool {
        let fixed = layout == .dirent64 ? 19 : 18
        let tail = layout == .dirent64 ? 1 : 2
        let length = (fixed + name.count + tail + 7) & ~7
        guard length <= buffer.count else {
            isFull = true
            return false
        }
        record.removeAll(keepingCapacity: true)
        append(inode, 8)
        append(UInt64(bitPattern: next), 8)
        append(UInt64(length), 2)
        if layout == .dirent64 { record.append(type.rawValue) }
        for index in name.indices { record.append(name[index]) }
        while record.count < length { record.append(0) }
        if layout == .dirent { record[length - 1] = type.rawValue }
        do throws(Errno) {
            guard try buffer.write(record) == length else { throw .EFAULT }
        } catch {
            failure = error
            isFull = true
            return false
        }
        written += length
        nextCookie = next
        return true
    }

    /// Adds an entry whose name is known in the source.
    @export(interface)
    public mutating func add(_ name: StaticString, _ inode: UInt64, _ type: FileType, next: Int64) -> Bool {
        add([UInt8](ascii: name).span, inode, type, next: next)
    }

    /// What the call gives: bytes written, 0 at the end. Throws: `EINVAL` where not one entry fitted, `EFAULT`.
    public consuming func result() throws(Errno) -> Int {
        if written == 0 {
            if let failure { throw failure }
            if isFull { throw .EINVAL }
        }
        return written
    }

    private mutating func append(_ value: UInt64, _ count: Int) {
        for index in 0..<count { record.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
    }
}
