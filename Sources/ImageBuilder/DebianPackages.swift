/// What dpkg knows of the installed packages, read from its own database (deb(5), dpkg-query(1)).
public struct DebianPackages {
    /// Nothing that runs in the guest reads these.
    static let skipped = [
        "/usr/share/doc", "/usr/share/man", "/usr/share/lintian", "/usr/share/bug", "/usr/share/locale",
    ]
    /// Replaced by libc-shim as a whole.
    static let replaced: Set<String> = ["libc6", "libc-bin", "libc6-dev", "libcrypt-dev"]

    let database: String
    private var paragraphs: [String: String]?

    public init(database: String = "/var/lib/dpkg") { self.database = database }

    /// Names with a `+deps` suffix stand for the package and, recursively, what it depends on.
    public mutating func expand(_ request: String) throws(Failure) -> [String] {
        guard request.hasSuffix("+deps") else { return [request] }
        var result: [String] = []
        var pending = [String(request.dropLast(5))]
        while let name = pending.popLast() {
            guard !result.contains(name), !Self.replaced.contains(name) else { continue }
            guard listFile(name) != nil else { throw notInstalled(name) }
            result.append(name)
            pending += dependencies(of: name)
        }
        return result
    }

    /// The paths a package installed, without documentation.
    public func files(of package: String, noting tree: inout FileTree) throws(Failure) -> [String] {
        guard let list = listFile(package), let text = HostFiles.text(list) else { throw notInstalled(package) }
        tree.note(list)
        return text.split(separator: "\n").map(String.init).filter { path in
            path != "/." && !Self.skipped.contains { path == $0 || path.hasPrefix($0 + "/") }
        }
    }

    private func notInstalled(_ package: String) -> Failure {
        Failure(.ours, "package \(package) is not installed (try: apt-get install \(package))")
    }

    private func listFile(_ package: String) -> String? {
        ["\(package).list", "\(package):amd64.list"].map { "\(database)/info/\($0)" }.first {
            HostFiles.status($0) != nil
        }
    }

    private mutating func dependencies(of package: String) -> [String] {
        if paragraphs == nil {
            var found: [String: String] = [:]
            var name = ""
            for line in (HostFiles.text(database + "/status") ?? "").split(separator: "\n") {
                if line.hasPrefix("Package: ") {
                    name = String(line.dropFirst(9))
                } else if line.hasPrefix("Depends: ") || line.hasPrefix("Pre-Depends: ") {
                    found[name, default: ""] += line.drop { $0 != " " } + ","
                }
            }
            paragraphs = found
        }
        return Self.parse(dependencies: paragraphs?[package] ?? "").compactMap { choices in
            choices.first { listFile($0) != nil }
        }
    }

    /// `a (>= 1), b | c:any` gives [[a], [b, c]].
    static func parse(dependencies text: String) -> [[String]] {
        text.split(separator: ",").map { clause in
            clause.split(separator: "|").compactMap { choice in
                choice.split(whereSeparator: { $0 == " " || $0 == "(" || $0 == ":" }).first.map(String.init)
            }
        }.filter { !$0.isEmpty }
    }
}
