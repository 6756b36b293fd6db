public import Bytes

/// Where the kernel speaks to the `apus` command: lines of a word and its text, apart from the program's output.
public protocol KernelConsole: AnyObject {
    /// Sends one line, without its line feed: `log TEXT`, `call NANOSECONDS TEXT`, `exit STATUS`, `signal NUMBER`, `panic TEXT`.
    func send(_ line: borrowing RawSpan)
    /// Waits until all that was sent, the program's output too, has left; then ends the machine.
    func powerOff() -> Never
}

/// What the kernel says, and how it ends.
public struct KernelLog {
    private let console: any KernelConsole

    public init(_ console: any KernelConsole) { self.console = console }

    /// A message for whoever started the program; one line on the command's standard error.
    public func log(_ text: ByteText) { send("log ", text) }

    /// A system call of the program's, written out, and how long it took.
    public func call(_ text: ByteText, nanoseconds: UInt64) {
        var line = ByteText()
        line.add(decimal: UInt(nanoseconds))
        line.add(" ")
        line.add(text.bytes)
        send("call ", line)
    }

    private func send(_ word: StaticString, _ text: ByteText) {
        var line = ByteText(word)
        line.add(text.bytes)
        line.add(byte: 10)
        console.send(line.bytes.span.raw)
    }

    /// The program ended with `status` (0…255).
    public func exit(_ status: UInt8) -> Never {
        var text = ByteText()
        text.add(decimal: UInt(status))
        send("exit ", text)
        console.powerOff()
    }

    /// A signal ended the program.
    public func killed(bySignal number: Int) -> Never {
        var text = ByteText()
        text.add(decimal: number)
        send("signal ", text)
        console.powerOff()
    }

    /// The program could not be started: `status` as of `env` and `docker run`, 125 to 127, after a line that says why.
    public func refuse(_ text: ByteText, status: UInt8) -> Never {
        log(text)
        exit(status)
    }

    /// The kernel itself is at fault.
    public func panic(_ text: ByteText) -> Never {
        send("panic ", text)
        console.powerOff()
    }
}
