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
    let inputWaiters = WaitQueue(isPolled: true)

    init(_ device: SerialDevice, errorFollowsOutput: Bool) {
        self.device = device
        errorPort = errorFollowsOutput ? .output : .error
    }

    func write(_ channel: ConsoleChannel, _ buffer: inout UserBuffer) throws(Errno) -> Int {
        switch channel {
        case .output: try device.write(.output, &buffer)
        case .error: try device.write(errorPort, &buffer)
        }
    }

    func read(_ buffer: inout UserBuffer) throws(Errno) -> Int { try device.read(&buffer) }
    func inputCount() -> Int { device.inputCount }
    func inputEnded() -> Bool { device.inputState() == .ended }

    func send(_ line: borrowing RawSpan) { device.write(.control, line) }

    func powerOff() -> Never {
        device.drain()
        Power.off()
    }
}
#endif
