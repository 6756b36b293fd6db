/// prctl(2).
///
/// Numbers: Linux's include/uapi, linux/prctl.h, asm/prctl.h.
@frozen
public struct ProcessControl: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Signal when the parent ends.
    @inlinable public static var PR_SET_PDEATHSIG: Self { Self(rawValue: 1) }
    /// Signal when the parent ends.
    @inlinable public static var PR_GET_PDEATHSIG: Self { Self(rawValue: 2) }
    /// Whether a core may be dumped.
    @inlinable public static var PR_GET_DUMPABLE: Self { Self(rawValue: 3) }
    /// Whether a core may be dumped.
    @inlinable public static var PR_SET_DUMPABLE: Self { Self(rawValue: 4) }
    /// Keep capabilities over setuid(2).
    @inlinable public static var PR_GET_KEEPCAPS: Self { Self(rawValue: 7) }
    /// Keep capabilities over setuid(2).
    @inlinable public static var PR_SET_KEEPCAPS: Self { Self(rawValue: 8) }
    /// Always statistical.
    @inlinable public static var PR_GET_TIMING: Self { Self(rawValue: 13) }
    /// Always statistical.
    @inlinable public static var PR_SET_TIMING: Self { Self(rawValue: 14) }
    /// The thread's name, 15 bytes and a zero.
    @inlinable public static var PR_SET_NAME: Self { Self(rawValue: 15) }
    /// The thread's name, 15 bytes and a zero.
    @inlinable public static var PR_GET_NAME: Self { Self(rawValue: 16) }
    /// The seccomp mode.
    @inlinable public static var PR_GET_SECCOMP: Self { Self(rawValue: 21) }
    /// The seccomp mode.
    @inlinable public static var PR_SET_SECCOMP: Self { Self(rawValue: 22) }
    /// Whether a capability is in the bounding set.
    @inlinable public static var PR_CAPBSET_READ: Self { Self(rawValue: 23) }
    /// Drop a capability from the bounding set.
    @inlinable public static var PR_CAPBSET_DROP: Self { Self(rawValue: 24) }
    /// Whether rdtsc is allowed.
    @inlinable public static var PR_GET_TSC: Self { Self(rawValue: 25) }
    /// Whether rdtsc is allowed.
    @inlinable public static var PR_SET_TSC: Self { Self(rawValue: 26) }
    /// The secure bits.
    @inlinable public static var PR_GET_SECUREBITS: Self { Self(rawValue: 27) }
    /// The secure bits.
    @inlinable public static var PR_SET_SECUREBITS: Self { Self(rawValue: 28) }
    /// Timer slack in nanoseconds.
    @inlinable public static var PR_SET_TIMERSLACK: Self { Self(rawValue: 29) }
    /// Timer slack in nanoseconds.
    @inlinable public static var PR_GET_TIMERSLACK: Self { Self(rawValue: 30) }
    /// Change parts of the memory descriptor.
    @inlinable public static var PR_SET_MM: Self { Self(rawValue: 35) }
    /// Who may trace.
    @inlinable public static var PR_SET_PTRACER: Self { Self(rawValue: 0x59616d61) }
    /// Adopt orphans.
    @inlinable public static var PR_SET_CHILD_SUBREAPER: Self { Self(rawValue: 36) }
    /// Adopt orphans.
    @inlinable public static var PR_GET_CHILD_SUBREAPER: Self { Self(rawValue: 37) }
    /// execve(2) never grants privileges.
    @inlinable public static var PR_SET_NO_NEW_PRIVS: Self { Self(rawValue: 38) }
    /// execve(2) never grants privileges.
    @inlinable public static var PR_GET_NO_NEW_PRIVS: Self { Self(rawValue: 39) }
    /// The address of set_tid_address(2).
    @inlinable public static var PR_GET_TID_ADDRESS: Self { Self(rawValue: 40) }
    /// No huge pages.
    @inlinable public static var PR_SET_THP_DISABLE: Self { Self(rawValue: 41) }
    /// No huge pages.
    @inlinable public static var PR_GET_THP_DISABLE: Self { Self(rawValue: 42) }
    /// Ambient capabilities.
    @inlinable public static var PR_CAP_AMBIENT: Self { Self(rawValue: 47) }
    /// Speculation control.
    @inlinable public static var PR_GET_SPECULATION_CTRL: Self { Self(rawValue: 52) }
    /// Speculation control.
    @inlinable public static var PR_SET_SPECULATION_CTRL: Self { Self(rawValue: 53) }
    /// Calls as signals.
    @inlinable public static var PR_SET_SYSCALL_USER_DISPATCH: Self { Self(rawValue: 59) }
    /// Name anonymous memory.
    @inlinable public static var PR_SET_VMA: Self { Self(rawValue: 0x53564d41) }
}

/// arch_prctl(2).
///
/// Numbers: Linux's include/uapi, linux/prctl.h, asm/prctl.h.
@frozen
public struct ArchitectureControl: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Set the GS base.
    @inlinable public static var ARCH_SET_GS: Self { Self(rawValue: 0x1001) }
    /// Set the FS base: the thread pointer.
    @inlinable public static var ARCH_SET_FS: Self { Self(rawValue: 0x1002) }
    /// Get the FS base.
    @inlinable public static var ARCH_GET_FS: Self { Self(rawValue: 0x1003) }
    /// Get the GS base.
    @inlinable public static var ARCH_GET_GS: Self { Self(rawValue: 0x1004) }
    /// Whether cpuid is allowed.
    @inlinable public static var ARCH_GET_CPUID: Self { Self(rawValue: 0x1011) }
    /// Whether cpuid is allowed.
    @inlinable public static var ARCH_SET_CPUID: Self { Self(rawValue: 0x1012) }
}
