import Glibc

/// Writes a tree as an EROFS image: uncompressed, file data on page boundaries, so that the kernel maps it in place.
///
/// mkfs.erofs(1) reads a directory; the tree is laid out in one first.
public enum ImageWriter {
    /// `staging` must not exist yet; it is gone again when this returns or throws.
    public static func write(_ tree: FileTree, to image: String, staging: String) throws {
        defer { HostFiles.removeTree(staging) }
        try HostFiles.makeDirectories(staging)
        try layOut(tree, in: staging)
        try makeFileSystem(from: staging, to: image)
    }

    private static func layOut(_ tree: FileTree, in staging: String) throws {
        let sorted = tree.nodes.sorted { $0.key < $1.key }
        for (guest, node) in sorted {
            let path = staging + guest
            switch node {
            case .directory: if guest != "/" { try HostFiles.makeDirectories(path) }
            case .link(let target):
                guard symlink(target, path) == 0 || errno == EEXIST else {
                    throw HostFiles.failure("cannot create \(path)", errno)
                }
            case .text(let bytes, let mode):
                try HostFiles.write(bytes, to: path, mode: mode)
                HostFiles.setModified(path, 0)
            case .file(let host):
                guard let status = HostFiles.status(host) else {
                    throw Failure(.notFound, "\(host): no such file or directory")
                }
                try HostFiles.copy(host, to: path, status: status)
            }
            if interrupted() { throw Failure(.ours, "interrupted") }
        }
        // Modes and times last and from the bottom up: filling a directory changes its time, and it may forbid writing.
        for (guest, node) in sorted.reversed() {
            if case .directory(let mode) = node {
                chmod(staging + guest, mode_t(mode | 0o500))
                HostFiles.setModified(staging + guest, 0)
            } else if case .link = node {
                HostFiles.setModified(staging + guest, 0)
            }
        }
    }

    private static func makeFileSystem(from staging: String, to image: String) throws {
        guard let tool = HostPrograms.find("mkfs.erofs") else {
            throw Failure(.ours, "mkfs.erofs not found (Debian package erofs-utils)")
        }
        // Times of change are kept: Python, for one, compares them with those inside its .pyc files.
        let (status, output) = try Tool.run(
            tool,
            [
                "--quiet", "-Enoinline_data", "--preserve-mtime", "--all-root", "-x-1",
                "-U00000000-0000-0000-0000-000000000000", image, staging,
            ])
        guard status == 0 else {
            let line = output.split(separator: "\n").last ?? "no message"
            throw Failure(.ours, "mkfs.erofs failed: \(line)")
        }
    }

    /// The command blocks SIGINT and its like while it builds, to clean up before it obeys.
    private static func interrupted() -> Bool {
        var pending = sigset_t()
        sigpending(&pending)
        return [SIGINT, SIGTERM, SIGHUP].contains { sigismember(&pending, $0) == 1 }
    }
}

/// Runs a helper program to its end.
public enum Tool {
    /// Its exit status (128+n for a signal) and what it said on standard output and error together.
    public static func run(_ path: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw HostFiles.failure("cannot make a pipe", errno) }
        let child = ChildProcess.start([path] + arguments, descriptors: [-1, ends[1], ends[1]])
        close(ends[1])
        defer { close(ends[0]) }
        guard child > 0 else { throw HostFiles.failure("cannot run \(path)", -child) }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let got = read(ends[0], &chunk, chunk.count)
            if got > 0 { output += chunk[..<got] } else if got == 0 || errno != EINTR { break }
        }
        let status = ChildProcess.wait(for: child)
        let signal = status & 0x7F
        return (signal == 0 ? (status >> 8) & 0xFF : 128 + signal, String(decoding: output, as: UTF8.self))
    }
}
