import Bytes
import ELF
import Glibc
import ImageBuilder
import LinuxABI

/// Asks the kernel's own linker whether it can load the program, and each plug-in after it: the same code, linking into
/// memory of this process. Nothing of what is linked is called.
enum LinkRehearsal {
    static func problems(of survey: ProgramSurvey, _ request: ImageRequest) -> [CoverageReport.Problem] {
        let host = RehearsalHost(survey.plan.tree)
        defer { host.unmapAll() }
        var configuration = LinkerConfiguration()
        configuration.libraryPath = Array(request.libraryPath.joined(separator: ":").utf8)
        configuration.preload = Array(request.preload.joined(separator: ":").utf8)
        let linker = Linker(configuration, host: host)
        do {
            _ = try linker.load(program: Array(survey.plan.program.utf8))
        } catch {
            return [problem(error, of: survey.plan.program, isFatal: true)]
        }
        var result: [CoverageReport.Problem] = []
        for item in survey.items where item.role == .plugin {
            do {
                _ = try linker.open(Array(item.guestPath.utf8), .now, caller: 0)
            } catch {
                result.append(problem(error, of: item.guestPath, isFatal: false))
            }
        }
        return result
    }

    private static func problem(_ error: LinkError, of path: String, isFatal: Bool) -> CoverageReport.Problem {
        var text = String(decoding: error.text, as: UTF8.self)
        if text.hasPrefix(path + ": ") { text.removeFirst(path.utf8.count + 2) }
        return CoverageReport.Problem(object: path, text: text, isFatal: isFatal)
    }
}

/// The image's files and this process's memory, for the linker.
private final class RehearsalHost: ProcessMemory {
    private let tree: FileTree
    private var reserved: [(start: UInt, size: UInt)] = []
    private static let pageSize: UInt = 4096

    init(_ tree: FileTree) { self.tree = tree }

    func unmapAll() {
        for (start, size) in reserved { munmap(pointer(start), Int(size)) }
        reserved = []
    }

    // MARK: Files

    func workingDirectory() -> [UInt8] { [UInt8(ascii: "/")] }
    func realPath(_ path: [UInt8]) -> [UInt8] { path }

    /// An open file and a view of its bytes.
    private final class OpenedFile {
        let descriptor: Int32
        private var view: UnsafeMutableRawPointer?
        private var size = 0

        init(_ descriptor: Int32) { self.descriptor = descriptor }
        deinit {
            if let view { munmap(view, size) }
            close(descriptor)
        }

        func bytes(_ size: Int) throws(Errno) -> FileBytes {
            guard size > 0 else { return FileBytes([]) }
            guard let view = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), view != MAP_FAILED else {
                throw Errno(rawValue: errno)
            }
            self.view = view
            self.size = size
            return FileBytes(address: UInt(bitPattern: view), count: size, owner: self)
        }
    }

    func open(_ path: [UInt8]) throws(Errno) -> LinkedFile {
        switch tree.resolve(String(decoding: path, as: UTF8.self)) {
        case .file(let host)?:
            let descriptor = Glibc.open(host, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Errno(rawValue: errno) }
            let file = OpenedFile(descriptor)
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw Errno(rawValue: errno) }
            return LinkedFile(
                bytes: try file.bytes(Int(status.st_size)),
                identity: FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)), handle: file)
        case .directory?, .text?: throw .EACCES
        case .link?, nil: throw .ENOENT
        }
    }

    // MARK: Mapping

    func reserve(size: UInt, alignment: UInt, at address: UInt) throws(Errno) -> UInt {
        guard size > 0, size <= 1 << 40, alignment <= 1 << 40 else { throw .ENOMEM }
        let slack = address == 0 ? max(alignment, Self.pageSize) : 0
        // 0x10_0000 is MAP_FIXED_NOREPLACE: EEXIST where something is there already.
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | (address == 0 ? 0 : 0x10_0000)
        let wanted = UnsafeMutableRawPointer(bitPattern: address)
        guard let found = mmap(wanted, Int(size + slack), PROT_NONE, flags, -1, 0), found != MAP_FAILED else {
            throw Errno(rawValue: errno)
        }
        reserved.append((UInt(bitPattern: found), size + slack))
        return address == 0 ? (UInt(bitPattern: found) + slack - 1) & ~(slack - 1) : address
    }

    func map(
        _ file: LinkedFile, offset: UInt, at address: UInt, size: UInt, protection: SegmentProtection
    ) throws(Errno) {
        guard let opened = file.handle as? OpenedFile else { throw .EBADF }
        try place(address, size, MAP_PRIVATE | MAP_FIXED, opened.descriptor, Int(offset))
    }

    func mapAnonymous(at address: UInt, size: UInt, protection: SegmentProtection) throws(Errno) {
        try place(address, size, MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS, -1, 0)
    }

    /// Always writable and never executable: pages of the file's own are copied when a store reaches them.
    private func place(_ address: UInt, _ size: UInt, _ flags: Int32, _ file: Int32, _ offset: Int) throws(Errno) {
        guard mmap(pointer(address), Int(size), PROT_READ | PROT_WRITE, flags, file, offset) != MAP_FAILED else {
            throw Errno(rawValue: errno)
        }
    }

    func protect(at address: UInt, size: UInt, protection: SegmentProtection) throws(Errno) {}

    func unmap(at address: UInt, size: UInt) {
        // The addresses stay set aside until the end.
        mmap(pointer(address), Int(size), PROT_NONE, MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    }

    func allocate(size: UInt) throws(Errno) -> UInt {
        let rounded = (size + Self.pageSize - 1) & ~(Self.pageSize - 1)
        let start = try reserve(size: rounded, alignment: Self.pageSize, at: 0)
        try mapAnonymous(at: start, size: rounded, protection: [.read, .write])
        return start
    }

    func callResolver(_ address: UInt) throws(Errno) -> UInt { address }

    /// Any place will do for what the kernel has, since nothing calls it.
    func kernelSymbol(_ name: RawSpan) -> UInt? {
        let text = name.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        guard text.hasPrefix(LibraryAnalysis.plainCallPrefix) else { return Self.pageSize }
        let call = text.dropFirst(LibraryAnalysis.plainCallPrefix.utf8.count)
        let isKnown = (0..<Catalogue.count).contains { "\(Catalogue.row(at: $0).name)" == call }
        return isKnown ? Self.pageSize : nil
    }
}
