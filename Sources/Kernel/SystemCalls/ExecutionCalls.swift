internal import Bytes
internal import ELF
internal import FileSystem
internal import LinuxABI

/// execve(2), execveat(2): the process goes on with another program. What it needs must be in the image.
enum ExecutionCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.execve] = { path, arguments, environment, _, _, _ in
            answer { () throws(Errno) in
                try ExecutionCalls.execute(UInt(bitPattern: Int(AT_FDCWD)), path, arguments, environment, [])
            }
        }
        table[.execveat] = { directory, path, arguments, environment, flags, _ in
            answer { () throws(Errno) in
                let flags = AtFlags(argument: flags)
                guard flags.isSubset(of: [.AT_EMPTY_PATH, .AT_SYMLINK_NOFOLLOW]) else { throw .EINVAL }
                return try ExecutionCalls.execute(directory, path, arguments, environment, flags)
            }
        }
    }

    private static func execute(
        _ directory: UInt, _ path: UInt, _ arguments: UInt, _ environment: UInt, _ flags: AtFlags
    ) throws(Errno) -> Int {
        #if os(none)
        let entry = try Process.current.replaceProgram(by: try read(directory, path, arguments, environment, flags))
        entry.enter()
        #else
        _ = try read(directory, path, arguments, environment, flags)
        throw .ENOSYS
        #endif
    }

    /// What the call asks for. Throws what execve(2) lists for its arguments and the files they name.
    @inline(never)
    private static func read(
        _ directory: UInt, _ path: UInt, _ arguments: UInt, _ environment: UInt, _ flags: AtFlags
    ) throws(Errno) -> Execution {
        let process = Process.current
        let path = try UserString(path).path()
        if path.isEmpty, !flags.contains(.AT_EMPTY_PATH) { throw .ENOENT }
        var room = StringRoom(process)
        // As Linux does since 5.18: there is always a name.
        var words = try room.strings(at: arguments)
        if words.isEmpty { words.append([]) }
        let variables = try room.strings(at: environment)

        var execution = Execution(program: path, name: path, arguments: words, environment: variables)
        if flags.contains(.AT_SYMLINK_NOFOLLOW), !path.isEmpty {
            let start = try process.directory(directory, for: path)
            if try process.files.context.walk(path.span, from: start, .keep).inode.type == .symbolicLink { throw .ELOOP }
        }
        if path.first != UInt8(ascii: "/"), Int32(truncatingIfNeeded: directory) != AT_FDCWD {
            execution.program = try name(ofDescriptor: directory, path)
            execution.name = execution.program
        }
        try resolve(&execution, process)
        return execution
    }

    /// What a file is called that is named by a descriptor: as Linux does it, a path below /dev/fd. Throws `EBADF`, `ENOTDIR`.
    private static func name(ofDescriptor descriptor: UInt, _ path: [UInt8]) throws(Errno) -> [UInt8] {
        let file = try Process.current.files.descriptors.file(Int32(truncatingIfNeeded: descriptor))
        if !path.isEmpty, file.inode.type != .directory { throw .ENOTDIR }
        var name = ByteText("/dev/fd/")
        name.add(decimal: UInt(UInt32(truncatingIfNeeded: descriptor)))
        if !path.isEmpty { name.add(byte: UInt8(ascii: "/")) }
        return name.bytes + path
    }

    /// Finds the file to load: through the interpreters of scripts, as many as Linux follows.
    private static func resolve(_ execution: inout Execution, _ process: Process) throws(Errno) {
        for _ in 0..<5 {
            let program = execution.program
            let inode = try process.files.context.walk(program.span).inode
            guard inode.type == .regular else { throw .EACCES }
            try process.files.context.checkAccess(.X_OK, of: inode)
            let start = try firstBytes(of: inode, process.services.pages)
            guard let line = InterpreterLine([UInt8](start.prefix(256))) else {
                try checkImage(of: inode, start, program)
                if inode.mode.contains(.setUserID) { execution.user = inode.uid }
                if inode.mode.contains([.setGroupID, .groupExecute]) { execution.group = inode.gid }
                return
            }
            var words = [line.interpreter]
            if let argument = line.argument { words.append(argument) }
            execution.arguments = words + [program] + execution.arguments.dropFirst()
            execution.program = line.interpreter
        }
        throw .ELOOP
    }

    /// What tells scripts from programs, and both from anything else: the first page.
    private static func firstBytes(of inode: Inode, _ pages: any PageStore) throws(Errno) -> [UInt8] {
        let count = Int(min(inode.size, Int64(pageSize)))
        var bytes: [UInt8] = []
        if let file = inode.contiguousBytes() {
            let span = file.span
            for index in 0..<min(count, file.count) { bytes.append(span.u8(index) ?? 0) }
        } else if count > 0, let page = try inode.frame(at: 0, for: .read) {
            pages.load(page, 0, count, into: &bytes)
        }
        return bytes
    }

    /// Whether the linker can load the file. Of what does not lie in one piece, the rest is only looked at when the old program is gone.
    /// Throws `ENOEXEC`.
    private static func checkImage(of inode: Inode, _ start: [UInt8], _ path: [UInt8]) throws(Errno) {
        do throws(LinkError) {
            if let file = inode.contiguousBytes() { _ = try Image(file, name: path) } else { try Image.checkHeader(FileBytes(start), name: path) }
        } catch { throw .ENOEXEC }
    }
}

/// How much an argument list may take (execve(2), "Limits on size of arguments and environment").
private struct StringRoom {
    private var left: Int
    /// `MAX_ARG_STRLEN`, the terminator included.
    private static var longest: Int { 131_072 }

    /// A quarter of the stack's limit, at least 128 KiB, at most 6 MiB.
    init(_ process: Process) {
        let stack = process.attributes.limits[.RLIMIT_STACK]?.current ?? 8 << 20
        left = max(min(Int(clamping: stack / 4), 6 << 20), 131_072)
    }

    /// The strings that an array of pointers names, up to its null. No array is an empty one. Throws `EFAULT`, `E2BIG`.
    mutating func strings(at address: UInt) throws(Errno) -> [[UInt8]] {
        var strings: [[UInt8]] = []
        if address == 0 { return strings }
        let pointers = UserPointer<UInt>(address)
        while true {
            let pointer = try pointers.load(at: strings.count)
            if pointer == 0 { return strings }
            let string = try UserString(pointer).bytes(limit: StringRoom.longest, tooLong: .E2BIG)
            left -= string.count + 1 + MemoryLayout<UInt>.size
            if left < 0 { throw .E2BIG }
            strings.append(string)
        }
    }
}
