/// A signal's number (signal(7)).
///
/// Numbers: Linux's include/uapi, asm/signal.h.
@frozen
public struct Signal: SystemCallArgument, Hashable, Sendable {
    public var rawValue: Int32
    @inlinable @inline(__always) public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Hangup.
    @inlinable public static var SIGHUP: Self { Self(rawValue: 1) }
    /// Interrupt from the keyboard.
    @inlinable public static var SIGINT: Self { Self(rawValue: 2) }
    /// Quit from the keyboard.
    @inlinable public static var SIGQUIT: Self { Self(rawValue: 3) }
    /// Illegal instruction.
    @inlinable public static var SIGILL: Self { Self(rawValue: 4) }
    /// Trace or breakpoint trap.
    @inlinable public static var SIGTRAP: Self { Self(rawValue: 5) }
    /// abort(3).
    @inlinable public static var SIGABRT: Self { Self(rawValue: 6) }
    /// Bus error: memory that its file no longer backs.
    @inlinable public static var SIGBUS: Self { Self(rawValue: 7) }
    /// Arithmetic error.
    @inlinable public static var SIGFPE: Self { Self(rawValue: 8) }
    /// Kill; cannot be caught.
    @inlinable public static var SIGKILL: Self { Self(rawValue: 9) }
    /// The program's own.
    @inlinable public static var SIGUSR1: Self { Self(rawValue: 10) }
    /// Bad memory reference.
    @inlinable public static var SIGSEGV: Self { Self(rawValue: 11) }
    /// The program's own.
    @inlinable public static var SIGUSR2: Self { Self(rawValue: 12) }
    /// A pipe without readers was written.
    @inlinable public static var SIGPIPE: Self { Self(rawValue: 13) }
    /// alarm(2).
    @inlinable public static var SIGALRM: Self { Self(rawValue: 14) }
    /// Termination.
    @inlinable public static var SIGTERM: Self { Self(rawValue: 15) }
    /// Coprocessor stack fault; unused.
    @inlinable public static var SIGSTKFLT: Self { Self(rawValue: 16) }
    /// A child stopped or ended.
    @inlinable public static var SIGCHLD: Self { Self(rawValue: 17) }
    /// Continue.
    @inlinable public static var SIGCONT: Self { Self(rawValue: 18) }
    /// Stop; cannot be caught.
    @inlinable public static var SIGSTOP: Self { Self(rawValue: 19) }
    /// Stop from the keyboard.
    @inlinable public static var SIGTSTP: Self { Self(rawValue: 20) }
    /// Background read of the terminal.
    @inlinable public static var SIGTTIN: Self { Self(rawValue: 21) }
    /// Background write to the terminal.
    @inlinable public static var SIGTTOU: Self { Self(rawValue: 22) }
    /// Urgent data on a socket.
    @inlinable public static var SIGURG: Self { Self(rawValue: 23) }
    /// Processor time limit.
    @inlinable public static var SIGXCPU: Self { Self(rawValue: 24) }
    /// File size limit.
    @inlinable public static var SIGXFSZ: Self { Self(rawValue: 25) }
    /// Virtual alarm clock.
    @inlinable public static var SIGVTALRM: Self { Self(rawValue: 26) }
    /// Profiling timer.
    @inlinable public static var SIGPROF: Self { Self(rawValue: 27) }
    /// Window size changed.
    @inlinable public static var SIGWINCH: Self { Self(rawValue: 28) }
    /// Input or output is possible.
    @inlinable public static var SIGIO: Self { Self(rawValue: 29) }
    /// Power failure.
    @inlinable public static var SIGPWR: Self { Self(rawValue: 30) }
    /// Bad system call.
    @inlinable public static var SIGSYS: Self { Self(rawValue: 31) }
}
