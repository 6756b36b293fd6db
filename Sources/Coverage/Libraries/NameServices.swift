import ImageBuilder

/// The modules that glibc loads when a program asks for users, groups, hosts and the like (nsswitch.conf(5)). libc-shim
/// has none.
enum NameServices {
    /// What the names of the functions that ask begin with.
    private static let stems = [
        "getpw", "getgr", "getsp", "getsg", "setpw", "setgr", "endpw", "endgr", "fgetpw", "fgetgr", "getaddrinfo",
        "getnameinfo", "gethost", "getnet", "getproto", "getserv", "getrpc", "getalias", "initgroups", "innetgr",
        "ether_",
    ]

    static func areAsked(by symbol: String) -> Bool { stems.contains { symbol.hasPrefix($0) } }

    /// The modules that this host's configuration names, and what they need, as guest and host paths.
    static func modules(configuration: String = "/etc/nsswitch.conf") -> [(guest: String, host: String)] {
        var names: Set<Substring> = []
        for line in (HostFiles.text(configuration) ?? "").split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":"), !line.hasPrefix("#") else { continue }
            names.formUnion(
                line[line.index(after: colon)...].split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }))
        }
        var tree = FileTree()
        var closure = LibraryClosure()
        var result: [(String, String)] = []
        for name in names.sorted() {
            let path = LibraryClosure.defaultDirectories.map { PathNames.join($0, "libnss_\(name).so.2") }
                .first { HostFiles.status($0) != nil }
            guard let path, let file = try? ELFFile(path) else { continue }
            result.append((path, path))
            // A module whose libraries are missing is passed over, as glibc does.
            try? closure.add(needsOf: file, guestPath: path, to: &tree)
        }
        for path in closure.objects {
            if case .file(let host)? = tree.resolve(path) { result.append((path, host)) }
        }
        return result
    }
}
