/// Path arithmetic on text alone; nothing here looks at a file system.
public enum PathNames {
    /// The components of a path, with `.` and empty ones gone and `..` applied (at the root it stays there).
    public static func components(_ path: String) -> [String] {
        var result: [String] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = result.popLast() } else { result.append(String(part)) }
        }
        return result
    }

    /// `path`, made absolute from `base` and normalised.
    public static func absolute(_ path: String, from base: String) -> String {
        "/" + components(path.hasPrefix("/") ? path : base + "/" + path).joined(separator: "/")
    }

    /// What comes before the last slash: `/` for a name at the root.
    public static func directory(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    public static func lastComponent(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? "/"
    }

    public static func join(_ directory: String, _ name: String) -> String {
        directory.hasSuffix("/") ? directory + name : directory + "/" + name
    }
}
