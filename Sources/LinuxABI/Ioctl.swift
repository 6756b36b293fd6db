/// What ioctl(2) is asked to do.
///
/// Numbers: Linux's include/uapi, asm/ioctls.h, linux/fs.h, linux/random.h.
@frozen
public struct IoctlRequest: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Get the terminal's `Termios`.
    @inlinable public static var TCGETS: Self { Self(rawValue: 0x5401) }
    /// Set it.
    @inlinable public static var TCSETS: Self { Self(rawValue: 0x5402) }
    /// Set it when output has drained.
    @inlinable public static var TCSETSW: Self { Self(rawValue: 0x5403) }
    /// Set it when output has drained, and discard input.
    @inlinable public static var TCSETSF: Self { Self(rawValue: 0x5404) }
    /// The old structure of terminal settings.
    @inlinable public static var TCGETA: Self { Self(rawValue: 0x5405) }
    /// Send a break; tcdrain(3).
    @inlinable public static var TCSBRK: Self { Self(rawValue: 0x5409) }
    /// Suspend or restart output.
    @inlinable public static var TCXONC: Self { Self(rawValue: 0x540a) }
    /// Discard what is queued.
    @inlinable public static var TCFLSH: Self { Self(rawValue: 0x540b) }
    /// Exclusive use.
    @inlinable public static var TIOCEXCL: Self { Self(rawValue: 0x540c) }
    /// Undo `TIOCEXCL`.
    @inlinable public static var TIOCNXCL: Self { Self(rawValue: 0x540d) }
    /// Make it the controlling terminal.
    @inlinable public static var TIOCSCTTY: Self { Self(rawValue: 0x540e) }
    /// The foreground process group.
    @inlinable public static var TIOCGPGRP: Self { Self(rawValue: 0x540f) }
    /// Set the foreground process group.
    @inlinable public static var TIOCSPGRP: Self { Self(rawValue: 0x5410) }
    /// Bytes in the output queue.
    @inlinable public static var TIOCOUTQ: Self { Self(rawValue: 0x5411) }
    /// Simulate input.
    @inlinable public static var TIOCSTI: Self { Self(rawValue: 0x5412) }
    /// The window's size.
    @inlinable public static var TIOCGWINSZ: Self { Self(rawValue: 0x5413) }
    /// Set the window's size.
    @inlinable public static var TIOCSWINSZ: Self { Self(rawValue: 0x5414) }
    /// Give up the controlling terminal.
    @inlinable public static var TIOCNOTTY: Self { Self(rawValue: 0x5422) }
    /// The session.
    @inlinable public static var TIOCGSID: Self { Self(rawValue: 0x5429) }
    /// The number of a pseudo-terminal.
    @inlinable public static var TIOCGPTN: Self { Self(rawValue: 0x80045430) }
    /// Lock or unlock a pseudo-terminal.
    @inlinable public static var TIOCSPTLCK: Self { Self(rawValue: 0x40045431) }
    /// Bytes that can be read.
    @inlinable public static var FIONREAD: Self { Self(rawValue: 0x541b) }
    /// Set or clear `O_NONBLOCK`.
    @inlinable public static var FIONBIO: Self { Self(rawValue: 0x5421) }
    /// Set or clear `O_ASYNC`.
    @inlinable public static var FIOASYNC: Self { Self(rawValue: 0x5452) }
    /// Set close-on-exec.
    @inlinable public static var FIOCLEX: Self { Self(rawValue: 0x5451) }
    /// Clear close-on-exec.
    @inlinable public static var FIONCLEX: Self { Self(rawValue: 0x5450) }
    /// Size of a file.
    @inlinable public static var FIOQSIZE: Self { Self(rawValue: 0x5460) }
    /// `TCGETS` with arbitrary speeds.
    @inlinable public static var TCGETS2: Self { Self(rawValue: 0x802c542a) }
    /// `TCSETS` with arbitrary speeds.
    @inlinable public static var TCSETS2: Self { Self(rawValue: 0x402c542b) }
    /// The device's block that holds a block of the file.
    @inlinable public static var FIBMAP: Self { Self(rawValue: 1) }
    /// Block size.
    @inlinable public static var FIGETBSZ: Self { Self(rawValue: 2) }
    /// Share another file's data.
    @inlinable public static var FICLONE: Self { Self(rawValue: 0x40049409) }
    /// Size of a block device in bytes.
    @inlinable public static var BLKGETSIZE64: Self { Self(rawValue: 0x80081272) }
    /// Logical sector size.
    @inlinable public static var BLKSSZGET: Self { Self(rawValue: 0x1268) }
    /// Inode flags.
    @inlinable public static var FS_IOC_GETFLAGS: Self { Self(rawValue: 0x80086601) }
    /// Inode flags.
    @inlinable public static var FS_IOC_SETFLAGS: Self { Self(rawValue: 0x40086602) }
    /// Bits of entropy.
    @inlinable public static var RNDGETENTCNT: Self { Self(rawValue: 0x80045200) }
    /// List of interfaces.
    @inlinable public static var SIOCGIFCONF: Self { Self(rawValue: 0x8912) }
    /// An interface's flags.
    @inlinable public static var SIOCGIFFLAGS: Self { Self(rawValue: 0x8913) }
    /// An interface's address.
    @inlinable public static var SIOCGIFADDR: Self { Self(rawValue: 0x8915) }
}
