#if os(none)
internal import CMachine
public import Bytes
public import LinuxABI

/// The ports of the virtio-serial device, by the number the launcher gives them (`nr=`).
public enum SerialPort: UInt16 {
    case output = 1
    case error = 2
    /// Lines for the launcher: the exit status, log lines.
    case control = 3
    case input = 4

    var receiveQueue: UInt16 { rawValue * 2 + 2 }
    var transmitQueue: UInt16 { rawValue * 2 + 3 }
}

/// A virtio-serial device (virtio 1.2, 5.3) with a port for each of the program's three streams and one for us.
///
/// Sending needs no handshake. Receiving begins when the program first reads: a program that does not, pays nothing.
public final class SerialDevice {
    private let transport: any Transport
    private let allocatePage: () -> UInt?
    private var output: SendQueue
    private var error: SendQueue
    private var control: SendQueue
    private var portControlSend: SendQueue
    private var portControlReceive: ReceiveQueue
    private var input: ReceiveQueue
    private var commands: ReceiveQueue
    private var areCommandsOpen = false
    private var isInputOpen = false
    private var isInputEnded = false
    private var isConnected = false
    private let vector: UInt

    /// Brings the device up. `allocatePage` gives the physical address of a zeroed page, for good.
    /// Its interrupt is connected to `vector` when somebody first has to wait for it.
    /// Returns nil if the device refuses, or memory is short.
    public init?(_ transport: any Transport, vector: UInt, allocatePage: @escaping () -> UInt?) {
        self.vector = vector
        guard transport.negotiate(1 << 1) != nil, let page = allocatePage() else { return nil }
        self.transport = transport
        self.allocatePage = allocatePage
        var next = page
        func queue(_ index: UInt16, _ size: UInt16) -> Virtqueue {
            defer { next += Virtqueue.bytes(size) }
            return Virtqueue(index, size: size, address: AddressMap.linear + next, physical: next, on: transport)
        }
        output = SendQueue(queue(SerialPort.output.transmitQueue, 16))
        error = SendQueue(queue(SerialPort.error.transmitQueue, 16))
        control = SendQueue(queue(SerialPort.control.transmitQueue, 16))
        portControlReceive = ReceiveQueue(queue(2, 8))
        portControlSend = SendQueue(queue(3, 2))
        input = ReceiveQueue(queue(SerialPort.input.receiveQueue, 4))
        commands = ReceiveQueue(queue(SerialPort.control.receiveQueue, 2))
        transport.start()
    }

    /// Sends bytes of the program's, as many as there is room for. Throws `EFAULT` if the first cannot be read.
    @export(interface)
    public func write(_ port: SerialPort, _ buffer: inout UserBuffer) throws(Errno) -> Int {
        switch port {
        case .error: try error.send(&buffer, transport, allocatePage)
        default: try output.send(&buffer, transport, allocatePage)
        }
    }

    /// Sends bytes of the kernel's.
    @export(interface)
    public func write(_ port: SerialPort, _ bytes: borrowing RawSpan) {
        switch port {
        case .error: error.send(bytes, transport, allocatePage)
        case .control: control.send(bytes, transport, allocatePage)
        default: output.send(bytes, transport, allocatePage)
        }
    }

    /// Whether bytes can be sent now. If not, the device interrupts as soon as they can.
    @export(interface)
    public func hasRoom(_ port: SerialPort) -> Bool {
        let hasRoom =
            switch port {
            case .error: error.hasRoomOrWillInterrupt()
            default: output.hasRoomOrWillInterrupt()
            }
        if !hasRoom { connect() }
        return hasRoom
    }

    // MARK: Interrupts

    /// Whether the device can interrupt: without that nobody can wait for it.
    public private(set) var canInterrupt = true

    private func connect() {
        if isConnected { return }
        isConnected = true
        canInterrupt = transport.connect(vector: vector)
    }

    /// The device's interrupt has come. Until somebody has to wait again there is no other.
    @export(interface)
    public func interrupted() {
        output.endInterrupts()
        error.endInterrupts()
        input.setInterrupt(false)
        portControlReceive.setInterrupt(false)
        transport.acknowledge()
    }

    /// Waits until the device has taken all that was sent.
    @export(interface)
    public func drain() {
        output.drain()
        error.drain()
        control.drain()
    }

    // MARK: Input

    /// What the input has at this moment.
    public enum InputState { case empty, ready, ended }

    /// Looks at the input; the first look opens the port. Where it is empty, the device interrupts as soon as it is not.
    @export(interface)
    public func inputState() -> InputState {
        openInput()
        let state = lookAtInput()
        if state != .empty { return state }
        input.setInterrupt(true)
        portControlReceive.setInterrupt(true)
        connect()
        return lookAtInput()
    }

    private func lookAtInput() -> InputState {
        if input.hasData { return .ready }
        while let event = portControlReceive.take() {
            // struct virtio_console_control: u32 id, u16 event, u16 value. 6 = PORT_OPEN.
            let address = UInt64(event.address)
            if event.count >= 8, machine_mmio_read32(address) == UInt32(SerialPort.input.rawValue),
                machine_mmio_read16(address + 4) == 6
            {
                isInputEnded = machine_mmio_read16(address + 6) == 0
            }
            portControlReceive.giveBack()
            transport.notify(2)
        }
        // The end is announced after the last data was put in its queue.
        if input.hasData { return .ready }
        return isInputEnded ? .ended : .empty
    }

    /// Moves what has arrived to the program, at most what the buffer takes; 0 if nothing has. Throws `EFAULT`.
    @export(interface)
    public func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        var total = 0
        while buffer.count > 0, inputState() == .ready {
            total += try input.read(&buffer)
            if input.isEmptied { transport.notify(SerialPort.input.receiveQueue) }
        }
        return total
    }

    /// How many bytes can be read at once.
    public var inputCount: Int {
        _ = inputState()
        return input.currentCount
    }

    /// Takes what the launcher has sent on the control port; the first look opens it, so that something may arrive only later.
    /// Nil where nothing has.
    @export(interface)
    public func takeCommands() -> [UInt8]? {
        if !areCommandsOpen {
            guard let page = allocatePage() else { return nil }
            areCommandsOpen = true
            commands.post(physical: page, capacity: 2048)
            commands.post(physical: page + 2048, capacity: 2048)
            transport.notify(SerialPort.control.receiveQueue)
            open(.control)
        }
        guard let (address, count) = commands.take() else { return nil }
        var bytes: [UInt8] = []
        for offset in 0..<UInt64(count) { bytes.append(machine_mmio_read8(UInt64(address) + offset)) }
        commands.giveBack()
        transport.notify(SerialPort.control.receiveQueue)
        return bytes
    }

    /// Tells the device that we read a port.
    private func open(_ port: SerialPort) {
        let message: InlineArray<8, UInt8> = [UInt8(port.rawValue), 0, 0, 0, 6, 0, 1, 0]
        // Held: the span is of the constant above, which outlives the call.
        unsafe portControlSend.send(message.span.bytes, transport, allocatePage)
    }

    private func openInput() {
        guard !isInputOpen, let events = allocatePage(), let first = allocatePage(), let second = allocatePage() else { return }
        isInputOpen = true
        for slot: UInt in 0..<8 { portControlReceive.post(physical: events + slot * 64, capacity: 64) }
        transport.notify(2)
        input.post(physical: first, capacity: 4096)
        input.post(physical: second, capacity: 4096)
        transport.notify(SerialPort.input.receiveQueue)
        open(.input)
        // The launcher reads its own input only from when it is told that the program reads: "input\n".
        let wanted: InlineArray<6, UInt8> = [105, 110, 112, 117, 116, 10]
        // Held: as above.
        unsafe control.send(wanted.span.bytes, transport, allocatePage)
    }
}
#endif
