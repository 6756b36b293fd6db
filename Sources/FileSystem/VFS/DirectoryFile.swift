public import LinuxABI

/// An open directory.
public final class DirectoryFile: OpenFile {
    @export(interface)
    public override func readDirectory(_ entries: inout DirectoryEntries) throws(Errno) {
        let parent = dentry?.parent?.inode ?? inode
        try inode.list(from: offset, parent: parent.number, into: &entries)
        offset = entries.nextCookie ?? offset
    }

    @export(interface)
    public override func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 {
        switch whence {
        case .SEEK_SET, .SEEK_CUR: return try super.seek(offset, whence)
        default: throw .EINVAL
        }
    }
}
