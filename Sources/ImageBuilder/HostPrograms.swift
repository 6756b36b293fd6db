import Glibc

/// Finding programs on the host.
public enum HostPrograms {
    /// As execvp(3) does: a name without a slash is looked for along PATH. Nil where nothing executable has that name.
    public static func find(_ name: String, path: String = environment("PATH") ?? "/usr/local/bin:/usr/bin:/bin")
        -> String?
    {
        for directory in path.split(separator: ":", omittingEmptySubsequences: false) {
            let candidate = PathNames.join(directory.isEmpty ? HostFiles.workingDirectory() : String(directory), name)
            if HostFiles.status(candidate)?.kind == .file, HostFiles.isExecutable(candidate) { return candidate }
        }
        // Daemons and tools that Debian keeps out of ordinary users' PATH.
        for directory in ["/usr/sbin", "/sbin"] {
            let candidate = PathNames.join(directory, name)
            if HostFiles.status(candidate)?.kind == .file, HostFiles.isExecutable(candidate) { return candidate }
        }
        return nil
    }

    public static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    public static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
