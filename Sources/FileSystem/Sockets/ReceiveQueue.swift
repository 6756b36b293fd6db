internal import Bytes
internal import LinuxABI

/// What was sent to a socket and not received yet.
struct ReceiveQueue: ~Copyable {
    private struct Message {
        var bytes: [UInt8]
        var start = 0
        var count: Int { bytes.count - start }
    }

    /// net.core.wmem_default.
    static var defaultLimit: Int { 212_992 }
    /// The most that one message of a stream holds.
    static var largestPiece: Int { 32_768 }
    /// What a message costs its sender besides its bytes, about as on Linux.
    private static var overhead: Int { 768 }

    private var messages: [Message] = []
    private var first = 0
    /// How many bytes wait to be received.
    private(set) var count = 0
    /// What is on its way, with what the messages themselves take.
    var charge: Int { count + (messages.count - first) * Self.overhead }
    var isEmpty: Bool { first == messages.count }
    /// The bytes of the message that is next.
    var firstCount: Int { isEmpty ? 0 : messages[first].count }

    /// Adds a message of up to `limit` bytes. Throws: `EFAULT`; then it is as before.
    mutating func add(_ source: inout UserBuffers, _ limit: Int) throws(Errno) {
        let length = min(source.count, limit)
        var bytes = [UInt8](repeating: 0, count: length)
        try source.read(into: &bytes)
        messages.append(Message(bytes: bytes))
        count += length
    }

    /// Moves the next message to the program, or of a stream's as much as fits. Returns its length.
    /// Throws: `EFAULT`; then it is as before.
    mutating func take(_ target: inout UserBuffers, isStream: Bool, isPeek: Bool) throws(Errno) -> Int {
        let message = messages[first]
        let length = min(message.count, target.count)
        try target.write(message.bytes, from: message.start, count: length)
        if isPeek { return message.count }
        let gone = isStream ? length : message.count
        count -= gone
        messages[first].start += gone
        if messages[first].count == 0 { removeFirst() }
        return message.count
    }

    private mutating func removeFirst() {
        messages[first].bytes = []
        first += 1
        if first == messages.count {
            messages.removeAll(keepingCapacity: true)
            first = 0
        } else if first >= 64, first * 2 >= messages.count {
            messages.removeFirst(first)
            first = 0
        }
    }
}
