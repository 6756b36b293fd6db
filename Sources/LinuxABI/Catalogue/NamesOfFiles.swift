extension NamedValue {
    static let openFlags: [NamedValue] = [
        NamedValue(UInt64(OpenFlags.O_SYNC.rawValue), "O_SYNC"),
        NamedValue(UInt64(OpenFlags.O_TMPFILE.rawValue), "O_TMPFILE"),
        NamedValue(UInt64(OpenFlags.O_WRONLY.rawValue), "O_WRONLY"),
        NamedValue(UInt64(OpenFlags.O_RDWR.rawValue), "O_RDWR"),
        NamedValue(UInt64(OpenFlags.O_CREAT.rawValue), "O_CREAT"),
        NamedValue(UInt64(OpenFlags.O_EXCL.rawValue), "O_EXCL"),
        NamedValue(UInt64(OpenFlags.O_NOCTTY.rawValue), "O_NOCTTY"),
        NamedValue(UInt64(OpenFlags.O_TRUNC.rawValue), "O_TRUNC"),
        NamedValue(UInt64(OpenFlags.O_APPEND.rawValue), "O_APPEND"),
        NamedValue(UInt64(OpenFlags.O_NONBLOCK.rawValue), "O_NONBLOCK"),
        NamedValue(UInt64(OpenFlags.O_DSYNC.rawValue), "O_DSYNC"),
        NamedValue(UInt64(OpenFlags.O_ASYNC.rawValue), "O_ASYNC"),
        NamedValue(UInt64(OpenFlags.O_DIRECT.rawValue), "O_DIRECT"),
        NamedValue(UInt64(OpenFlags.O_LARGEFILE.rawValue), "O_LARGEFILE"),
        NamedValue(UInt64(OpenFlags.O_DIRECTORY.rawValue), "O_DIRECTORY"),
        NamedValue(UInt64(OpenFlags.O_NOFOLLOW.rawValue), "O_NOFOLLOW"),
        NamedValue(UInt64(OpenFlags.O_NOATIME.rawValue), "O_NOATIME"),
        NamedValue(UInt64(OpenFlags.O_CLOEXEC.rawValue), "O_CLOEXEC"),
        NamedValue(UInt64(OpenFlags.O_PATH.rawValue), "O_PATH"),
    ]

    static let resolveFlags: [NamedValue] = [
        NamedValue(ResolveFlags.RESOLVE_NO_XDEV.rawValue, "RESOLVE_NO_XDEV"),
        NamedValue(ResolveFlags.RESOLVE_NO_MAGICLINKS.rawValue, "RESOLVE_NO_MAGICLINKS"),
        NamedValue(ResolveFlags.RESOLVE_NO_SYMLINKS.rawValue, "RESOLVE_NO_SYMLINKS"),
        NamedValue(ResolveFlags.RESOLVE_BENEATH.rawValue, "RESOLVE_BENEATH"),
        NamedValue(ResolveFlags.RESOLVE_IN_ROOT.rawValue, "RESOLVE_IN_ROOT"),
        NamedValue(ResolveFlags.RESOLVE_CACHED.rawValue, "RESOLVE_CACHED"),
    ]

    static let atFlags: [NamedValue] = [
        NamedValue(UInt64(AtFlags.AT_SYMLINK_NOFOLLOW.rawValue), "AT_SYMLINK_NOFOLLOW"),
        NamedValue(UInt64(AtFlags.AT_REMOVEDIR.rawValue), "AT_REMOVEDIR"),
        NamedValue(UInt64(AtFlags.AT_SYMLINK_FOLLOW.rawValue), "AT_SYMLINK_FOLLOW"),
        NamedValue(UInt64(AtFlags.AT_NO_AUTOMOUNT.rawValue), "AT_NO_AUTOMOUNT"),
        NamedValue(UInt64(AtFlags.AT_EMPTY_PATH.rawValue), "AT_EMPTY_PATH"),
        NamedValue(UInt64(AtFlags.AT_STATX_FORCE_SYNC.rawValue), "AT_STATX_FORCE_SYNC"),
        NamedValue(UInt64(AtFlags.AT_STATX_DONT_SYNC.rawValue), "AT_STATX_DONT_SYNC"),
        NamedValue(UInt64(AtFlags.AT_RECURSIVE.rawValue), "AT_RECURSIVE"),
    ]

    static let renameFlags: [NamedValue] = [
        NamedValue(UInt64(RenameFlags.RENAME_NOREPLACE.rawValue), "RENAME_NOREPLACE"),
        NamedValue(UInt64(RenameFlags.RENAME_EXCHANGE.rawValue), "RENAME_EXCHANGE"),
        NamedValue(UInt64(RenameFlags.RENAME_WHITEOUT.rawValue), "RENAME_WHITEOUT"),
    ]

    static let extendedAttributeFlags: [NamedValue] = [
        NamedValue(UInt64(ExtendedAttributeFlags.XATTR_CREATE.rawValue), "XATTR_CREATE"),
        NamedValue(UInt64(ExtendedAttributeFlags.XATTR_REPLACE.rawValue), "XATTR_REPLACE"),
    ]

    static let whence: [NamedValue] = [
        NamedValue(UInt64(Whence.SEEK_SET.rawValue), "SEEK_SET"),
        NamedValue(UInt64(Whence.SEEK_CUR.rawValue), "SEEK_CUR"),
        NamedValue(UInt64(Whence.SEEK_END.rawValue), "SEEK_END"),
        NamedValue(UInt64(Whence.SEEK_DATA.rawValue), "SEEK_DATA"),
        NamedValue(UInt64(Whence.SEEK_HOLE.rawValue), "SEEK_HOLE"),
    ]

    static let fallocateMode: [NamedValue] = [
        NamedValue(UInt64(FallocateMode.FALLOC_FL_KEEP_SIZE.rawValue), "FALLOC_FL_KEEP_SIZE"),
        NamedValue(UInt64(FallocateMode.FALLOC_FL_PUNCH_HOLE.rawValue), "FALLOC_FL_PUNCH_HOLE"),
        NamedValue(UInt64(FallocateMode.FALLOC_FL_COLLAPSE_RANGE.rawValue), "FALLOC_FL_COLLAPSE_RANGE"),
        NamedValue(UInt64(FallocateMode.FALLOC_FL_ZERO_RANGE.rawValue), "FALLOC_FL_ZERO_RANGE"),
        NamedValue(UInt64(FallocateMode.FALLOC_FL_INSERT_RANGE.rawValue), "FALLOC_FL_INSERT_RANGE"),
        NamedValue(UInt64(FallocateMode.FALLOC_FL_UNSHARE_RANGE.rawValue), "FALLOC_FL_UNSHARE_RANGE"),
    ]

    static let readWriteFlags: [NamedValue] = [
        NamedValue(UInt64(ReadWriteFlags.RWF_HIPRI.rawValue), "RWF_HIPRI"),
        NamedValue(UInt64(ReadWriteFlags.RWF_DSYNC.rawValue), "RWF_DSYNC"),
        NamedValue(UInt64(ReadWriteFlags.RWF_SYNC.rawValue), "RWF_SYNC"),
        NamedValue(UInt64(ReadWriteFlags.RWF_NOWAIT.rawValue), "RWF_NOWAIT"),
        NamedValue(UInt64(ReadWriteFlags.RWF_APPEND.rawValue), "RWF_APPEND"),
    ]

    static let syncRangeFlags: [NamedValue] = [
        NamedValue(UInt64(SyncRangeFlags.SYNC_FILE_RANGE_WAIT_BEFORE.rawValue), "SYNC_FILE_RANGE_WAIT_BEFORE"),
        NamedValue(UInt64(SyncRangeFlags.SYNC_FILE_RANGE_WRITE.rawValue), "SYNC_FILE_RANGE_WRITE"),
        NamedValue(UInt64(SyncRangeFlags.SYNC_FILE_RANGE_WAIT_AFTER.rawValue), "SYNC_FILE_RANGE_WAIT_AFTER"),
    ]

    static let fcntlCommand: [NamedValue] = [
        NamedValue(UInt64(FcntlCommand.F_DUPFD.rawValue), "F_DUPFD"),
        NamedValue(UInt64(FcntlCommand.F_GETFD.rawValue), "F_GETFD"),
        NamedValue(UInt64(FcntlCommand.F_SETFD.rawValue), "F_SETFD"),
        NamedValue(UInt64(FcntlCommand.F_GETFL.rawValue), "F_GETFL"),
        NamedValue(UInt64(FcntlCommand.F_SETFL.rawValue), "F_SETFL"),
        NamedValue(UInt64(FcntlCommand.F_GETLK.rawValue), "F_GETLK"),
        NamedValue(UInt64(FcntlCommand.F_SETLK.rawValue), "F_SETLK"),
        NamedValue(UInt64(FcntlCommand.F_SETLKW.rawValue), "F_SETLKW"),
        NamedValue(UInt64(FcntlCommand.F_SETOWN.rawValue), "F_SETOWN"),
        NamedValue(UInt64(FcntlCommand.F_GETOWN.rawValue), "F_GETOWN"),
        NamedValue(UInt64(FcntlCommand.F_SETSIG.rawValue), "F_SETSIG"),
        NamedValue(UInt64(FcntlCommand.F_GETSIG.rawValue), "F_GETSIG"),
        NamedValue(UInt64(FcntlCommand.F_SETOWN_EX.rawValue), "F_SETOWN_EX"),
        NamedValue(UInt64(FcntlCommand.F_GETOWN_EX.rawValue), "F_GETOWN_EX"),
        NamedValue(UInt64(FcntlCommand.F_OFD_GETLK.rawValue), "F_OFD_GETLK"),
        NamedValue(UInt64(FcntlCommand.F_OFD_SETLK.rawValue), "F_OFD_SETLK"),
        NamedValue(UInt64(FcntlCommand.F_OFD_SETLKW.rawValue), "F_OFD_SETLKW"),
        NamedValue(UInt64(FcntlCommand.F_SETLEASE.rawValue), "F_SETLEASE"),
        NamedValue(UInt64(FcntlCommand.F_GETLEASE.rawValue), "F_GETLEASE"),
        NamedValue(UInt64(FcntlCommand.F_NOTIFY.rawValue), "F_NOTIFY"),
        NamedValue(UInt64(FcntlCommand.F_DUPFD_CLOEXEC.rawValue), "F_DUPFD_CLOEXEC"),
        NamedValue(UInt64(FcntlCommand.F_SETPIPE_SZ.rawValue), "F_SETPIPE_SZ"),
        NamedValue(UInt64(FcntlCommand.F_GETPIPE_SZ.rawValue), "F_GETPIPE_SZ"),
        NamedValue(UInt64(FcntlCommand.F_ADD_SEALS.rawValue), "F_ADD_SEALS"),
        NamedValue(UInt64(FcntlCommand.F_GET_SEALS.rawValue), "F_GET_SEALS"),
        NamedValue(UInt64(FcntlCommand.F_GET_RW_HINT.rawValue), "F_GET_RW_HINT"),
        NamedValue(UInt64(FcntlCommand.F_SET_RW_HINT.rawValue), "F_SET_RW_HINT"),
    ]

    static let flockOperation: [NamedValue] = [
        NamedValue(UInt64(FlockOperation.LOCK_SH.rawValue), "LOCK_SH"),
        NamedValue(UInt64(FlockOperation.LOCK_EX.rawValue), "LOCK_EX"),
        NamedValue(UInt64(FlockOperation.LOCK_NB.rawValue), "LOCK_NB"),
        NamedValue(UInt64(FlockOperation.LOCK_UN.rawValue), "LOCK_UN"),
    ]

    static let closeRangeFlags: [NamedValue] = [
        NamedValue(UInt64(CloseRangeFlags.CLOSE_RANGE_UNSHARE.rawValue), "CLOSE_RANGE_UNSHARE"),
        NamedValue(UInt64(CloseRangeFlags.CLOSE_RANGE_CLOEXEC.rawValue), "CLOSE_RANGE_CLOEXEC"),
    ]

    static let ioctlRequest: [NamedValue] = [
        NamedValue(UInt64(IoctlRequest.TCGETS.rawValue), "TCGETS"),
        NamedValue(UInt64(IoctlRequest.TCSETS.rawValue), "TCSETS"),
        NamedValue(UInt64(IoctlRequest.TCSETSW.rawValue), "TCSETSW"),
        NamedValue(UInt64(IoctlRequest.TCSETSF.rawValue), "TCSETSF"),
        NamedValue(UInt64(IoctlRequest.TCGETA.rawValue), "TCGETA"),
        NamedValue(UInt64(IoctlRequest.TCSBRK.rawValue), "TCSBRK"),
        NamedValue(UInt64(IoctlRequest.TCXONC.rawValue), "TCXONC"),
        NamedValue(UInt64(IoctlRequest.TCFLSH.rawValue), "TCFLSH"),
        NamedValue(UInt64(IoctlRequest.TIOCEXCL.rawValue), "TIOCEXCL"),
        NamedValue(UInt64(IoctlRequest.TIOCNXCL.rawValue), "TIOCNXCL"),
        NamedValue(UInt64(IoctlRequest.TIOCSCTTY.rawValue), "TIOCSCTTY"),
        NamedValue(UInt64(IoctlRequest.TIOCGPGRP.rawValue), "TIOCGPGRP"),
        NamedValue(UInt64(IoctlRequest.TIOCSPGRP.rawValue), "TIOCSPGRP"),
        NamedValue(UInt64(IoctlRequest.TIOCOUTQ.rawValue), "TIOCOUTQ"),
        NamedValue(UInt64(IoctlRequest.TIOCSTI.rawValue), "TIOCSTI"),
        NamedValue(UInt64(IoctlRequest.TIOCGWINSZ.rawValue), "TIOCGWINSZ"),
        NamedValue(UInt64(IoctlRequest.TIOCSWINSZ.rawValue), "TIOCSWINSZ"),
        NamedValue(UInt64(IoctlRequest.TIOCNOTTY.rawValue), "TIOCNOTTY"),
        NamedValue(UInt64(IoctlRequest.TIOCGSID.rawValue), "TIOCGSID"),
        NamedValue(UInt64(IoctlRequest.TIOCGPTN.rawValue), "TIOCGPTN"),
        NamedValue(UInt64(IoctlRequest.TIOCSPTLCK.rawValue), "TIOCSPTLCK"),
        NamedValue(UInt64(IoctlRequest.FIONREAD.rawValue), "FIONREAD"),
        NamedValue(UInt64(IoctlRequest.FIONBIO.rawValue), "FIONBIO"),
        NamedValue(UInt64(IoctlRequest.FIOASYNC.rawValue), "FIOASYNC"),
        NamedValue(UInt64(IoctlRequest.FIOCLEX.rawValue), "FIOCLEX"),
        NamedValue(UInt64(IoctlRequest.FIONCLEX.rawValue), "FIONCLEX"),
        NamedValue(UInt64(IoctlRequest.FIOQSIZE.rawValue), "FIOQSIZE"),
        NamedValue(UInt64(IoctlRequest.TCGETS2.rawValue), "TCGETS2"),
        NamedValue(UInt64(IoctlRequest.TCSETS2.rawValue), "TCSETS2"),
        NamedValue(UInt64(IoctlRequest.FIGETBSZ.rawValue), "FIGETBSZ"),
        NamedValue(UInt64(IoctlRequest.FICLONE.rawValue), "FICLONE"),
        NamedValue(UInt64(IoctlRequest.BLKGETSIZE64.rawValue), "BLKGETSIZE64"),
        NamedValue(UInt64(IoctlRequest.BLKSSZGET.rawValue), "BLKSSZGET"),
        NamedValue(UInt64(IoctlRequest.FS_IOC_GETFLAGS.rawValue), "FS_IOC_GETFLAGS"),
        NamedValue(UInt64(IoctlRequest.FS_IOC_SETFLAGS.rawValue), "FS_IOC_SETFLAGS"),
        NamedValue(UInt64(IoctlRequest.RNDGETENTCNT.rawValue), "RNDGETENTCNT"),
        NamedValue(UInt64(IoctlRequest.SIOCGIFCONF.rawValue), "SIOCGIFCONF"),
        NamedValue(UInt64(IoctlRequest.SIOCGIFFLAGS.rawValue), "SIOCGIFFLAGS"),
        NamedValue(UInt64(IoctlRequest.SIOCGIFADDR.rawValue), "SIOCGIFADDR"),
    ]

    static let accessMode: [NamedValue] = [
        NamedValue(UInt64(AccessMode.R_OK.rawValue), "R_OK"),
        NamedValue(UInt64(AccessMode.W_OK.rawValue), "W_OK"),
        NamedValue(UInt64(AccessMode.X_OK.rawValue), "X_OK"),
    ]

    static let statxMask: [NamedValue] = [
        NamedValue(UInt64(StatxMask.STATX_BASIC_STATS.rawValue), "STATX_BASIC_STATS"),
        NamedValue(UInt64(StatxMask.STATX_TYPE.rawValue), "STATX_TYPE"),
        NamedValue(UInt64(StatxMask.STATX_MODE.rawValue), "STATX_MODE"),
        NamedValue(UInt64(StatxMask.STATX_NLINK.rawValue), "STATX_NLINK"),
        NamedValue(UInt64(StatxMask.STATX_UID.rawValue), "STATX_UID"),
        NamedValue(UInt64(StatxMask.STATX_GID.rawValue), "STATX_GID"),
        NamedValue(UInt64(StatxMask.STATX_ATIME.rawValue), "STATX_ATIME"),
        NamedValue(UInt64(StatxMask.STATX_MTIME.rawValue), "STATX_MTIME"),
        NamedValue(UInt64(StatxMask.STATX_CTIME.rawValue), "STATX_CTIME"),
        NamedValue(UInt64(StatxMask.STATX_INO.rawValue), "STATX_INO"),
        NamedValue(UInt64(StatxMask.STATX_SIZE.rawValue), "STATX_SIZE"),
        NamedValue(UInt64(StatxMask.STATX_BLOCKS.rawValue), "STATX_BLOCKS"),
        NamedValue(UInt64(StatxMask.STATX_BTIME.rawValue), "STATX_BTIME"),
        NamedValue(UInt64(StatxMask.STATX_MNT_ID.rawValue), "STATX_MNT_ID"),
        NamedValue(UInt64(StatxMask.STATX_DIOALIGN.rawValue), "STATX_DIOALIGN"),
    ]

    static let spliceFlags: [NamedValue] = [
        NamedValue(UInt64(SpliceFlags.SPLICE_F_MOVE.rawValue), "SPLICE_F_MOVE"),
        NamedValue(UInt64(SpliceFlags.SPLICE_F_NONBLOCK.rawValue), "SPLICE_F_NONBLOCK"),
        NamedValue(UInt64(SpliceFlags.SPLICE_F_MORE.rawValue), "SPLICE_F_MORE"),
        NamedValue(UInt64(SpliceFlags.SPLICE_F_GIFT.rawValue), "SPLICE_F_GIFT"),
    ]

    static let mountFlags: [NamedValue] = [
        NamedValue(MountFlags.MS_RDONLY.rawValue, "MS_RDONLY"),
        NamedValue(MountFlags.MS_NOSUID.rawValue, "MS_NOSUID"),
        NamedValue(MountFlags.MS_NODEV.rawValue, "MS_NODEV"),
        NamedValue(MountFlags.MS_NOEXEC.rawValue, "MS_NOEXEC"),
        NamedValue(MountFlags.MS_SYNCHRONOUS.rawValue, "MS_SYNCHRONOUS"),
        NamedValue(MountFlags.MS_REMOUNT.rawValue, "MS_REMOUNT"),
        NamedValue(MountFlags.MS_NOATIME.rawValue, "MS_NOATIME"),
        NamedValue(MountFlags.MS_NODIRATIME.rawValue, "MS_NODIRATIME"),
        NamedValue(MountFlags.MS_BIND.rawValue, "MS_BIND"),
        NamedValue(MountFlags.MS_MOVE.rawValue, "MS_MOVE"),
        NamedValue(MountFlags.MS_REC.rawValue, "MS_REC"),
        NamedValue(MountFlags.MS_PRIVATE.rawValue, "MS_PRIVATE"),
        NamedValue(MountFlags.MS_SLAVE.rawValue, "MS_SLAVE"),
        NamedValue(MountFlags.MS_SHARED.rawValue, "MS_SHARED"),
        NamedValue(MountFlags.MS_RELATIME.rawValue, "MS_RELATIME"),
        NamedValue(MountFlags.MS_STRICTATIME.rawValue, "MS_STRICTATIME"),
    ]

    static let inotifyMask: [NamedValue] = [
        NamedValue(UInt64(InotifyMask.IN_ACCESS.rawValue), "IN_ACCESS"),
        NamedValue(UInt64(InotifyMask.IN_MODIFY.rawValue), "IN_MODIFY"),
        NamedValue(UInt64(InotifyMask.IN_ATTRIB.rawValue), "IN_ATTRIB"),
        NamedValue(UInt64(InotifyMask.IN_CLOSE_WRITE.rawValue), "IN_CLOSE_WRITE"),
        NamedValue(UInt64(InotifyMask.IN_CLOSE_NOWRITE.rawValue), "IN_CLOSE_NOWRITE"),
        NamedValue(UInt64(InotifyMask.IN_OPEN.rawValue), "IN_OPEN"),
        NamedValue(UInt64(InotifyMask.IN_MOVED_FROM.rawValue), "IN_MOVED_FROM"),
        NamedValue(UInt64(InotifyMask.IN_MOVED_TO.rawValue), "IN_MOVED_TO"),
        NamedValue(UInt64(InotifyMask.IN_CREATE.rawValue), "IN_CREATE"),
        NamedValue(UInt64(InotifyMask.IN_DELETE.rawValue), "IN_DELETE"),
        NamedValue(UInt64(InotifyMask.IN_DELETE_SELF.rawValue), "IN_DELETE_SELF"),
        NamedValue(UInt64(InotifyMask.IN_MOVE_SELF.rawValue), "IN_MOVE_SELF"),
        NamedValue(UInt64(InotifyMask.IN_ONLYDIR.rawValue), "IN_ONLYDIR"),
        NamedValue(UInt64(InotifyMask.IN_DONT_FOLLOW.rawValue), "IN_DONT_FOLLOW"),
        NamedValue(UInt64(InotifyMask.IN_MASK_ADD.rawValue), "IN_MASK_ADD"),
        NamedValue(UInt64(InotifyMask.IN_ONESHOT.rawValue), "IN_ONESHOT"),
    ]

    static let descriptorCreationFlags: [NamedValue] = [
        NamedValue(UInt64(OpenFlags.O_NONBLOCK.rawValue), "O_NONBLOCK"),
        NamedValue(UInt64(OpenFlags.O_DIRECT.rawValue), "O_DIRECT"),
        NamedValue(UInt64(OpenFlags.O_CLOEXEC.rawValue), "O_CLOEXEC"),
    ]
}
