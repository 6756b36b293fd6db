internal import Bytes
internal import LinuxABI

/// /proc/self/task: a directory for each thread.
final class TaskDirectory: NumberedDirectory {
    private let information: any ProcessInformation
    private let make: (Int32) -> Inode

    /// `make` makes a thread's directory.
    init(_ superblock: Superblock, _ information: any ProcessInformation, _ make: @escaping (Int32) -> Inode) {
        self.information = information
        self.make = make
        super.init(superblock, permissions: 0o555, linkCount: 2, entries: .directory)
    }

    override var numbers: [Int32] { information.threadNumbers }
    override func entry(_ number: Int32) -> Inode? { information.threadNumbers.contains(number) ? make(number) : nil }
    override func showSize(in stat: inout Stat) { stat.nlink = UInt64(information.threadNumbers.count + 2) }
}

/// /proc/thread-self: leads to whoever looks.
final class RunningThreadLink: ProcLink {
    private let information: any ProcessInformation

    init(_ superblock: Superblock, _ information: any ProcessInformation) {
        self.information = information
        super.init(superblock)
    }

    override func target() throws(Errno) -> [UInt8] {
        var text = ByteText()
        text.add(decimal: UInt(information.processNumber))
        text.add("/task/")
        text.add(decimal: UInt(information.runningThread))
        return text.bytes
    }
}
