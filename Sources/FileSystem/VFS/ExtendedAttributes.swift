internal import Bytes
public import LinuxABI

/// Attributes by name, xattr(7): a list, since a file has few.
public struct ExtendedAttributes: Sendable {
    /// What name and value of one, and all of a file's together, may take.
    public static var nameLimit: Int { 255 }
    public static var valueLimit: Int { 65536 }
    private static var totalLimit: Int { 131_072 }

    private var entries: [(name: [UInt8], value: [UInt8])] = []

    /// The value; nil if there is none of that name.
    func value(_ name: [UInt8]) -> [UInt8]? { entries.first { $0.name == name }?.value }

    /// Throws: `EEXIST`, `ENODATA` as the flags ask, `ENOSPC`.
    mutating func set(_ name: [UInt8], _ value: [UInt8], _ flags: ExtendedAttributeFlags) throws(Errno) {
        let known = entries.firstIndex { $0.name == name }
        if known != nil, flags.contains(.XATTR_CREATE) { throw .EEXIST }
        if known == nil, flags.contains(.XATTR_REPLACE) { throw .ENODATA }
        var total = name.count + value.count
        for entry in entries where entry.name != name { total += entry.name.count + entry.value.count }
        guard total <= Self.totalLimit else { throw .ENOSPC }
        if let known { entries[known].value = value } else { entries.append((name, value)) }
    }

    /// Throws: `ENODATA`.
    mutating func remove(_ name: [UInt8]) throws(Errno) {
        guard let known = entries.firstIndex(where: { $0.name == name }) else { throw .ENODATA }
        entries.remove(at: known)
    }

    /// The names, each ended by a zero.
    func names(includingTrusted: Bool) -> [UInt8] {
        var list: [UInt8] = []
        for entry in entries where includingTrusted || !entry.name.starts(with: [UInt8](ascii: "trusted.")) {
            list += entry.name
            list.append(0)
        }
        return list
    }
}

/// What is done with an attribute.
private enum AttributeUse { case reading, changing }

extension FileSystemContext {
    /// getxattr(2). Throws: `ENODATA`, `EOPNOTSUPP`, `EINVAL`, `EACCES`.
    @export(interface)
    public func attribute(_ name: [UInt8], of inode: Inode) throws(Errno) -> [UInt8] {
        try check(name, of: inode, .reading)
        guard let value = inode.extendedAttributes?.value(name) else { throw .ENODATA }
        return value
    }

    /// setxattr(2). Throws: `EEXIST`, `ENODATA`, `EPERM`, `EOPNOTSUPP`, `EINVAL`, `EACCES`, `EROFS`, `ENOSPC`.
    @export(interface)
    public func setAttribute(
        _ name: [UInt8], _ value: [UInt8], _ flags: ExtendedAttributeFlags, of inode: Inode
    ) throws(Errno) {
        try check(name, of: inode, .changing)
        var attributes = inode.extendedAttributes ?? ExtendedAttributes()
        try attributes.set(name, value, flags)
        inode.extendedAttributes = attributes
        inode.touchChanged()
    }

    /// removexattr(2). Throws: `ENODATA`, `EPERM`, `EOPNOTSUPP`, `EINVAL`, `EACCES`, `EROFS`.
    @export(interface)
    public func removeAttribute(_ name: [UInt8], of inode: Inode) throws(Errno) {
        try check(name, of: inode, .changing)
        guard var attributes = inode.extendedAttributes else { throw .ENODATA }
        try attributes.remove(name)
        inode.extendedAttributes = attributes
        inode.touchChanged()
    }

    /// listxattr(2): the names, each ended by a zero.
    @export(interface)
    public func attributeNames(of inode: Inode) -> [UInt8] {
        inode.extendedAttributes?.names(includingTrusted: credentials?.has(.administrates) ?? true) ?? []
    }

    /// The rules of the name spaces, xattr(7).
    private func check(_ name: [UInt8], of inode: Inode, _ use: AttributeUse) throws(Errno) {
        if use == .changing, inode.superblock.isReadOnly { throw .EROFS }
        let isAdministrator = credentials?.has(.administrates) ?? true
        let prefix: Int
        if name.starts(with: [UInt8](ascii: "user.")) {
            prefix = 5
            // Links and devices have none, lest anyone could fill the disk with them.
            guard inode.type == .regular || inode.isDirectory else { throw use == .changing ? .EPERM : .ENODATA }
            if use == .changing, inode.isDirectory, inode.mode.contains(.sticky), let credentials,
                !credentials.mayActAsOwner(of: inode)
            {
                throw .EPERM
            }
            try check(use == .changing ? .W_OK : .R_OK, of: inode)
        } else if name.starts(with: [UInt8](ascii: "trusted.")) {
            prefix = 8
            guard isAdministrator else { throw use == .changing ? .EPERM : .ENODATA }
        } else if name.starts(with: [UInt8](ascii: "security.")) {
            prefix = 9
            guard use == .reading || isAdministrator else { throw .EPERM }
        } else {
            throw .EOPNOTSUPP
        }
        guard inode.storesExtendedAttributes else { throw .EOPNOTSUPP }
        guard name.count > prefix else { throw .EINVAL }
    }
}
