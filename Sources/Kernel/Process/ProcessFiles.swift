internal import CMachine
public import FileSystem
internal import LinuxABI
internal import Sync

/// A process's files: descriptors, its view of the tree, and the file systems that have no place in it.
public final class ProcessFiles {
    public let descriptors: DescriptorTable
    /// Root and working directory, umask.
    public let context: FileSystemContext
    /// Pipes, epoll instances, event counters.
    public let anonymous: AnonymousSuperblock
    /// Memory with a descriptor: memfd_create(2).
    public let memory: TmpSuperblock
    /// Message queues, once there has been one.
    lazy var messageQueues = MessageQueueSuperblock(clock: anonymous.clock)

    /// - Parameter process: the process's number, which owns its record locks.
    public init(process: Int32, namespace: MountNamespace, anonymous: AnonymousSuperblock, memory: TmpSuperblock) {
        descriptors = DescriptorTable(process: process)
        context = FileSystemContext(namespace)
        self.anonymous = anonymous
        self.memory = memory
    }
}

extension Process {
    /// Where the open file description behind a descriptor of the running process is; nil if it is not open.
    ///
    /// Held: as of `current`.
    @inline(__always)
    static func link(_ descriptor: UInt) -> Link<OpenFile> {
        unsafe Unmanaged<Process>.fromOpaque(machine_current_process().unsafelyUnwrapped)._withUnsafeGuaranteedRef {
            $0.descriptors.link(Int32(truncatingIfNeeded: descriptor))
        }
    }

    /// The open file description behind a descriptor of the running process, for reading. Throws: `EBADF`.
    @inline(__always)
    static func readableFile(_ descriptor: UInt) throws(Errno) -> OpenFile {
        guard let file = link(descriptor).target, file.isReadable else { throw .EBADF }
        return file
    }

    /// The same, for writing.
    @inline(__always)
    static func writableFile(_ descriptor: UInt) throws(Errno) -> OpenFile {
        guard let file = link(descriptor).target, file.isWritable else { throw .EBADF }
        return file
    }

    /// Gives a file the lowest free descriptor, below the limit of `RLIMIT_NOFILE`. Throws: `EMFILE`.
    func install(_ file: OpenFile, closeOnExec: Bool, from lowest: Int = 0) throws(Errno) -> Int {
        adoptDescriptorLimit()
        return Int(try files.descriptors.install(file, closeOnExec: closeOnExec, from: lowest))
    }

    /// Lets the descriptor table know the limit that setrlimit(2) last set.
    @inline(__always)
    func adoptDescriptorLimit() {
        guard let limit = attributes.limits[.RLIMIT_NOFILE] else { return }
        descriptors.limit = Int(clamping: min(limit.current, UInt64(DescriptorTable.highestLimit)))
    }

    /// The directory that a path argument starts from: nil for the working directory, and for an absolute path, with
    /// which `…at` calls do not look at the descriptor. Throws: `EBADF`, `ENOTDIR`.
    func directory(_ descriptor: UInt, for path: [UInt8]) throws(Errno) -> Dentry? {
        try directory(descriptor, for: path.span)
    }

    /// The same.
    @inline(__always)
    func directory(_ descriptor: UInt, for path: borrowing Span<UInt8>) throws(Errno) -> Dentry? {
        // An empty path leads nowhere, whatever the descriptor.
        if path.count == 0 { throw .ENOENT }
        if path[0] == UInt8(ascii: "/") { return nil }
        return try startingDirectory(descriptor)
    }

    /// The directory behind the descriptor of an `…at` call; nil for the working directory. Throws: `EBADF`, `ENOTDIR`.
    func startingDirectory(_ descriptor: UInt) throws(Errno) -> Dentry? {
        let descriptor = Int32(truncatingIfNeeded: descriptor)
        if descriptor == AT_FDCWD { return nil }
        guard let dentry = try files.descriptors.file(descriptor).dentry, dentry.inode.isDirectory else {
            throw .ENOTDIR
        }
        return dentry
    }
}
