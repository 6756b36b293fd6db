import CLauncher
import Glibc

/// What the image needs to know of a file on the host.
public struct FileStatus: Equatable, Sendable {
    public enum Kind: Sendable { case file, directory, symbolicLink, other }

    public let kind: Kind
    public let size: Int
    public let inode: UInt64
    /// Last change, in nanoseconds since 1970.
    public let modified: Int
    /// Permission bits, without the kind.
    public let mode: UInt32

    init(_ raw: stat) {
        kind =
            switch raw.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            default: .other
            }
        size = Int(raw.st_size)
        inode = UInt64(raw.st_ino)
        modified = raw.st_mtim.tv_sec * 1_000_000_000 + raw.st_mtim.tv_nsec
        mode = UInt32(raw.st_mode & 0o7777)
    }
}

/// The few operations on host files that collecting and caching need, without Foundation's weight on start-up.
public enum HostFiles {
    /// stat(2), or nil where there is nothing.
    public static func status(_ path: String) -> FileStatus? {
        var raw = Glibc.stat()
        return fstatat(AT_FDCWD, path, &raw, 0) == 0 ? FileStatus(raw) : nil
    }

    /// lstat(2): a symbolic link is reported as itself.
    public static func linkStatus(_ path: String) -> FileStatus? {
        var raw = Glibc.stat()
        return fstatat(AT_FDCWD, path, &raw, AT_SYMLINK_NOFOLLOW) == 0 ? FileStatus(raw) : nil
    }

    public static func linkTarget(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            let length = Glibc.readlink(path, buffer.baseAddress!, buffer.count)
            guard length >= 0 else { return nil }
            return String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }

    public static func isExecutable(_ path: String) -> Bool { Glibc.access(path, X_OK) == 0 }
    public static func isReadable(_ path: String) -> Bool { Glibc.access(path, R_OK) == 0 }

    /// The whole file, or the first `limit` bytes of it.
    public static func read(_ path: String, limit: Int = .max) -> [UInt8]? {
        let fd = apus_open(path, O_RDONLY, 0)
        guard fd >= 0 else { return nil }
        defer { close(fd) }
        var bytes: [UInt8] = []
        let chunk = min(limit, 1 << 16)
        while bytes.count < limit {
            let wanted = min(chunk, limit - bytes.count)
            var got = 0
            let part = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                repeat { got = Glibc.read(fd, buffer.baseAddress!, wanted) } while got < 0 && errno == EINTR
                count = max(got, 0)
            }
            if got < 0 { return nil }
            if got == 0 { break }
            bytes += part
        }
        return bytes
    }

    public static func text(_ path: String) -> String? { read(path).map { String(decoding: $0, as: UTF8.self) } }

    /// Creates or replaces a file. Errors are the command's own (125).
    public static func write(_ bytes: some Collection<UInt8>, to path: String, mode: UInt32 = 0o644) throws {
        let fd = apus_open(path, O_WRONLY | O_CREAT | O_TRUNC, mode)
        guard fd >= 0 else { throw failure("cannot write \(path)", -fd) }
        defer { close(fd) }
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(fd, $0.baseAddress!, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                throw failure("cannot write \(path)", errno)
            }
            rest = rest.dropFirst(written)
        }
    }

    /// Copies a file's bytes, permissions and time of change, sharing blocks where the host's file system can.
    public static func copy(_ source: String, to target: String, status: FileStatus) throws {
        let input = apus_open(source, O_RDONLY, 0)
        guard input >= 0 else { throw Failure(.notExecutable, "\(source): \(errorText(-input))") }
        defer { close(input) }
        let output = apus_open(target, O_WRONLY | O_CREAT | O_TRUNC, status.mode | 0o200)
        guard output >= 0 else { throw failure("cannot write \(target)", -output) }
        defer { close(output) }
        let problem = apus_copy(input, output)
        guard problem == 0 else { throw failure("cannot copy \(source)", -problem) }
        _ = fchmod(output, mode_t(status.mode))
        setModified(target, status.modified)
    }

    public static func setModified(_ path: String, _ nanoseconds: Int) {
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let time = timespec(tv_sec: seconds, tv_nsec: rest)
        _ = utimensat(AT_FDCWD, path, [time, time], AT_SYMLINK_NOFOLLOW)
    }

    /// mkdir -p.
    public static func makeDirectories(_ path: String) throws {
        if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw failure("cannot create \(path)", errno)
        }
        try makeDirectories(String(path[..<slash]))
        if mkdir(path, 0o755) != 0, errno != EEXIST { throw failure("cannot create \(path)", errno) }
    }

    /// The names in a directory, sorted, without `.` and `..`; nil where it cannot be read.
    public static func names(in directory: String) -> [String]? {
        guard let stream = opendir(directory) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// rm -rf, for directories of our own.
    public static func removeTree(_ path: String) {
        if linkStatus(path)?.kind == .directory {
            chmod(path, 0o700)
            for name in names(in: path) ?? [] { removeTree(path + "/" + name) }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    public static func workingDirectory() -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            getcwd(buffer.baseAddress!, buffer.count).map { String(cString: $0) } ?? "/"
        }
    }

    public static func errorText(_ number: Int32) -> String { String(cString: apus_errno_text(number)) }

    static func failure(_ what: String, _ number: Int32) -> Failure { Failure(.ours, "\(what): \(errorText(number))") }
}
