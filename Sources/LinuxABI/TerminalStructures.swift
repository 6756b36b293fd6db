/// The kernel's `struct termios`, that of `TCGETS`: 36 bytes (the C library's own is larger).
@frozen
public struct Termios: BitwiseCopyable, Sendable {
    public var input: InputModes
    public var output: OutputModes
    public var control: ControlModes
    public var local: LocalModes
    public var line: UInt8 = 0
    /// The control characters; indices in `ControlCharacter`.
    public var characters: InlineArray<19, UInt8>

    /// What a terminal begins with on Linux: line by line, with echo, signals and newline translation.
    public init() {
        input = [.ICRNL, .IXON]
        output = [.OPOST, .ONLCR]
        control = [.B38400, .CS8, .CREAD, .HUPCL]
        local = [.ISIG, .ICANON, .ECHO, .ECHOE, .ECHOK, .ECHOCTL, .ECHOKE, .IEXTEN]
        //            ^C  ^\  DEL  ^U ^D t m sw ^Q  ^S  ^Z eol ^R  ^O  ^W  ^V
        characters = [3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22, 0, 0, 0]
    }
}

/// Indices of `Termios.characters` (termios(3)).
public enum ControlCharacter {
    public static let VINTR = 0
    public static let VQUIT = 1
    public static let VERASE = 2
    public static let VKILL = 3
    public static let VEOF = 4
    public static let VTIME = 5
    public static let VMIN = 6
    public static let VSTART = 8
    public static let VSTOP = 9
    public static let VSUSP = 10
    public static let VEOL = 11
    public static let VREPRINT = 12
    public static let VDISCARD = 13
    public static let VWERASE = 14
    public static let VLNEXT = 15
    public static let VEOL2 = 16
}

/// `struct winsize` (ioctl_tty(2)): in characters and pixels.
@frozen
public struct WindowSize: BitwiseCopyable, Hashable, Sendable {
    public var rows: UInt16
    public var columns: UInt16
    public var width: UInt16
    public var height: UInt16
    @inlinable public init(rows: UInt16, columns: UInt16, width: UInt16 = 0, height: UInt16 = 0) {
        self.rows = rows
        self.columns = columns
        self.width = width
        self.height = height
    }
}
