/// Finds the shared objects a program needs, as the dynamic linker will find them in the guest.
///
/// Sources: ld.so(8), "When resolving shared object dependencies"; ELF gABI, chapter 5.
public struct LibraryClosure {
    /// Names that glibc's own libraries carry: libc-shim answers to all of them, so they are not copied.
    public static let shimNames: Set<String> = [
        "libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libutil.so.1", "libresolv.so.2",
        "libanl.so.1", "libmvec.so.1", "ld-linux-x86-64.so.2",
    ]

    /// Where the guest's linker looks last, in its order.
    public static let defaultDirectories = [
        "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib",
        "/usr/local/lib",
    ]

    /// Names that are left out: the C library's where libc-shim stands for it.
    public var excluded = LibraryClosure.shimNames
    /// Host directory whose files come before the host's own (`--root`), or nil.
    public var overlay: String?
    /// Directories from LD_LIBRARY_PATH in the guest's environment.
    public var libraryPath: [String] = []
    public private(set) var missing: [(name: String, wantedBy: String)] = []
    /// Guest paths of every object found, in breadth-first order.
    public private(set) var objects: [String] = []

    private var configured: [String]?
    private var seen: Set<String> = []

    public init(overlay: String? = nil, libraryPath: [String] = []) {
        self.overlay = overlay
        self.libraryPath = libraryPath
    }

    /// Adds to `tree` what the object at `guestPath` needs, and what that needs.
    /// - Parameter realPath: where the links on the way lead, which is what `$ORIGIN` goes by for a program.
    public mutating func add(
        needsOf program: ELFFile, guestPath: String, realPath: String? = nil, to tree: inout FileTree
    ) throws(Failure) {
        var queue: [(file: ELFFile, guestPath: String, inheritedRPath: [String])] = [(program, guestPath, [])]
        var next = 0
        while next < queue.count {
            let (file, guestPath, inherited) = queue[next]
            next += 1
            let origin = PathNames.directory(next == 1 ? realPath ?? guestPath : guestPath)
            // DT_RPATH counts only without DT_RUNPATH, and then for the objects below as well.
            let own = (file.runpath.isEmpty ? file.rpath : file.runpath).map { Self.expand($0, origin: origin) }
            let passedOn = file.runpath.isEmpty ? own + inherited : []
            for name in file.needed + file.auxiliary where !excluded.contains(PathNames.lastComponent(name)) {
                guard seen.insert(name).inserted else { continue }
                let before = file.runpath.isEmpty ? own + inherited : []
                let after = file.runpath.isEmpty ? [] : own
                guard let (found, foundPath) = find(name, in: before + libraryPath + after, &tree) else {
                    if file.needed.contains(name) { missing.append((name, guestPath)) }
                    continue
                }
                objects.append(foundPath)
                queue.append((found, foundPath, passedOn))
            }
        }
    }

    /// The error that lists everything missing in one line, or nil when nothing is.
    public func failure(program: String) -> Failure? {
        guard !missing.isEmpty else { return nil }
        let list = missing.map { item in
            item.wantedBy == program ? item.name : "\(item.name) (wanted by \(item.wantedBy))"
        }
        let noun = missing.count == 1 ? "shared library" : "shared libraries"
        return Failure(.notFound, "\(program): \(noun) not found: \(list.joined(separator: ", "))")
    }

    private mutating func find(_ name: String, in first: [String], _ tree: inout FileTree) -> (ELFFile, String)? {
        if name.contains("/") { return take(name, &tree) }
        for directory in first + Self.defaultDirectories {
            if let found = take(PathNames.join(directory, name), &tree) { return found }
        }
        for directory in configuredDirectories(&tree) {
            guard let found = take(PathNames.join(directory, name), &tree) else { continue }
            // The guest has no ld.so.conf: a link where its linker looks does the same.
            tree.addLink("/usr/lib/x86_64-linux-gnu/" + name, to: found.1)
            return found
        }
        return nil
    }

    /// A candidate that cannot be used (32-bit, say) is passed over, as ld.so does.
    private func take(_ path: String, _ tree: inout FileTree) -> (ELFFile, String)? {
        for prefix in [overlay, ""].compactMap({ $0 }) {
            let host = prefix + path
            guard HostFiles.status(host) != nil else {
                if prefix == "" { tree.note(host) }
                continue
            }
            guard let file = try? ELFFile(host), file.kind == .shared else { continue }
            if tree.addAsOnHost(path, from: prefix) != nil { return (file, path) }
        }
        return nil
    }

    private mutating func configuredDirectories(_ tree: inout FileTree) -> [String] {
        if let configured { return configured }
        var result: [String] = []
        var pending = ["/etc/ld.so.conf"]
        while let file = pending.popLast() {
            tree.note(file)
            for line in (HostFiles.text(file) ?? "").split(separator: "\n") {
                let words = line.prefix { $0 != "#" }.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "," })
                if words.first == "include" {
                    for pattern in words.dropFirst() {
                        let directory = PathNames.directory(PathNames.absolute(String(pattern), from: "/etc"))
                        tree.note(directory)
                        pending += (HostFiles.names(in: directory) ?? []).filter { $0.hasSuffix(".conf") }
                            .map { PathNames.join(directory, $0) }.reversed()
                    }
                } else {
                    result += words.map(String.init)
                }
            }
        }
        configured = result
        return result
    }

    static func expand(_ path: String, origin: String) -> String {
        var result = ""
        var rest = path[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...]
            let tokens = [
                ("$ORIGIN", origin), ("${ORIGIN}", origin), ("$LIB", "lib/x86_64-linux-gnu"),
                ("${LIB}", "lib/x86_64-linux-gnu"), ("$PLATFORM", "x86_64"), ("${PLATFORM}", "x86_64"),
            ]
            if let (token, value) = tokens.first(where: { rest.hasPrefix($0.0) }) {
                result += value
                rest = rest.dropFirst(token.count)
            } else {
                result.append("$")
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
