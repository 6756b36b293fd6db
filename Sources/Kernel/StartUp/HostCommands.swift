#if os(none)
internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Machine
internal import Scheduling

/// What the `apus` command has to say to a running program: lines on the control port, `signal NUMBER` and `window ROWS COLUMNS`.
///
/// An NMI announces them, so that a program that computes is reached as well, and one that hears nothing pays nothing. The port opens at
/// the first, and lines arrive a little later: until one has, a timer looks again.
enum HostCommands {
    nonisolated(unsafe) private static var receiver: CommandReceiver?

    /// From here on NMIs are understood.
    static func begin(_ console: SerialConsole, _ terminal: Terminal?) {
        unsafe receiver = CommandReceiver(console, terminal)
        LocalTimer.acceptHostInterrupts()
    }

    /// The interrupt has come; what it is about is looked at on the way out of the kernel, or by the processor that idles.
    static func noticed() {
        unsafe receiver?.isPending = true
        Processor.setAttention()
    }

    /// Carries out what has arrived, if there was an interrupt.
    @inline(__always)
    static func receive() {
        if let receiver = unsafe receiver, receiver.isPending, Process.exists { receiver.receive() }
    }
}

/// The receiving end of the control port.
private final class CommandReceiver: TimerEntry {
    var isPending = false
    private let console: SerialConsole
    private let terminal: Terminal?
    private var line: [UInt8] = []
    /// How often it has looked in vain.
    private var misses = 0

    init(_ console: SerialConsole, _ terminal: Terminal?) {
        self.console = console
        self.terminal = terminal
    }

    override func fire() { receive() }

    func receive() {
        isPending = false
        var gotAny = false
        while let bytes = console.takeCommands() {
            gotAny = true
            for byte in bytes {
                if byte == 0x0a {
                    carryOut()
                    line = []
                } else if line.count < 80 {
                    line.append(byte)
                }
            }
        }
        misses = gotAny ? 0 : misses + 1
        // For half a second after the interrupt.
        if misses > 0, misses < 500 { Threads.scheduler.set(self, at: Threads.scheduler.now() &+ 1_000_000) } else { misses = 0 }
    }

    private func carryOut() {
        let words = line.split(separator: 0x20)
        let process = Process.current
        if words.count == 2, words[0].elementsEqual([UInt8](ascii: "signal")) {
            let signal = Signal(rawValue: Int32(number(words[1])))
            // As from a terminal: from the kernel.
            if signal.isValid { process.raise(SignalInfo(signal: signal, code: .SI_KERNEL)) }
        } else if words.count == 3, words[0].elementsEqual([UInt8](ascii: "window")) {
            terminal?.resize(rows: UInt16(truncatingIfNeeded: number(words[1])), columns: UInt16(truncatingIfNeeded: number(words[2])))
        }
        console.answerCommand()
    }

    private func number(_ digits: ArraySlice<UInt8>) -> Int {
        var value = 0
        for digit in digits { value = min(value * 10 + Int(digit) - 0x30, 1 << 20) }
        return value
    }
}
#endif
