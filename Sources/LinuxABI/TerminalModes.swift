/// `c_iflag` (termios(3)).
///
/// Numbers: Linux's include/uapi, asm/termbits.h.
@frozen
public struct InputModes: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Ignore breaks.
    @inlinable public static var IGNBRK: Self { Self(rawValue: 1) }
    /// A break gives `SIGINT`.
    @inlinable public static var BRKINT: Self { Self(rawValue: 2) }
    /// Ignore parity errors.
    @inlinable public static var IGNPAR: Self { Self(rawValue: 4) }
    /// Mark parity errors.
    @inlinable public static var PARMRK: Self { Self(rawValue: 0o10) }
    /// Check parity.
    @inlinable public static var INPCK: Self { Self(rawValue: 0o20) }
    /// Strip the eighth bit.
    @inlinable public static var ISTRIP: Self { Self(rawValue: 0o40) }
    /// Newline becomes carriage return.
    @inlinable public static var INLCR: Self { Self(rawValue: 0o100) }
    /// Ignore carriage return.
    @inlinable public static var IGNCR: Self { Self(rawValue: 0o200) }
    /// Carriage return becomes newline.
    @inlinable public static var ICRNL: Self { Self(rawValue: 0o400) }
    /// Upper case becomes lower case.
    @inlinable public static var IUCLC: Self { Self(rawValue: 0o1000) }
    /// Output flow control.
    @inlinable public static var IXON: Self { Self(rawValue: 0o2000) }
    /// Any character restarts output.
    @inlinable public static var IXANY: Self { Self(rawValue: 0o4000) }
    /// Input flow control.
    @inlinable public static var IXOFF: Self { Self(rawValue: 0o10000) }
    /// Ring when the queue is full.
    @inlinable public static var IMAXBEL: Self { Self(rawValue: 0o20000) }
    /// Input is UTF-8.
    @inlinable public static var IUTF8: Self { Self(rawValue: 0o40000) }
}

/// `c_oflag` (termios(3)).
///
/// Numbers: Linux's include/uapi, asm/termbits.h.
@frozen
public struct OutputModes: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Process output.
    @inlinable public static var OPOST: Self { Self(rawValue: 1) }
    /// Lower case becomes upper case.
    @inlinable public static var OLCUC: Self { Self(rawValue: 2) }
    /// Newline becomes carriage return and newline.
    @inlinable public static var ONLCR: Self { Self(rawValue: 4) }
    /// Carriage return becomes newline.
    @inlinable public static var OCRNL: Self { Self(rawValue: 0o10) }
    /// No carriage return in column 0.
    @inlinable public static var ONOCR: Self { Self(rawValue: 0o20) }
    /// Newline does the carriage return's work.
    @inlinable public static var ONLRET: Self { Self(rawValue: 0o40) }
    /// Fill characters for delays.
    @inlinable public static var OFILL: Self { Self(rawValue: 0o100) }
    /// Fill with DEL.
    @inlinable public static var OFDEL: Self { Self(rawValue: 0o200) }
}

/// `c_cflag` (termios(3)). The low four bits are the speed.
///
/// Numbers: Linux's include/uapi, asm/termbits.h.
@frozen
public struct ControlModes: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The speed 9600 baud.
    @inlinable public static var B9600: Self { Self(rawValue: 0o15) }
    /// The speed 38400 baud.
    @inlinable public static var B38400: Self { Self(rawValue: 0o17) }
    /// Eight bits to a character.
    @inlinable public static var CS8: Self { Self(rawValue: 0o60) }
    /// Two stop bits.
    @inlinable public static var CSTOPB: Self { Self(rawValue: 0o100) }
    /// Receiver on.
    @inlinable public static var CREAD: Self { Self(rawValue: 0o200) }
    /// Parity.
    @inlinable public static var PARENB: Self { Self(rawValue: 0o400) }
    /// Odd parity.
    @inlinable public static var PARODD: Self { Self(rawValue: 0o1000) }
    /// Hang up on close.
    @inlinable public static var HUPCL: Self { Self(rawValue: 0o2000) }
    /// Ignore modem lines.
    @inlinable public static var CLOCAL: Self { Self(rawValue: 0o4000) }
}

/// `c_lflag` (termios(3)).
///
/// Numbers: Linux's include/uapi, asm/termbits.h.
@frozen
public struct LocalModes: OptionSet, SystemCallArgument, Hashable, Sendable {
    public var rawValue: UInt32
    @inlinable @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Characters make signals.
    @inlinable public static var ISIG: Self { Self(rawValue: 1) }
    /// Line by line.
    @inlinable public static var ICANON: Self { Self(rawValue: 2) }
    /// Echo input.
    @inlinable public static var ECHO: Self { Self(rawValue: 0o10) }
    /// Erase rubs out.
    @inlinable public static var ECHOE: Self { Self(rawValue: 0o20) }
    /// Kill erases the line.
    @inlinable public static var ECHOK: Self { Self(rawValue: 0o40) }
    /// Echo newline always.
    @inlinable public static var ECHONL: Self { Self(rawValue: 0o100) }
    /// Signals do not flush.
    @inlinable public static var NOFLSH: Self { Self(rawValue: 0o200) }
    /// Background output stops.
    @inlinable public static var TOSTOP: Self { Self(rawValue: 0o400) }
    /// Echo control characters as ^X.
    @inlinable public static var ECHOCTL: Self { Self(rawValue: 0o1000) }
    /// Print what is erased.
    @inlinable public static var ECHOPRT: Self { Self(rawValue: 0o2000) }
    /// Kill rubs out each character.
    @inlinable public static var ECHOKE: Self { Self(rawValue: 0o4000) }
    /// Output is being flushed.
    @inlinable public static var FLUSHO: Self { Self(rawValue: 0o10000) }
    /// Input is printed again.
    @inlinable public static var PENDIN: Self { Self(rawValue: 0o40000) }
    /// Extensions.
    @inlinable public static var IEXTEN: Self { Self(rawValue: 0o100000) }
}
