public import LinuxABI

/// What stands above a file's permissions: the capabilities that concern files (capabilities(7)).
public struct FileCapabilities: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `CAP_CHOWN`: give files to others.
    public static var changesOwners: FileCapabilities { FileCapabilities(rawValue: 1) }
    /// `CAP_DAC_OVERRIDE`: read, write and search everything.
    public static var overrides: FileCapabilities { FileCapabilities(rawValue: 2) }
    /// `CAP_DAC_READ_SEARCH`: read and search everything.
    public static var reads: FileCapabilities { FileCapabilities(rawValue: 4) }
    /// `CAP_FOWNER`: do what only the owner may do.
    public static var actsAsOwner: FileCapabilities { FileCapabilities(rawValue: 8) }
    /// `CAP_FSETID`: keep set-user-ID and set-group-ID bits.
    public static var keepsSetID: FileCapabilities { FileCapabilities(rawValue: 16) }
    /// `CAP_SYS_CHROOT`: chroot(2).
    public static var changesRoot: FileCapabilities { FileCapabilities(rawValue: 32) }
    /// `CAP_SYS_ADMIN`: extended attributes of the kernel's.
    public static var administrates: FileCapabilities { FileCapabilities(rawValue: 64) }
    public static var all: FileCapabilities { FileCapabilities(rawValue: 127) }
}

/// Who acts on files: the file user and group of credentials(7), the supplementary groups, the capabilities.
public final class FileCredentials {
    public let user: UInt32
    public let group: UInt32
    public let groups: [UInt32]
    public let capabilities: FileCapabilities

    public init(user: UInt32, group: UInt32, groups: [UInt32], capabilities: FileCapabilities) {
        self.user = user
        self.group = group
        self.groups = groups
        self.capabilities = capabilities
    }

    /// The superuser, whom nothing is forbidden.
    public static var superuser: FileCredentials {
        FileCredentials(user: 0, group: 0, groups: [], capabilities: .all)
    }

    /// Whether it is what needs no checks: all capabilities, and files it makes belong to user and group 0.
    public var isUnrestricted: Bool { user == 0 && group == 0 && capabilities == .all }

    func has(_ capability: FileCapabilities) -> Bool { capabilities.contains(capability) }
    func isMember(of group: UInt32) -> Bool { group == self.group || groups.contains(group) }

    /// Whether it owns the file. What /proc shows belongs to the process itself.
    func owns(_ inode: Inode) -> Bool { inode.superblock.belongsToProcess || inode.uid == user }
    /// Whether it may do what only the owner may.
    func mayActAsOwner(of inode: Inode) -> Bool { owns(inode) || has(.actsAsOwner) }
}

extension Inode {
    /// Checks the permission bits, path_resolution(7). Throws: `EACCES`.
    final func check(_ access: AccessMode, for credentials: FileCredentials) throws(Errno) {
        let shift: UInt32 = credentials.owns(self) ? 6 : credentials.isMember(of: gid) ? 3 : 0
        let wanted = access.rawValue & 7
        if wanted & ~(mode.rawValue >> shift) == 0 { return }
        let canExecute = isDirectory || !mode.isDisjoint(with: .anyExecute)
        if credentials.has(.overrides), canExecute || !access.contains(.X_OK) { return }
        // Reading a file, or reading and searching a directory.
        let reading: AccessMode = isDirectory ? [.R_OK, .X_OK] : .R_OK
        if credentials.has(.reads), access.isSubset(of: reading) { return }
        throw .EACCES
    }
}

extension FileSystemContext {
    /// Checks permissions of a file. Throws: `EACCES`.
    @inline(__always)
    func check(_ access: AccessMode, of inode: Inode) throws(Errno) {
        if let credentials { try inode.check(access, for: credentials) }
    }

    /// Whether a name may be entered in a directory. Throws: `EACCES`.
    func checkEntering(_ directory: Inode) throws(Errno) { try check([.W_OK, .X_OK], of: directory) }

    /// Whether the name of `inode` may be taken out of a directory; in a sticky one only by an owner.
    /// Throws: `EACCES`, `EPERM`.
    func checkRemoving(_ inode: Inode, from directory: Inode) throws(Errno) {
        guard let credentials else { return }
        try directory.check([.W_OK, .X_OK], for: credentials)
        if directory.mode.contains(.sticky), !credentials.owns(directory), !credentials.mayActAsOwner(of: inode) {
            throw .EPERM
        }
    }

    /// Whether a file of somebody else's may be given another name, as with `fs.protected_hardlinks` 1. Throws: `EPERM`.
    func checkLinking(_ inode: Inode) throws(Errno) {
        guard let credentials, !credentials.mayActAsOwner(of: inode) else { return }
        let isSafe =
            inode.type == .regular && !inode.mode.contains(.setUserID)
            && !inode.mode.isSuperset(of: [.setGroupID, .groupExecute])
        guard isSafe else { throw .EPERM }
        do throws(Errno) { try inode.check([.R_OK, .W_OK], for: credentials) } catch { throw .EPERM }
    }

    /// access(2): as `check`, for anyone; nothing can be written where nothing changes. Throws: `EACCES`, `EROFS`.
    @export(interface)
    public func checkAccess(_ access: AccessMode, of inode: Inode) throws(Errno) {
        if access.contains(.W_OK), inode.superblock.isReadOnly {
            switch inode.type {
            case .regular, .directory, .symbolicLink: throw .EROFS
            default: break
            }
        }
        if access.isEmpty { return }
        try inode.check(access, for: credentials ?? .superuser)
    }

    /// Gives a file just made its owner.
    func own(_ inode: Inode, in directory: Inode) {
        guard let credentials else { return }
        inode.uid = credentials.user
        if !directory.mode.contains(.setGroupID) { inode.gid = credentials.group }
        // Who is not in the group cannot make programs that run as it.
        if !inode.isDirectory, inode.mode.isSuperset(of: [.setGroupID, .groupExecute]),
            !credentials.isMember(of: inode.gid), !credentials.has(.keepsSetID)
        {
            inode.mode.remove(.setGroupID)
        }
    }
}
