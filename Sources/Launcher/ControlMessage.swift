/// A line that the kernel sends on its control port.
public enum ControlMessage: Equatable, Sendable {
    /// The program ended with this status, 0…255.
    case exit(Int32)
    /// The program was killed by this signal.
    case signal(Int32)
    case panic(String)
    /// For standard error, as it is.
    case log(String)
    /// A system call of a program whose calls are timed, written out, and the nanoseconds it took.
    case call(nanoseconds: Int, text: String)
    /// The program has begun to read standard input.
    case input
    /// The kernel has taken what `SignalChannel` sent last.
    case received

    /// Nil for a line that means nothing.
    public init?(line: some StringProtocol) {
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.count == 2 ? String(parts[1]) : ""
        switch parts.first {
        case "exit":
            guard let status = Int32(rest), (0...255).contains(status) else { return nil }
            self = .exit(status)
        case "signal":
            guard let number = Int32(rest), (1...64).contains(number) else { return nil }
            self = .signal(number)
        case "panic": self = .panic(rest)
        case "log": self = .log(rest)
        case "call":
            let words = rest.split(separator: " ", maxSplits: 1)
            guard words.count == 2, let time = Int(words[0]), time >= 0 else { return nil }
            self = .call(nanoseconds: time, text: String(words[1]))
        case "input": self = .input
        case "received": self = .received
        default: return nil
        }
    }
}

/// Cuts the bytes of the control port into lines.
public struct ControlParser: Sendable {
    private var partial: [UInt8] = []
    /// No line of the kernel's is longer; what is, is passed on in pieces.
    private let limit = 1 << 16

    public init() {}

    public mutating func feed(_ bytes: some Sequence<UInt8>) -> [ControlMessage] {
        var messages: [ControlMessage] = []
        for byte in bytes {
            if byte != UInt8(ascii: "\n") { partial.append(byte) }
            guard byte == UInt8(ascii: "\n") || partial.count >= limit else { continue }
            let line = String(decoding: partial, as: UTF8.self)
            if let message = ControlMessage(line: line) { messages.append(message) }
            partial.removeAll(keepingCapacity: true)
        }
        return messages
    }
}
