/// `sa_flags` of sigaction(2).
///
/// Numbers: Linux's include/uapi, asm/signal.h, asm/siginfo.h.
@frozen
public struct SignalActionFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt64
    @inlinable @inline(__always) public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// No `SIGCHLD` when a child stops.
    @inlinable public static var SA_NOCLDSTOP: Self { Self(rawValue: 1) }
    /// Children leave no zombie.
    @inlinable public static var SA_NOCLDWAIT: Self { Self(rawValue: 2) }
    /// The handler takes three arguments.
    @inlinable public static var SA_SIGINFO: Self { Self(rawValue: 4) }
    /// `restorer` is set; always so from a C library on x86_64.
    @inlinable public static var SA_RESTORER: Self { Self(rawValue: 0x4000000) }
    /// On the alternate stack.
    @inlinable public static var SA_ONSTACK: Self { Self(rawValue: 0x8000000) }
    /// Restart interrupted calls.
    @inlinable public static var SA_RESTART: Self { Self(rawValue: 0x10000000) }
    /// Do not block the signal in its own handler.
    @inlinable public static var SA_NODEFER: Self { Self(rawValue: 0x40000000) }
    /// Back to the default on entry.
    @inlinable public static var SA_RESETHAND: Self { Self(rawValue: 0x80000000) }
    /// Tags stay in `si_addr`; there are none on x86_64.
    @inlinable public static var SA_EXPOSE_TAGBITS: Self { Self(rawValue: 0x800) }
    /// All that there are. A program learns it by setting `SA_UNSUPPORTED` too, which reads as zero.
    @inlinable public static var known: Self { Self(rawValue: 0xdc00_0807) }
}

/// What sigprocmask(2) does with the set.
///
/// Numbers: Linux's include/uapi, asm/signal.h, asm/siginfo.h.
@frozen
public struct SignalMaskHow: SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Add.
    @inlinable public static var SIG_BLOCK: Self { Self(rawValue: 0) }
    /// Remove.
    @inlinable public static var SIG_UNBLOCK: Self { Self(rawValue: 1) }
    /// Replace.
    @inlinable public static var SIG_SETMASK: Self { Self(rawValue: 2) }
}

/// sigaltstack(2).
///
/// Numbers: Linux's include/uapi, asm/signal.h, asm/siginfo.h.
@frozen
public struct SignalStackFlags: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The thread is running on it.
    @inlinable public static var SS_ONSTACK: Self { Self(rawValue: 1) }
    /// There is none.
    @inlinable public static var SS_DISABLE: Self { Self(rawValue: 2) }
    /// Disarm it while a handler runs.
    @inlinable public static var SS_AUTODISARM: Self { Self(rawValue: 0x80000000) }
}

/// `si_code`: where a signal comes from (sigaction(2)).
///
/// Numbers: Linux's include/uapi, asm/signal.h, asm/siginfo.h.
@frozen
public struct SignalCode: SystemCallArgument, Hashable, Sendable {
    public var rawValue: Int32
    @inlinable @inline(__always) public init(rawValue: Int32) { self.rawValue = rawValue }

    /// kill(2).
    @inlinable public static var SI_USER: Self { Self(rawValue: 0) }
    /// The kernel.
    @inlinable public static var SI_KERNEL: Self { Self(rawValue: 128) }
    /// sigqueue(3).
    @inlinable public static var SI_QUEUE: Self { Self(rawValue: -1) }
    /// A POSIX timer.
    @inlinable public static var SI_TIMER: Self { Self(rawValue: -2) }
    /// A message queue.
    @inlinable public static var SI_MESGQ: Self { Self(rawValue: -3) }
    /// Asynchronous input or output.
    @inlinable public static var SI_ASYNCIO: Self { Self(rawValue: -4) }
    /// `SIGIO` with a queue.
    @inlinable public static var SI_SIGIO: Self { Self(rawValue: -5) }
    /// tgkill(2).
    @inlinable public static var SI_TKILL: Self { Self(rawValue: -6) }
    /// Illegal operand; with `SIGILL`.
    @inlinable public static var ILL_ILLOPN: Self { Self(rawValue: 2) }
    /// Integer division by zero; with `SIGFPE`.
    @inlinable public static var FPE_INTDIV: Self { Self(rawValue: 1) }
    /// Invalid floating-point operation; with `SIGFPE`.
    @inlinable public static var FPE_FLTINV: Self { Self(rawValue: 7) }
    /// Nothing mapped; with `SIGSEGV`.
    @inlinable public static var SEGV_MAPERR: Self { Self(rawValue: 1) }
    /// Not permitted; with `SIGSEGV`.
    @inlinable public static var SEGV_ACCERR: Self { Self(rawValue: 2) }
    /// Alignment; with `SIGBUS`.
    @inlinable public static var BUS_ADRALN: Self { Self(rawValue: 1) }
    /// No such memory; with `SIGBUS`.
    @inlinable public static var BUS_ADRERR: Self { Self(rawValue: 2) }
    /// Breakpoint; with `SIGTRAP`.
    @inlinable public static var TRAP_BRKPT: Self { Self(rawValue: 1) }
    /// Single step; with `SIGTRAP`.
    @inlinable public static var TRAP_TRACE: Self { Self(rawValue: 2) }
    /// Ended; with `SIGCHLD`.
    @inlinable public static var CLD_EXITED: Self { Self(rawValue: 1) }
    /// Killed; with `SIGCHLD`.
    @inlinable public static var CLD_KILLED: Self { Self(rawValue: 2) }
    /// Killed with a core; with `SIGCHLD`.
    @inlinable public static var CLD_DUMPED: Self { Self(rawValue: 3) }
    /// Stopped; with `SIGCHLD`.
    @inlinable public static var CLD_STOPPED: Self { Self(rawValue: 5) }
    /// Continued; with `SIGCHLD`.
    @inlinable public static var CLD_CONTINUED: Self { Self(rawValue: 6) }
}
