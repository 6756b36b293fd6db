/// What an entry of the auxiliary vector means (getauxval(3)).
///
/// Numbers: Linux's include/uapi, linux/auxvec.h, asm/auxvec.h.
@frozen
public struct AuxiliaryType: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt64
    @inlinable @inline(__always) public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The end.
    @inlinable public static var AT_NULL: Self { Self(rawValue: 0) }
    /// Nothing.
    @inlinable public static var AT_IGNORE: Self { Self(rawValue: 1) }
    /// Descriptor of the program.
    @inlinable public static var AT_EXECFD: Self { Self(rawValue: 2) }
    /// Address of the program headers.
    @inlinable public static var AT_PHDR: Self { Self(rawValue: 3) }
    /// Size of one.
    @inlinable public static var AT_PHENT: Self { Self(rawValue: 4) }
    /// How many.
    @inlinable public static var AT_PHNUM: Self { Self(rawValue: 5) }
    /// Page size.
    @inlinable public static var AT_PAGESZ: Self { Self(rawValue: 6) }
    /// Where the interpreter is.
    @inlinable public static var AT_BASE: Self { Self(rawValue: 7) }
    /// 0.
    @inlinable public static var AT_FLAGS: Self { Self(rawValue: 8) }
    /// The program's entry point.
    @inlinable public static var AT_ENTRY: Self { Self(rawValue: 9) }
    /// Whether it is not ELF.
    @inlinable public static var AT_NOTELF: Self { Self(rawValue: 10) }
    /// Real user.
    @inlinable public static var AT_UID: Self { Self(rawValue: 11) }
    /// Effective user.
    @inlinable public static var AT_EUID: Self { Self(rawValue: 12) }
    /// Real group.
    @inlinable public static var AT_GID: Self { Self(rawValue: 13) }
    /// Effective group.
    @inlinable public static var AT_EGID: Self { Self(rawValue: 14) }
    /// Address of the string `x86_64`.
    @inlinable public static var AT_PLATFORM: Self { Self(rawValue: 15) }
    /// CPUID leaf 1, EDX.
    @inlinable public static var AT_HWCAP: Self { Self(rawValue: 16) }
    /// Ticks a second in times(2): 100.
    @inlinable public static var AT_CLKTCK: Self { Self(rawValue: 17) }
    /// Whether the environment is not to be trusted.
    @inlinable public static var AT_SECURE: Self { Self(rawValue: 23) }
    /// The real platform's name.
    @inlinable public static var AT_BASE_PLATFORM: Self { Self(rawValue: 24) }
    /// Address of 16 random bytes.
    @inlinable public static var AT_RANDOM: Self { Self(rawValue: 25) }
    /// Bit 1: FSGSBASE instructions may be used.
    @inlinable public static var AT_HWCAP2: Self { Self(rawValue: 26) }
    /// Address of the program's path.
    @inlinable public static var AT_EXECFN: Self { Self(rawValue: 31) }
    /// Address of the vDSO.
    @inlinable public static var AT_SYSINFO_EHDR: Self { Self(rawValue: 33) }
    /// Least size of a signal stack.
    @inlinable public static var AT_MINSIGSTKSZ: Self { Self(rawValue: 51) }
}
