internal import Bytes
public import LinuxABI

/// The file system of /dev: a tmpfs with the usual nodes in it.
public enum DeviceTree {
    /// - Parameter terminal: what /dev/tty and /dev/console are; nil where no stream of the program is a terminal.
    @export(interface)
    public static func make(_ services: FileServices, terminal: Terminal?) -> TmpSuperblock {
        let tmpfs = TmpSuperblock(services, minor: 5, typeName: "devtmpfs", permissions: FileMode(rawValue: 0o755))
        tmpfs.directory.fillLater { root in fill(root, tmpfs, services, terminal) }
        return tmpfs
    }

    private static func fill(
        _ root: TmpDirectory, _ tmpfs: TmpSuperblock, _ services: FileServices, _ terminal: Terminal?
    ) {
        func add(_ name: StaticString, _ kind: DeviceInode.Kind, _ minor: UInt32) {
            root.add([UInt8](ascii: name), DeviceInode(tmpfs, kind, DeviceNumber(major: 1, minor: minor), services))
        }
        add("null", .null, 3)
        add("zero", .zero, 5)
        add("full", .full, 7)
        add("random", .random, 8)
        add("urandom", .random, 9)
        root.add(
            [UInt8](ascii: "tty"),
            ConsoleInode(tmpfs, DeviceNumber(major: 5, minor: 0), FileMode(rawValue: 0o666), terminal))
        root.add(
            [UInt8](ascii: "console"),
            ConsoleInode(tmpfs, DeviceNumber(major: 5, minor: 1), FileMode(rawValue: 0o600), terminal))
        func link(_ name: StaticString, _ target: StaticString) {
            root.add([UInt8](ascii: name), TmpLink(tmpfs, tmpfs.newInodeNumber(), [UInt8](ascii: target)))
        }
        link("fd", "/proc/self/fd")
        link("stdin", "/proc/self/fd/0")
        link("stdout", "/proc/self/fd/1")
        link("stderr", "/proc/self/fd/2")
        let shm = TmpDirectory(tmpfs, tmpfs.newInodeNumber(), FileMode(rawValue: 0o1777))
        root.add([UInt8](ascii: "shm"), shm)
        root.linkCount += 1
    }
}

/// Which of a program's first three descriptors are terminals, `apus.tty=`.
public struct StandardStreams: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let input = StandardStreams(rawValue: 1)
    public static let output = StandardStreams(rawValue: 2)
    public static let error = StandardStreams(rawValue: 4)
}

extension DescriptorTable {
    /// Opens descriptors 0, 1 and 2 on the console. Those that are terminals are /dev/console, opened for reading and
    /// writing as a login shell's are; the others look like pipes.
    @export(interface)
    public func openStandardStreams(
        _ device: any ConsoleDevice, terminal: Terminal?, terminals: StandardStreams, _ context: FileSystemContext,
        _ anonymous: AnonymousSuperblock
    ) throws(Errno) {
        try openStream(.input, [], .output)
        try openStream(.output, .O_WRONLY, .output)
        try openStream(.error, .O_WRONLY, .error)
        func openStream(
            _ stream: StandardStreams, _ flags: OpenFlags, _ channel: ConsoleChannel
        ) throws(Errno) {
            let file: ConsoleFile
            if let terminal, terminals.contains(stream) {
                let path = [UInt8](ascii: "/dev/console")
                let dentry = try context.walk(path.span)
                file = ConsoleFile(dentry.inode, dentry, .O_RDWR, device, channel, terminal)
            } else {
                let inode = StreamInode(anonymous, device, channel)
                file = ConsoleFile(inode, nil, flags, device, channel, nil)
            }
            _ = try install(file, closeOnExec: false)
        }
    }
}
