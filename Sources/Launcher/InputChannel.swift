import Glibc

/// Carries our standard input to the guest, from the moment the program first asks for it.
struct InputChannel {
    private let socket: Int32
    private let source: Int32
    private var pending: [UInt8] = []
    private(set) var isWanted = false
    private(set) var isFinished = false

    init(source: Int32, socket: Int32) {
        self.source = source
        self.socket = socket
    }

    mutating func start() { isWanted = true }

    var interest: pollfd? {
        guard isWanted, !isFinished else { return nil }
        return pending.isEmpty
            ? pollfd(fd: source, events: Int16(POLLIN), revents: 0)
            : pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
    }

    /// Moves one portion. End-of-file is passed on by shutting down, not closing, the socket: QEMU then still reads what is in it.
    mutating func move() {
        if pending.isEmpty {
            var got = 0
            pending = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                got = read(source, buffer.baseAddress!, buffer.count)
                count = max(got, 0)
            }
            if got < 0 && (errno == EINTR || errno == EAGAIN) { return }
            if got <= 0 { return finish() }
        }
        let sent = pending.withUnsafeBytes {
            send(socket, $0.baseAddress!, $0.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
        }
        if sent >= 0 {
            pending.removeFirst(sent)
        } else if errno != EAGAIN && errno != EINTR {
            finish()
        }
    }

    private mutating func finish() {
        isFinished = true
        pending = []
        shutdown(socket, Int32(SHUT_WR))
    }
}
