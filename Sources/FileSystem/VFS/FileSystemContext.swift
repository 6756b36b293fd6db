internal import Bytes
public import LinuxABI

/// A process's view of the tree: root directory, working directory and umask. Linux's `fs_struct`.
///
/// Its operations on paths take bytes without a terminator and, for the `…at` calls, the directory to start from.
public final class FileSystemContext {
    public let namespace: MountNamespace
    /// chroot(2)
    public internal(set) var root: Dentry
    /// chdir(2)
    public internal(set) var workingDirectory: Dentry
    /// umask(2)
    public var umask: FileMode = FileMode(rawValue: 0o022)

    /// Who acts; nil for the superuser, whom nothing is forbidden.
    public var credentials: FileCredentials?

    public init(_ namespace: MountNamespace) {
        self.namespace = namespace
        root = namespace.root
        workingDirectory = namespace.root
    }

    /// The longest path, without its terminator.
    static var pathLimit: Int { 4095 }
    /// The longest component.
    static var nameLimit: Int { 255 }
    /// How many symbolic links one walk follows before `ELOOP`.
    static var linkLimit: Int { 40 }

    /// Sets the working directory, chdir(2). Throws: `ENOTDIR` and the walk's errors.
    @export(interface)
    public func changeDirectory(_ path: Span<UInt8>) throws(Errno) {
        try changeDirectory(to: try walk(path))
    }

    /// Sets the working directory, fchdir(2).
    @export(interface)
    public func changeDirectory(to dentry: Dentry) throws(Errno) {
        guard dentry.inode.isDirectory else { throw .ENOTDIR }
        try check(.X_OK, of: dentry.inode)
        workingDirectory = dentry
    }

    /// Sets the root directory, chroot(2).
    @export(interface)
    public func changeRoot(_ path: Span<UInt8>) throws(Errno) {
        let dentry = try walk(path)
        guard dentry.inode.isDirectory else { throw .ENOTDIR }
        try check(.X_OK, of: dentry.inode)
        if let credentials, !credentials.has(.changesRoot) { throw .EPERM }
        root = dentry
        namespace.memo.invalidate()
    }

    /// The working directory's path, getcwd(2). Throws: `ENOENT` if it was removed, `ENAMETOOLONG`.
    @export(interface)
    public func workingDirectoryPath() throws(Errno) -> [UInt8] {
        if let path = workingDirectory.path(from: root) {
            // One deeper than any path may say, reached by relative ones.
            guard path.count <= FileSystemContext.pathLimit else { throw .ENAMETOOLONG }
            return path
        }
        if workingDirectory.isUnlinked { throw .ENOENT }
        return [UInt8](ascii: "(unreachable)") + workingDirectory.displayPath()
    }
}
