#if os(none)
internal import Bytes
internal import FileSystem

internal import LinuxABI
internal import Machine
internal import Sync
internal import Virtio

/// The launcher's serial device as the program's three streams, and as the kernel's voice.
final class SerialConsole: ConsoleDevice, KernelConsole {
    private let device: SerialDevice
    /// Where the program's standard error goes: with its output where both are one file on the host.
    private let errorPort: SerialPort
    let waiters = WaitQueue()
    /// Where the ACPI tables begin, 0 if the loader did not say.
    private let tables: UInt

    init(_ device: SerialDevice, errorFollowsOutput: Bool, tables: UInt) {
        self.tables = tables
        self.device = device
        errorPort = errorFollowsOutput ? .output : .error
    }

    func write(_ channel: ConsoleChannel, _ buffer: inout UserBuffer) throws(Errno) -> Int {
        try device.write(port(channel), &buffer)
    }

    func hasRoom(_ channel: ConsoleChannel) -> Bool { device.hasRoom(port(channel)) }

    var canWait: Bool { device.canInterrupt }

    private func port(_ channel: ConsoleChannel) -> SerialPort {
        switch channel {
        case .output: .output
        case .error: errorPort
        }
    }

    // MARK: Interrupts

    /// The device has interrupted, and keeps silent now until somebody has to wait again.
    func acknowledge() { device.interrupted() }

    /// After that, with the kernel locked: who waits may look.
    func interrupted() { waiters.wakeAll() }

    func read(_ buffer: inout UserBuffer) throws(Errno) -> Int { try device.read(&buffer) }
    func inputCount() -> Int { device.inputCount }
    func inputEnded() -> Bool { device.inputState() == .ended }

    func send(_ line: borrowing RawSpan) { device.write(.control, line) }

    /// What the launcher has sent, nil where nothing has come.
    func takeCommands() -> [UInt8]? { device.takeCommands() }

    /// Tells the launcher that one of its lines was understood.
    func answerCommand() {
        var line = ByteText("received")
        line.add(byte: 10)
        device.write(.control, line.bytes.span.raw)
    }

    func powerOff() -> Never {
        device.drain()
        Power.off(tables: tables)
    }
}
#endif
