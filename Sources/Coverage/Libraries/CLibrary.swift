/// The C library that a program gets, as one: libc-shim alone, or the parts of the host's glibc.
final class CLibrary {
    /// What a name, or the start of a program, can reach through all parts.
    struct Reach {
        var calls = SystemCallSet()
        var undetermined: [Undetermined] = []
    }

    private let parts: [LibrarySummary]
    private var known: [String: Reach] = [:]

    init(_ parts: [LibrarySummary]) { self.parts = parts }

    /// What the imported name can reach; nil where no part has it.
    func reach(of name: String, version: String?) -> Reach? {
        let key = name + "@" + (version ?? "")
        if let reach = known[key] { return reach }
        guard let reach = close(over: [(name, version)], from: []) else { return nil }
        known[key] = reach
        return reach
    }

    /// What happens in every program before `main` and after it.
    func start(entries: [String]) -> Reach {
        close(over: entries.map { ($0, nil) }, from: parts.enumerated().map { ($0.offset, $0.element.start) })
            ?? Reach()
    }

    /// Follows the parts' imports from one another.
    private func close(over names: [(String, String?)], from first: [(Int, LibrarySummary.Reach)]) -> Reach? {
        var result = Reach()
        var pending = first
        var seen: Set<String> = []
        for (name, version) in names {
            if let found = find(name, version) { pending.append(found) }
        }
        if pending.isEmpty { return nil }
        while let (part, reach) = pending.popLast() {
            result.calls.formUnion(reach.calls)
            for site in reach.sites where !result.undetermined.contains(parts[part].sites[site]) {
                result.undetermined.append(parts[part].sites[site])
            }
            for name in reach.imports where seen.insert(name).inserted {
                if let found = find(name, nil) { pending.append(found) }
            }
        }
        return result
    }

    private func find(_ name: String, _ version: String?) -> (Int, LibrarySummary.Reach)? {
        for (index, part) in parts.enumerated() {
            if let reach = part.reach(of: name, version: version) { return (index, reach) }
        }
        return nil
    }
}
