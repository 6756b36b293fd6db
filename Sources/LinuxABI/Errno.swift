/// A Linux error number, by its manual name (errno(3)). Thrown by every fallible kernel operation and turned into
/// `-errno` in one place.
@frozen
public struct Errno: Error, RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    @inlinable @inline(__always) public init(rawValue: Int32) { self.rawValue = rawValue }
}

// Names and numbers: include/uapi/asm-generic/errno-base.h and errno.h. The words are those of strerror(3).
extension Errno {
    /// Operation not permitted.
    @inlinable public static var EPERM: Errno { Errno(rawValue: 1) }
    /// No such file or directory.
    @inlinable public static var ENOENT: Errno { Errno(rawValue: 2) }
    /// No such process.
    @inlinable public static var ESRCH: Errno { Errno(rawValue: 3) }
    /// Interrupted system call.
    @inlinable public static var EINTR: Errno { Errno(rawValue: 4) }
    /// Input/output error.
    @inlinable public static var EIO: Errno { Errno(rawValue: 5) }
    /// No such device or address.
    @inlinable public static var ENXIO: Errno { Errno(rawValue: 6) }
    /// Argument list too long.
    @inlinable public static var E2BIG: Errno { Errno(rawValue: 7) }
    /// Exec format error.
    @inlinable public static var ENOEXEC: Errno { Errno(rawValue: 8) }
    /// Bad file descriptor.
    @inlinable public static var EBADF: Errno { Errno(rawValue: 9) }
    /// No child processes.
    @inlinable public static var ECHILD: Errno { Errno(rawValue: 10) }
    /// Resource temporarily unavailable.
    @inlinable public static var EAGAIN: Errno { Errno(rawValue: 11) }
    /// Cannot allocate memory.
    @inlinable public static var ENOMEM: Errno { Errno(rawValue: 12) }
    /// Permission denied.
    @inlinable public static var EACCES: Errno { Errno(rawValue: 13) }
    /// Bad address.
    @inlinable public static var EFAULT: Errno { Errno(rawValue: 14) }
    /// Block device required.
    @inlinable public static var ENOTBLK: Errno { Errno(rawValue: 15) }
    /// Device or resource busy.
    @inlinable public static var EBUSY: Errno { Errno(rawValue: 16) }
    /// File exists.
    @inlinable public static var EEXIST: Errno { Errno(rawValue: 17) }
    /// Invalid cross-device link.
    @inlinable public static var EXDEV: Errno { Errno(rawValue: 18) }
    /// No such device.
    @inlinable public static var ENODEV: Errno { Errno(rawValue: 19) }
    /// Not a directory.
    @inlinable public static var ENOTDIR: Errno { Errno(rawValue: 20) }
    /// Is a directory.
    @inlinable public static var EISDIR: Errno { Errno(rawValue: 21) }
    /// Invalid argument.
    @inlinable public static var EINVAL: Errno { Errno(rawValue: 22) }
    /// Too many open files in system.
    @inlinable public static var ENFILE: Errno { Errno(rawValue: 23) }
    /// Too many open files.
    @inlinable public static var EMFILE: Errno { Errno(rawValue: 24) }
    /// Inappropriate ioctl for device.
    @inlinable public static var ENOTTY: Errno { Errno(rawValue: 25) }
    /// Text file busy.
    @inlinable public static var ETXTBSY: Errno { Errno(rawValue: 26) }
    /// File too large.
    @inlinable public static var EFBIG: Errno { Errno(rawValue: 27) }
    /// No space left on device.
    @inlinable public static var ENOSPC: Errno { Errno(rawValue: 28) }
    /// Illegal seek.
    @inlinable public static var ESPIPE: Errno { Errno(rawValue: 29) }
    /// Read-only file system.
    @inlinable public static var EROFS: Errno { Errno(rawValue: 30) }
    /// Too many links.
    @inlinable public static var EMLINK: Errno { Errno(rawValue: 31) }
    /// Broken pipe.
    @inlinable public static var EPIPE: Errno { Errno(rawValue: 32) }
    /// Numerical argument out of domain.
    @inlinable public static var EDOM: Errno { Errno(rawValue: 33) }
    /// Numerical result out of range.
    @inlinable public static var ERANGE: Errno { Errno(rawValue: 34) }
    /// Resource deadlock avoided.
    @inlinable public static var EDEADLK: Errno { Errno(rawValue: 35) }
    /// File name too long.
    @inlinable public static var ENAMETOOLONG: Errno { Errno(rawValue: 36) }
    /// No locks available.
    @inlinable public static var ENOLCK: Errno { Errno(rawValue: 37) }
    /// Function not implemented.
    @inlinable public static var ENOSYS: Errno { Errno(rawValue: 38) }
    /// Directory not empty.
    @inlinable public static var ENOTEMPTY: Errno { Errno(rawValue: 39) }
    /// Too many levels of symbolic links.
    @inlinable public static var ELOOP: Errno { Errno(rawValue: 40) }
    /// Another name of `EAGAIN`.
    @inlinable public static var EWOULDBLOCK: Errno { Errno(rawValue: 11) }
    /// No message of desired type.
    @inlinable public static var ENOMSG: Errno { Errno(rawValue: 42) }
    /// Identifier removed.
    @inlinable public static var EIDRM: Errno { Errno(rawValue: 43) }
    /// Channel number out of range.
    @inlinable public static var ECHRNG: Errno { Errno(rawValue: 44) }
    /// Level 2 not synchronized.
    @inlinable public static var EL2NSYNC: Errno { Errno(rawValue: 45) }
    /// Level 3 halted.
    @inlinable public static var EL3HLT: Errno { Errno(rawValue: 46) }
    /// Level 3 reset.
    @inlinable public static var EL3RST: Errno { Errno(rawValue: 47) }
    /// Link number out of range.
    @inlinable public static var ELNRNG: Errno { Errno(rawValue: 48) }
    /// Protocol driver not attached.
    @inlinable public static var EUNATCH: Errno { Errno(rawValue: 49) }
    /// No CSI structure available.
    @inlinable public static var ENOCSI: Errno { Errno(rawValue: 50) }
    /// Level 2 halted.
    @inlinable public static var EL2HLT: Errno { Errno(rawValue: 51) }
    /// Invalid exchange.
    @inlinable public static var EBADE: Errno { Errno(rawValue: 52) }
    /// Invalid request descriptor.
    @inlinable public static var EBADR: Errno { Errno(rawValue: 53) }
    /// Exchange full.
    @inlinable public static var EXFULL: Errno { Errno(rawValue: 54) }
    /// No anode.
    @inlinable public static var ENOANO: Errno { Errno(rawValue: 55) }
    /// Invalid request code.
    @inlinable public static var EBADRQC: Errno { Errno(rawValue: 56) }
    /// Invalid slot.
    @inlinable public static var EBADSLT: Errno { Errno(rawValue: 57) }
    /// Another name of `EDEADLK`.
    @inlinable public static var EDEADLOCK: Errno { Errno(rawValue: 35) }
    /// Bad font file format.
    @inlinable public static var EBFONT: Errno { Errno(rawValue: 59) }
    /// Device not a stream.
    @inlinable public static var ENOSTR: Errno { Errno(rawValue: 60) }
    /// No data available.
    @inlinable public static var ENODATA: Errno { Errno(rawValue: 61) }
    /// Timer expired.
    @inlinable public static var ETIME: Errno { Errno(rawValue: 62) }
    /// Out of streams resources.
    @inlinable public static var ENOSR: Errno { Errno(rawValue: 63) }
    /// Machine is not on the network.
    @inlinable public static var ENONET: Errno { Errno(rawValue: 64) }
    /// Package not installed.
    @inlinable public static var ENOPKG: Errno { Errno(rawValue: 65) }
    /// Object is remote.
    @inlinable public static var EREMOTE: Errno { Errno(rawValue: 66) }
    /// Link has been severed.
    @inlinable public static var ENOLINK: Errno { Errno(rawValue: 67) }
    /// Advertise error.
    @inlinable public static var EADV: Errno { Errno(rawValue: 68) }
    /// Srmount error.
    @inlinable public static var ESRMNT: Errno { Errno(rawValue: 69) }
    /// Communication error on send.
    @inlinable public static var ECOMM: Errno { Errno(rawValue: 70) }
    /// Protocol error.
    @inlinable public static var EPROTO: Errno { Errno(rawValue: 71) }
    /// Multihop attempted.
    @inlinable public static var EMULTIHOP: Errno { Errno(rawValue: 72) }
    /// RFS specific error.
    @inlinable public static var EDOTDOT: Errno { Errno(rawValue: 73) }
    /// Bad message.
    @inlinable public static var EBADMSG: Errno { Errno(rawValue: 74) }
    /// Value too large for defined data type.
    @inlinable public static var EOVERFLOW: Errno { Errno(rawValue: 75) }
    /// Name not unique on network.
    @inlinable public static var ENOTUNIQ: Errno { Errno(rawValue: 76) }
    /// File descriptor in bad state.
    @inlinable public static var EBADFD: Errno { Errno(rawValue: 77) }
    /// Remote address changed.
    @inlinable public static var EREMCHG: Errno { Errno(rawValue: 78) }
    /// Can not access a needed shared library.
    @inlinable public static var ELIBACC: Errno { Errno(rawValue: 79) }
    /// Accessing a corrupted shared library.
    @inlinable public static var ELIBBAD: Errno { Errno(rawValue: 80) }
    /// .lib section in a.out corrupted.
    @inlinable public static var ELIBSCN: Errno { Errno(rawValue: 81) }
    /// Attempting to link in too many shared libraries.
    @inlinable public static var ELIBMAX: Errno { Errno(rawValue: 82) }
    /// Cannot exec a shared library directly.
    @inlinable public static var ELIBEXEC: Errno { Errno(rawValue: 83) }
    /// Invalid or incomplete multibyte or wide character.
    @inlinable public static var EILSEQ: Errno { Errno(rawValue: 84) }
    /// Interrupted system call should be restarted.
    @inlinable public static var ERESTART: Errno { Errno(rawValue: 85) }
    /// Streams pipe error.
    @inlinable public static var ESTRPIPE: Errno { Errno(rawValue: 86) }
    /// Too many users.
    @inlinable public static var EUSERS: Errno { Errno(rawValue: 87) }
    /// Socket operation on non-socket.
    @inlinable public static var ENOTSOCK: Errno { Errno(rawValue: 88) }
    /// Destination address required.
    @inlinable public static var EDESTADDRREQ: Errno { Errno(rawValue: 89) }
    /// Message too long.
    @inlinable public static var EMSGSIZE: Errno { Errno(rawValue: 90) }
    /// Protocol wrong type for socket.
    @inlinable public static var EPROTOTYPE: Errno { Errno(rawValue: 91) }
    /// Protocol not available.
    @inlinable public static var ENOPROTOOPT: Errno { Errno(rawValue: 92) }
    /// Protocol not supported.
    @inlinable public static var EPROTONOSUPPORT: Errno { Errno(rawValue: 93) }
    /// Socket type not supported.
    @inlinable public static var ESOCKTNOSUPPORT: Errno { Errno(rawValue: 94) }
    /// Operation not supported.
    @inlinable public static var EOPNOTSUPP: Errno { Errno(rawValue: 95) }
    /// Protocol family not supported.
    @inlinable public static var EPFNOSUPPORT: Errno { Errno(rawValue: 96) }
    /// Address family not supported by protocol.
    @inlinable public static var EAFNOSUPPORT: Errno { Errno(rawValue: 97) }
    /// Address already in use.
    @inlinable public static var EADDRINUSE: Errno { Errno(rawValue: 98) }
    /// Cannot assign requested address.
    @inlinable public static var EADDRNOTAVAIL: Errno { Errno(rawValue: 99) }
    /// Network is down.
    @inlinable public static var ENETDOWN: Errno { Errno(rawValue: 100) }
    /// Network is unreachable.
    @inlinable public static var ENETUNREACH: Errno { Errno(rawValue: 101) }
    /// Network dropped connection on reset.
    @inlinable public static var ENETRESET: Errno { Errno(rawValue: 102) }
    /// Software caused connection abort.
    @inlinable public static var ECONNABORTED: Errno { Errno(rawValue: 103) }
    /// Connection reset by peer.
    @inlinable public static var ECONNRESET: Errno { Errno(rawValue: 104) }
    /// No buffer space available.
    @inlinable public static var ENOBUFS: Errno { Errno(rawValue: 105) }
    /// Transport endpoint is already connected.
    @inlinable public static var EISCONN: Errno { Errno(rawValue: 106) }
    /// Transport endpoint is not connected.
    @inlinable public static var ENOTCONN: Errno { Errno(rawValue: 107) }
    /// Cannot send after transport endpoint shutdown.
    @inlinable public static var ESHUTDOWN: Errno { Errno(rawValue: 108) }
    /// Too many references: cannot splice.
    @inlinable public static var ETOOMANYREFS: Errno { Errno(rawValue: 109) }
    /// Connection timed out.
    @inlinable public static var ETIMEDOUT: Errno { Errno(rawValue: 110) }
    /// Connection refused.
    @inlinable public static var ECONNREFUSED: Errno { Errno(rawValue: 111) }
    /// Host is down.
    @inlinable public static var EHOSTDOWN: Errno { Errno(rawValue: 112) }
    /// No route to host.
    @inlinable public static var EHOSTUNREACH: Errno { Errno(rawValue: 113) }
    /// Operation already in progress.
    @inlinable public static var EALREADY: Errno { Errno(rawValue: 114) }
    /// Operation now in progress.
    @inlinable public static var EINPROGRESS: Errno { Errno(rawValue: 115) }
    /// Stale file handle.
    @inlinable public static var ESTALE: Errno { Errno(rawValue: 116) }
    /// Structure needs cleaning.
    @inlinable public static var EUCLEAN: Errno { Errno(rawValue: 117) }
    /// Not a XENIX named type file.
    @inlinable public static var ENOTNAM: Errno { Errno(rawValue: 118) }
    /// No XENIX semaphores available.
    @inlinable public static var ENAVAIL: Errno { Errno(rawValue: 119) }
    /// Is a named type file.
    @inlinable public static var EISNAM: Errno { Errno(rawValue: 120) }
    /// Remote I/O error.
    @inlinable public static var EREMOTEIO: Errno { Errno(rawValue: 121) }
    /// Disk quota exceeded.
    @inlinable public static var EDQUOT: Errno { Errno(rawValue: 122) }
    /// No medium found.
    @inlinable public static var ENOMEDIUM: Errno { Errno(rawValue: 123) }
    /// Wrong medium type.
    @inlinable public static var EMEDIUMTYPE: Errno { Errno(rawValue: 124) }
    /// Operation canceled.
    @inlinable public static var ECANCELED: Errno { Errno(rawValue: 125) }
    /// Required key not available.
    @inlinable public static var ENOKEY: Errno { Errno(rawValue: 126) }
    /// Key has expired.
    @inlinable public static var EKEYEXPIRED: Errno { Errno(rawValue: 127) }
    /// Key has been revoked.
    @inlinable public static var EKEYREVOKED: Errno { Errno(rawValue: 128) }
    /// Key was rejected by service.
    @inlinable public static var EKEYREJECTED: Errno { Errno(rawValue: 129) }
    /// Owner died.
    @inlinable public static var EOWNERDEAD: Errno { Errno(rawValue: 130) }
    /// State not recoverable.
    @inlinable public static var ENOTRECOVERABLE: Errno { Errno(rawValue: 131) }
    /// Operation not possible due to RF-kill.
    @inlinable public static var ERFKILL: Errno { Errno(rawValue: 132) }
    /// Memory page has hardware error.
    @inlinable public static var EHWPOISON: Errno { Errno(rawValue: 133) }
    /// Another name of `EOPNOTSUPP`.
    @inlinable public static var ENOTSUP: Errno { Errno(rawValue: 95) }
}
