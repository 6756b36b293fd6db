public import LinuxABI
public import Sync

/// A process's file descriptors.
public final class DescriptorTable {
    private struct Slot {
        var file: OpenFile?
        var closesOnExec = false
    }
    private var slots: [Slot] = []
    /// No descriptor below this one is free.
    private var firstFree = 0
    /// `RLIMIT_NOFILE`, the soft limit: one more than the highest descriptor.
    public var limit = 1024
    /// The most that `limit` can be, `fs.nr_open`.
    public static var highestLimit: Int { 1 << 20 }

    /// The process whose record locks end when it closes a file.
    private let process: Int32

    public init(process: Int32) { self.process = process }

    /// The open file description behind a descriptor, nil if it is not open.
    @inline(__always)
    public func find(_ descriptor: Int32) -> OpenFile? {
        let index = Int(truncatingIfNeeded: UInt32(bitPattern: descriptor))
        return index < slots.count ? slots[index].file : nil
    }

    /// The same, without counting references: it leads to the file until the descriptor is closed, which can happen where the thread waits.
    @inline(__always)
    public func link(_ descriptor: Int32) -> Link<OpenFile> {
        let index = Int(truncatingIfNeeded: UInt32(bitPattern: descriptor))
        guard index < slots.count, let file = slots[index].file else { return Link() }
        return Link(file)
    }

    /// The open file description behind a descriptor. Throws: `EBADF`.
    @inline(__always)
    public func file(_ descriptor: Int32) throws(Errno) -> OpenFile {
        let index = Int(truncatingIfNeeded: UInt32(bitPattern: descriptor))
        guard index < slots.count, let file = slots[index].file else { throw .EBADF }
        return file
    }

    /// The same, but `O_PATH` ones are refused too, as most calls do.
    @inline(__always)
    public func usable(_ descriptor: Int32) throws(Errno) -> OpenFile {
        let file = try file(descriptor)
        if file.isPathOnly { throw .EBADF }
        return file
    }

    /// The same, for reading. Throws: `EBADF`.
    @inline(__always)
    public func readable(_ descriptor: Int32) throws(Errno) -> OpenFile {
        let file = try file(descriptor)
        guard file.isReadable else { throw .EBADF }
        return file
    }

    /// The same, for writing. Throws: `EBADF`.
    @inline(__always)
    public func writable(_ descriptor: Int32) throws(Errno) -> OpenFile {
        let file = try file(descriptor)
        guard file.isWritable else { throw .EBADF }
        return file
    }

    /// Gives a file the lowest free descriptor that is not below `lowest`. Throws: `EMFILE`.
    @export(interface)
    public func install(_ file: OpenFile, closeOnExec: Bool, from lowest: Int = 0) throws(Errno) -> Int32 {
        let index = try lowestFree(lowest)
        place(file, index, closeOnExec)
        return Int32(index)
    }

    /// Whether a new descriptor could be had: for calls that must know before they act. Throws: `EMFILE`.
    @export(interface)
    public func checkRoom(for count: Int = 1) throws(Errno) {
        if count == 1, firstFree < limit, firstFree >= slots.count || slots[firstFree].file == nil { return }
        var index = -1
        for _ in 0..<count { index = try lowestFree(index + 1) }
    }

    /// Makes `target` refer to `file`, closing what it referred to: dup2(2). Throws: `EBADF` beyond the limit.
    @export(interface)
    public func replace(_ target: Int32, _ file: OpenFile, closeOnExec: Bool) throws(Errno) {
        guard target >= 0, Int(target) < limit else { throw .EBADF }
        let index = Int(target)
        if index < slots.count, slots[index].file != nil { remove(index) }
        place(file, index, closeOnExec)
    }

    /// Closes a descriptor. Throws: `EBADF`.
    @discardableResult
    @export(interface)
    public func close(_ descriptor: Int32) throws(Errno) -> OpenFile {
        let index = Int(truncatingIfNeeded: UInt32(bitPattern: descriptor))
        guard index < slots.count, let file = remove(index) else { throw .EBADF }
        return file
    }

    /// Closes all descriptors of a range, close_range(2), or marks them for exec.
    @export(interface)
    public func closeRange(_ range: ClosedRange<UInt32>, markOnly: Bool) {
        guard Int(range.lowerBound) < slots.count else { return }
        for index in Int(range.lowerBound)...min(Int(range.upperBound), slots.count - 1) where slots[index].file != nil
        {
            if markOnly {
                slots[index].closesOnExec = true
            } else {
                remove(index)
            }
        }
    }

    /// Closes all: the process ends.
    @export(interface)
    public func closeAll() { closeRange(0...UInt32.max, markOnly: false) }

    /// Closes those that are marked for it: execve(2).
    @export(interface)
    public func closeMarked() {
        for index in slots.indices where slots[index].closesOnExec { remove(index) }
    }

    /// Whether a descriptor is closed by execve(2). Throws: `EBADF`.
    @export(interface)
    public func closesOnExec(_ descriptor: Int32) throws(Errno) -> Bool {
        _ = try file(descriptor)
        return slots[Int(descriptor)].closesOnExec
    }

    /// Sets or clears the mark that execve(2) goes by. Throws: `EBADF`.
    @export(interface)
    public func setClosesOnExec(_ descriptor: Int32, _ closes: Bool) throws(Errno) {
        _ = try file(descriptor)
        slots[Int(descriptor)].closesOnExec = closes
    }

    /// The descriptors in use, in order: /proc/self/fd.
    @export(interface)
    public func descriptors() -> [Int32] {
        var result: [Int32] = []
        for index in slots.indices where slots[index].file != nil { result.append(Int32(index)) }
        return result
    }

    /// How many places the table has, `FDSize` of /proc/self/status.
    public var capacity: Int { max(64, (slots.count + 63) & ~63) }

    private func lowestFree(_ lowest: Int) throws(Errno) -> Int {
        var index = max(lowest, firstFree)
        while index < slots.count, slots[index].file != nil { index &+= 1 }
        guard index < limit else { throw .EMFILE }
        return index
    }

    private func place(_ file: OpenFile, _ index: Int, _ closeOnExec: Bool) {
        while slots.count <= index { slots.append(Slot()) }
        slots[index] = Slot(file: file, closesOnExec: closeOnExec)
        if index == firstFree { firstFree = index &+ 1 }
        file.retainDescriptor()
    }

    @discardableResult
    private func remove(_ index: Int) -> OpenFile? {
        guard let file = slots[index].file.take() else { return nil }
        if index < firstFree { firstFree = index }
        if file.calls != 0 { file.kept = file }
        file.inode.locks?.release(process)
        file.releaseDescriptor()
        return file
    }
}
