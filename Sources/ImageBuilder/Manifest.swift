import Yams

/// `images/NAME/manifest.yaml`: what a well-known program needs besides its libraries, so that it runs without being asked.
public struct Manifest: Codable, Sendable {
    /// One run whose output must equal the host's.
    public struct Example: Codable, Sendable {
        public var arguments: [String]
        public var input: String?
        /// Files to hand over: name in the guest's working directory → text.
        public var files: [String: String]?
    }

    /// Absolute paths of the programs this manifest is for.
    public var programs: [String]
    /// Debian packages whose files go along (`NAME`, or `NAME+deps`).
    public var packages: [String]?
    /// Files and directories that go along; those that are not on this host are passed over.
    public var files: [String]?
    /// Path prefixes of the packages' files that stay behind.
    public var without: [String]?
    public var environment: [String: String]?
    /// Mebibytes of memory for the machine, where the user says nothing.
    public var memory: Int?
    /// What a reader should know.
    public var notes: String?
    public var tests: [Example]?

    public init(yaml: String) throws { self = try YAMLDecoder().decode(Manifest.self, from: yaml) }

    /// Every manifest below `folder`, by name.
    public static func all(in folder: String, noting tree: inout FileTree) throws(Failure) -> [(
        name: String, manifest: Manifest
    )] {
        tree.note(folder)
        var result: [(String, Manifest)] = []
        for name in HostFiles.names(in: folder) ?? [] {
            let path = "\(folder)/\(name)/manifest.yaml"
            tree.note(path)
            guard let text = HostFiles.text(path) else { continue }
            do {
                result.append((name, try Manifest(yaml: text)))
            } catch {
                throw Failure(
                    .ours, "\(path): \(String(describing: error).split(separator: "\n").first ?? "not valid")")
            }
        }
        return result
    }

    /// Adds what the manifest names. Shared objects among it bring the libraries they need.
    func add(to tree: inout FileTree, libraries: inout LibraryClosure) throws(Failure) {
        var debian = DebianPackages()
        for request in packages ?? [] {
            for package in try debian.expand(request) {
                try Self.add(package: package, without: without ?? [], to: &tree, libraries: &libraries, debian)
            }
        }
        for path in files ?? [] { try Self.add(path: path, to: &tree, libraries: &libraries) }
    }

    static func add(
        package: String, without: [String], to tree: inout FileTree, libraries: inout LibraryClosure,
        _ debian: DebianPackages
    ) throws(Failure) {
        for path in try debian.files(of: package, noting: &tree) {
            guard !without.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) else { continue }
            guard !LibraryClosure.shimNames.contains(PathNames.lastComponent(path)) else { continue }
            try add(found: path, to: &tree, libraries: &libraries)
        }
    }

    private static func add(path: String, to tree: inout FileTree, libraries: inout LibraryClosure) throws(Failure) {
        guard let status = HostFiles.status(path) else {
            tree.note(path)
            return
        }
        guard status.kind == .directory else { return try add(found: path, to: &tree, libraries: &libraries) }
        tree.note(path)
        tree.addAsOnHost(path)
        for name in HostFiles.names(in: path) ?? [] {
            try add(path: PathNames.join(path, name), to: &tree, libraries: &libraries)
        }
    }

    private static func add(found path: String, to tree: inout FileTree, libraries: inout LibraryClosure)
        throws(Failure)
    {
        guard let host = tree.addAsOnHost(path), path.contains(".so"),
            HostFiles.read(host, limit: 4) == [0x7F, 0x45, 0x4C, 0x46],
            let file = try? ELFFile(host)
        else { return }
        try libraries.add(needsOf: file, guestPath: path, to: &tree)
    }
}
