import ImageBuilder

extension CoverageReport {
    /// The report for a terminal.
    public var text: String {
        var result = "\(program)\(libraryText)\n\n"
        result += problemText + callText + symbolText + undeterminedText
        return result + summary + "\n"
    }

    /// How it gets its C library, where that is not as usual.
    var libraryText: String {
        switch library {
        case .shim: ""
        case .host: ", with the host's C library"
        case .own: ", with what it brings for a C library"
        }
    }

    /// One line: so many of so many.
    public var summary: String {
        let libraries = objects.count { $0.role == .library }
        let plugins = objects.count { $0.role == .plugin }
        var parts = [
            "\(PathNames.lastComponent(program)) and \(Self.plural(libraries, "library", "libraries"))"
                + (plugins > 0 ? ", \(Self.plural(plugins, "plug-in", "plug-ins"))" : ""),
            "\(calls.count - count(.absent)) of \(Self.plural(calls.count, "system call", "system calls"))"
                + " (\(count(.implemented)) implemented, \(count(.partial)) partial, \(count(.stub)) stub, \(count(.absent)) absent)",
        ]
        if !symbols.isEmpty {
            let supplied = symbols.count { $0.isSupplied }
            parts.append("\(supplied) of \(Self.plural(symbols.count, "C library symbol", "C library symbols"))")
        }
        let made = calls.count { $0.run != nil }
        if made > 0 { parts.append("\(made) made in this run") }
        if !undetermined.isEmpty { parts.append("\(undetermined.count) undetermined") }
        if !problems.isEmpty { parts.append(Self.plural(problems.count, "loading problem", "loading problems")) }
        return parts.joined(separator: "; ")
    }

    static func plural(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

    private var problemText: String {
        guard !problems.isEmpty else { return "" }
        return "The linker refuses:\n"
            + problems.map {
                "  \($0.object): \($0.text)\($0.isFatal ? "" : " (a plug-in: the program starts without it)")\n"
            }
            .joined() + "\n"
    }

    private var callText: String {
        var result = ""
        for status in [Status.absent, .stub, .partial, .implemented] {
            let found = calls.filter { $0.status == status }
            guard !found.isEmpty else { continue }
            var table = TextTable()
            for call in found {
                var why = call.ways.prefix(3).map(\.text).joined(separator: "; ")
                if call.ways.isEmpty { why = "made, and not foreseen" }
                if call.ways.count > 3 { why += "; and \(call.ways.count - 3) more" }
                table.add(["  \(call.name)", call.run?.text ?? "", why])
                if let note = call.note { table.add(["", "", note]) }
                for refused in (call.run?.refused ?? [:]).keys.sorted() { table.add(["", "", "refused: \(refused)"]) }
            }
            result += "\(status.title) (\(found.count)):\n\(table.text)\n"
        }
        return result
    }

    private var symbolText: String {
        let missing = symbols.filter { !$0.isSupplied }
        guard !missing.isEmpty else { return "" }
        var table = TextTable()
        for symbol in missing {
            table.add([
                "  \(symbol.name)\(symbol.version.map { "@" + $0 } ?? "")", symbol.isWeak ? "weak" : "",
                symbol.objects.prefix(3).joined(separator: " "),
            ])
        }
        return "C library symbols that nobody supplies (\(missing.count)):\n\(table.text)\n"
    }

    private var undeterminedText: String {
        guard !undetermined.isEmpty else { return "" }
        var table = TextTable()
        for site in undetermined {
            table.add(["  \(site.object)", "0x" + String(site.address, radix: 16), site.text])
        }
        return "Instructions whose call could not be found out (\(undetermined.count)):\n\(table.text)\n"
    }
}

extension Undetermined {
    /// Its function and what leads there.
    var text: String { symbols.isEmpty ? function : "\(function), through \(symbols.joined(separator: ", "))" }
}

extension CoverageReport.Status {
    /// What a heading calls it.
    var title: String {
        switch self {
        case .implemented: "Implemented"
        case .partial: "Partial"
        case .stub: "Stub: always the same error"
        case .absent: "Absent: ENOSYS"
        }
    }
}

extension CoverageReport.Way {
    /// `libfoo.so.1: fork, system and 3 more`.
    var text: String {
        let name = PathNames.lastComponent(object)
        switch kind {
        case .start: return "every program"
        case .instruction: return "\(name): its own syscall instruction"
        case .function: return "\(name): syscall()"
        case .symbols:
            let shown = symbols.prefix(3).joined(separator: ", ")
            return "\(name): \(shown)" + (symbolCount > 3 ? " and \(symbolCount - 3) more" : "")
        }
    }
}
