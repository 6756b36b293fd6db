/// The root file system to be: a name in the guest for each thing that goes into it.
///
/// Every host path looked at on the way is remembered in `inputs`, so that a cached image can be checked by
/// looking at the same paths again.
public struct FileTree: Sendable {
    public enum Node: Equatable, Sendable {
        case directory(mode: UInt32)
        /// A copy of a host file.
        case file(host: String)
        /// Text of our own.
        case text([UInt8], mode: UInt32)
        case link(target: String)
    }

    public private(set) var nodes: [String: Node] = ["/": .directory(mode: 0o755)]
    public private(set) var inputs: Set<String> = []

    public init() {}

    /// Remembers that the image depends on `path` being as it is now (or on its absence).
    public mutating func note(_ path: String) { inputs.insert(path) }

    /// A link's own target and the file it leads to can both change.
    private mutating func noteFollowingLinks(_ path: String) {
        note(path)
        if HostFiles.linkStatus(path)?.kind == .symbolicLink, let real = HostPrograms.realPath(path) { note(real) }
    }

    public subscript(guest: String) -> Node? { nodes[guest] }

    // MARK: Adding under guest names

    public mutating func addDirectory(_ guest: String, mode: UInt32 = 0o755) {
        let path = settle(guest)
        if case .directory = nodes[path], mode == 0o755 { return }
        nodes[path] = .directory(mode: mode)
    }

    public mutating func addText(_ guest: String, _ text: String, mode: UInt32 = 0o644) {
        nodes[settle(guest)] = .text(Array(text.utf8), mode: mode)
    }

    public mutating func addLink(_ guest: String, to target: String) {
        let path = settle(guest)
        if nodes[path] == nil { nodes[path] = .link(target: target) }
    }

    /// Puts one host file at `guest`, whatever it is called on the host.
    public mutating func addFile(_ guest: String, host: String) {
        noteFollowingLinks(host)
        nodes[settle(guest)] = .file(host: host)
    }

    /// Puts a host file or a whole directory at `guest`. Links inside a directory stay links; sockets and devices are left out.
    public mutating func addTree(_ guest: String, host: String) throws(Failure) {
        guard let status = HostFiles.status(host) else {
            throw Failure(.notFound, "\(host): no such file or directory")
        }
        guard HostFiles.isReadable(host) else { throw Failure(.notExecutable, "\(host): permission denied") }
        noteFollowingLinks(host)
        if status.kind == .directory {
            addDirectory(guest, mode: status.mode)
            addContents(of: host, at: guest)
        } else {
            addFile(guest, host: host)
        }
    }

    private mutating func addContents(of host: String, at guest: String) {
        note(host)
        for name in HostFiles.names(in: host) ?? [] {
            let (from, to) = (PathNames.join(host, name), PathNames.join(guest, name))
            switch HostFiles.linkStatus(from) {
            case let status? where status.kind == .directory:
                addDirectory(to, mode: status.mode)
                addContents(of: from, at: to)
            case let status? where status.kind == .file && HostFiles.isReadable(from):
                addFile(to, host: from)
            case let status? where status.kind == .symbolicLink:
                note(from)
                if let target = HostFiles.linkTarget(from) { addLink(to, to: target) }
            default:
                break
            }
        }
    }

    // MARK: Adding under the host's own names

    /// Adds a host path under the same name, with every symbolic link on the way kept as a link, and returns the path of
    /// the file itself. Nil (and nothing added but links) where there is none.
    ///
    /// `/usr/bin/python3` gives `/usr/bin/python3 -> python3.11` and the file `/usr/bin/python3.11`.
    @discardableResult
    public mutating func addAsOnHost(_ path: String, from prefix: String = "") -> String? {
        var done: [String] = []
        var pending = Array(path.split(separator: "/").map(String.init).reversed())
        var links = 0
        while let part = pending.popLast() {
            if part == "." { continue }
            if part == ".." {
                _ = done.popLast()
                continue
            }
            let guest = "/" + (done + [part]).joined(separator: "/")
            let host = prefix + guest
            guard let status = HostFiles.linkStatus(host) else {
                note(host)
                return nil
            }
            switch status.kind {
            case .symbolicLink:
                links += 1
                guard links <= 40, let target = HostFiles.linkTarget(host) else { return nil }
                note(host)
                nodes[guest] = nodes[guest] ?? .link(target: target)
                if target.hasPrefix("/") { done = [] }
                pending += target.split(separator: "/").map(String.init).reversed()
            case .directory:
                done.append(part)
                if nodes[guest] == nil { nodes[guest] = .directory(mode: status.mode) }
            default:
                guard pending.isEmpty else { return nil }
                note(host)
                if nodes[guest] == nil, status.kind == .file { nodes[guest] = .file(host: host) }
                return host
            }
        }
        return prefix + "/" + done.joined(separator: "/")
    }

    // MARK: Links inside the image

    /// The name under which `guest` is stored: links among its parents are followed and missing parents made directories.
    private mutating func settle(_ guest: String) -> String {
        var done: [String] = []
        var pending = Array(guest.split(separator: "/").map(String.init).reversed())
        var links = 0
        while let part = pending.popLast() {
            if part == "." { continue }
            if part == ".." {
                _ = done.popLast()
                continue
            }
            let path = "/" + (done + [part]).joined(separator: "/")
            if case .link(let target) = nodes[path], !pending.isEmpty, links < 40 {
                links += 1
                if target.hasPrefix("/") { done = [] }
                pending += target.split(separator: "/").map(String.init).reversed()
                continue
            }
            if !pending.isEmpty, nodes[path] == nil { nodes[path] = .directory(mode: 0o755) }
            done.append(part)
        }
        return "/" + done.joined(separator: "/")
    }

    /// What a guest path leads to inside the image, links followed; nil where there is nothing.
    public func resolve(_ guest: String) -> Node? { resolvedPath(guest).flatMap { nodes[$0] } }

    /// The path without links that a guest path leads to; nil where there is nothing.
    public func resolvedPath(_ guest: String) -> String? {
        var done: [String] = []
        var pending = Array(guest.split(separator: "/").map(String.init).reversed())
        var links = 0
        while let part = pending.popLast() {
            if part == "." { continue }
            if part == ".." {
                _ = done.popLast()
                continue
            }
            let path = "/" + (done + [part]).joined(separator: "/")
            guard let node = nodes[path] else { return nil }
            if case .link(let target) = node {
                links += 1
                guard links <= 40 else { return nil }
                if target.hasPrefix("/") { done = [] }
                pending += target.split(separator: "/").map(String.init).reversed()
            } else {
                done.append(part)
            }
        }
        return "/" + done.joined(separator: "/")
    }
}
