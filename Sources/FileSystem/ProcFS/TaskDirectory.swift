internal import Bytes
internal import LinuxABI

/// /proc/self/task: a directory for each thread. Threads come and go: nothing of it is remembered.
final class TaskDirectory: Inode {
    private let information: any ProcessInformation
    private let make: (Int32) -> Inode

    /// `make` makes a thread's directory.
    init(_ superblock: Superblock, _ information: any ProcessInformation, _ make: @escaping (Int32) -> Inode) {
        self.information = information
        self.make = make
        super.init(
            superblock: superblock, number: superblock.newInodeNumber(),
            mode: FileMode(.directory, FileMode(rawValue: 0o555)), linkCount: 2)
        touchModified()
        accessed = modified
    }

    override var isCacheable: Bool { false }
    override func willChangeAttributes() throws(Errno) { throw .EPERM }
    override func showSize(in stat: inout Stat) { stat.nlink = UInt64(information.threadNumbers.count + 2) }

    override func lookup(_ name: Span<UInt8>) throws(Errno) -> Inode? {
        guard let number = decimal(name), information.threadNumbers.contains(number) else { return nil }
        return make(number)
    }

    override func list(from cookie: Int64, parent: UInt64, into sink: inout DirectoryEntries) throws(Errno) {
        if cookie < 1, !sink.add(".", number, .directory, next: 1) { return }
        if cookie < 2, !sink.add("..", parent, .directory, next: 2) { return }
        // A thread's number is its place: those that begin or end meanwhile do not move the others.
        for thread in information.threadNumbers where Int64(thread) + 3 > cookie {
            var name = ByteText()
            name.add(decimal: UInt(thread))
            guard sink.add(name.bytes.span, number &* 65536 &+ UInt64(thread), .directory, next: Int64(thread) + 3) else { return }
        }
    }
}

/// /proc/thread-self: leads to whoever looks.
final class RunningThreadLink: Inode {
    private let information: any ProcessInformation

    init(_ superblock: Superblock, _ information: any ProcessInformation) {
        self.information = information
        super.init(
            superblock: superblock, number: superblock.newInodeNumber(),
            mode: FileMode(.symbolicLink, FileMode(rawValue: 0o777)))
        touchModified()
        accessed = modified
    }

    override var blocks: Int64 { 0 }

    override func target() throws(Errno) -> [UInt8] {
        var text = ByteText()
        text.add(decimal: UInt(information.processNumber))
        text.add("/task/")
        text.add(decimal: UInt(information.runningThread))
        return text.bytes
    }
}
