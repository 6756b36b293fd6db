internal import LinuxABI

/// What happens to files, told to those who watch them: inotify(7). Callers ask `isWatched` of the file system first, so that
/// it costs nothing where nobody does.
extension Inode {
    /// Tells the watches on this file.
    final func report(_ event: InotifyMask, name: [UInt8] = [], cookie: UInt32 = 0, ofDirectory: Bool? = nil) {
        if watches.isEmpty { return }
        let told = ofDirectory ?? isDirectory ? event.union(.IN_ISDIR) : event
        for watch in watches where !watch.mask.isDisjoint(with: event) {
            watch.instance.report(watch, told, name, cookie)
        }
    }

    /// The file is gone for good: no name leads to it and nobody has it open.
    final func reportIfGone() {
        guard !watches.isEmpty, linkCount == 0, openCount == 0 else { return }
        // Of a directory, too, without saying that it is one.
        report(.IN_DELETE_SELF, ofDirectory: false)
        for watch in watches { watch.instance.remove(watch) }
    }

    /// The number of links or another attribute changed.
    final func reportAttributes() { if superblock.isWatched { report(.IN_ATTRIB) } }
}

extension Dentry {
    /// Tells the watches on the directory that the file is in, with its name, and those on the file itself.
    final func report(_ event: InotifyMask) {
        guard inode.superblock.isWatched else { return }
        if let parent, !parent.inode.watches.isEmpty {
            for watch in parent.inode.watches where !watch.mask.isDisjoint(with: event) {
                if isUnlinked, watch.mask.contains(.IN_EXCL_UNLINK) { continue }
                watch.instance.report(watch, inode.isDirectory ? event.union(.IN_ISDIR) : event, name, 0)
            }
        }
        inode.report(event)
    }

    /// Tells the watches on a directory that a name came or went.
    final func report(_ event: InotifyMask, entry name: [UInt8], _ file: Inode, cookie: UInt32 = 0) {
        if inode.superblock.isWatched { inode.report(event, name: name, cookie: cookie, ofDirectory: file.isDirectory) }
    }
}
