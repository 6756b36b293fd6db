import Glibc

/// Carries bytes from a socket to a descriptor of ours, never blocking for longer than a reader of a pipe takes for 4 KB.
struct OutputChannel {
    /// The host's end of a console port; -1 once the other end is gone.
    private(set) var source: Int32
    let target: Int32
    private(set) var isClosed = false
    private var pending: [UInt8] = []
    /// A blocking pipe or terminal that poll(2) calls writable takes at least PIPE_BUF bytes; a file takes any amount.
    private let portion: Int

    init(source: Int32, target: Int32) {
        self.source = source
        self.target = target
        var status = stat()
        portion = fstat(target, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? 1 << 20 : 4096
    }

    var hasPending: Bool { !pending.isEmpty }

    /// What to wait for next: room in the target before more is read from the source.
    var interest: pollfd {
        hasPending
            ? pollfd(fd: target, events: Int16(POLLOUT), revents: 0)
            : pollfd(fd: source, events: Int16(POLLIN), revents: 0)
    }

    mutating func append(_ text: String) { pending += text.utf8 }

    /// Reads what is there; true if there may be more.
    mutating func fill() -> Bool {
        guard source >= 0 else { return false }
        var got = 0
        let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            got = recv(source, buffer.baseAddress!, buffer.count, Int32(MSG_DONTWAIT))
            count = max(got, 0)
        }
        if got > 0 {
            pending += part
            return true
        }
        if got < 0 && (errno == EAGAIN || errno == EINTR) { return false }
        source = -1
        return false
    }

    /// Writes what the target takes now.
    mutating func flush() {
        var written = 0
        while written < pending.count {
            var ready = pollfd(fd: target, events: Int16(POLLOUT), revents: 0)
            guard poll(&ready, 1, 0) > 0 else { break }
            let count = min(portion, pending.count - written)
            let result = pending.withUnsafeBytes { write(target, $0.baseAddress! + written, count) }
            if result < 0 {
                if errno == EINTR || errno == EAGAIN { break }
                isClosed = true
                written = pending.count
            } else {
                written += result
            }
        }
        pending.removeFirst(written)
    }
}
