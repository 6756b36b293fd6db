internal import Bytes
internal import LinuxABI

/// /proc itself: each thread has a directory there by its number, which is found but not listed, as on Linux. libdispatch asks
/// for the states of its threads by that.
final class ProcDirectory: VirtualDirectory {
    private let information: any ProcessInformation
    private let thread: (Int32) -> Inode

    /// `build` makes what is listed, `thread` the directory of a thread.
    init(
        _ superblock: Superblock, _ information: any ProcessInformation, _ build: @escaping () -> [Entry],
        thread: @escaping (Int32) -> Inode
    ) {
        self.information = information
        self.thread = thread
        super.init(superblock, number: 1, build)
    }

    // Threads come and go: nothing of them is remembered.
    override var isCacheable: Bool { false }

    override func lookup(_ name: Span<UInt8>) throws(Errno) -> Inode? {
        if let inode = try super.lookup(name) { return inode }
        guard let number = decimal(name), information.threadNumbers.contains(number) else { return nil }
        return thread(number)
    }
}
