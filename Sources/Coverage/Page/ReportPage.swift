import ImageBuilder

extension CoverageDocument {
    /// The document as a page of HTML.
    public var html: String {
        if let table { return table.html }
        let reports = programs ?? []
        let names = reports.map { PathNames.lastComponent($0.program) }.joined(separator: ", ")
        return HTML.page(
            title: "Coverage of \(names)",
            body: reports.map { "<article>\n\($0.section)</article>" }.joined(separator: "\n"))
    }
}

extension CoverageReport {
    fileprivate var section: String {
        """
        <h1>\(HTML.escape(program))</h1>
        <p class="lead">\(HTML.escape(lead))</p>
        \(problemList)<section>
        \(HTML.overview(Status.allCases.map { ($0, count($0)) }))\(HTML.filter("Filter by call, symbol, library or note"))
        \(callTable)
        </section>
        \(symbolSection)\(objectSection)\(undeterminedSection)
        """
    }

    private var lead: String {
        let others = [
            (objects.count { $0.role == .library }, "library", "libraries"),
            (objects.count { $0.role == .plugin }, "plug-in", "plug-ins"),
        ].filter { $0.0 > 0 }.map { Self.plural($0.0, $0.1, $0.2) }
        let supplied = symbols.count { $0.isSupplied }
        return [
            others.isEmpty ? "The program alone" : "With " + others.joined(separator: " and "),
            "it can need \(Self.plural(calls.count, "system call", "system calls")), \(calls.count - count(.absent)) of which are there",
            "and \(supplied) of its \(Self.plural(symbols.count, "C library symbol", "C library symbols")) are supplied"
                + "\(libraryText).",
        ].joined(separator: ", ")
    }

    private var problemList: String {
        let missing = missingSymbols.map { "<code>\(HTML.escape($0.name))</code> is in no library" }
        let found = problems.map { problem in
            "<code>\(HTML.escape(problem.object))</code>: \(HTML.escape(problem.text))"
                + (problem.isFatal ? "" : " (a plug-in: the program starts without it)")
        }
        guard !(missing + found).isEmpty else { return "" }
        return "<div class=\"problems\"><b>Loading</b><ul>"
            + (found + missing).map { "<li>\($0)</li>" }.joined() + "</ul></div>\n<br>\n"
    }

    private var callTable: String {
        let isTraced = calls.contains { $0.run != nil }
        var columns = [("Call", ""), ("Status", ""), ("Group", ""), ("Note", ""), ("Needed by", "")]
        if isTraced { columns.insert(("Made", "count"), at: 2) }
        // What was made comes before what only might be.
        func order(_ call: Call) -> (Int, Int, UInt16) { (call.run == nil ? 1 : 0, call.status.order, call.number) }
        let rows = calls.sorted { order($0) < order($1) }.map { call in
            let made = (count: call.run?.count ?? 0, html: call.run?.html ?? "")
            let run = isTraced ? "<td class=\"made\" data-key=\"\(made.count)\">\(made.html)</td>" : ""
            return """
                <tr data-status="\(call.status.rawValue)"><td class="name">\(HTML.manual(call.name))</td>\
                <td data-key="\(call.status.order)">\(HTML.pill(call.status))</td>\(run)<td>\(call.group)</td>\
                <td class="note">\(HTML.escape(call.note ?? ""))</td><td class="why">\(call.why)</td></tr>
                """
        }
        return HTML.table(columns, rows)
    }

    private var symbolSection: String {
        let rows = symbols.sorted { (($0.isSupplied ? 1 : 0), $0.name) < (($1.isSupplied ? 1 : 0), $1.name) }.map {
            symbol in
            let state =
                symbol.isSupplied
                ? "supplied" : symbol.isWeak ? "absent, weak" : "<span class=\"missing\">absent</span>"
            return """
                <tr><td class="name"><code>\(HTML.escape(symbol.name))</code></td><td class="note">\(HTML.escape(symbol.version ?? ""))</td>\
                <td>\(state)</td><td class="number">\(symbol.objects.count)</td>\
                <td class="why">\(HTML.escape(symbol.calls.joined(separator: ", ")))</td></tr>
                """
        }
        return section(
            "C library symbols (\(symbols.count))", "Filter by symbol or call",
            [("Symbol", ""), ("Version", ""), ("State", ""), ("Objects", "number"), ("Can lead to", "")], rows)
    }

    private var objectSection: String {
        let rows = objects.map { object in
            """
            <tr><td class="path"><code>\(HTML.escape(object.path))</code></td><td>\(object.role.rawValue)</td>\
            <td class="number">\(object.imports)</td></tr>
            """
        }
        return section(
            "Files (\(objects.count))", "Filter by path",
            [("File", ""), ("Role", ""), ("Imports from the C library", "number")], rows)
    }

    private var undeterminedSection: String {
        guard !undetermined.isEmpty else { return "" }
        let rows = undetermined.map { site in
            """
            <tr><td class="path"><code>\(HTML.escape(site.object))</code></td><td><code>0x\(String(site.address, radix: 16))</code></td>\
            <td>\(HTML.escape(site.text))</td></tr>
            """
        }
        return section(
            "Instructions whose call could not be found out (\(undetermined.count))", "Filter by object or function",
            [("Object", ""), ("Address", ""), ("Function", "")], rows)
    }

    private func section(_ title: String, _ hint: String, _ columns: [(String, String)], _ rows: [String]) -> String {
        """
        <details class="section"><summary>\(title)</summary>
        <section>
        \(HTML.filter(hint))
        \(HTML.table(columns.map { (title: $0.0, kind: $0.1) }, rows))
        </section>
        </details>

        """
    }
}

extension CoverageReport.Call {
    /// Who needs it: the first of them in sight, the others to be opened.
    fileprivate var why: String {
        let items = ways.map { "<li>\($0.html)</li>" }
        guard let first = ways.first else { return "<span class=\"missing\">made, and not foreseen</span>" }
        if ways.count == 1 { return first.html }
        return "<details><summary>\(first.html) <b>+\(ways.count - 1)</b></summary><ul>\(items.joined())</ul></details>"
    }
}

extension CoverageReport.Way {
    fileprivate var html: String {
        let name = HTML.escape(PathNames.lastComponent(object))
        switch kind {
        case .start: return "every program"
        case .instruction: return "\(name) <span class=\"symbols\">by itself</span>"
        case .function: return "\(name) <span class=\"symbols\">through <code>syscall</code></span>"
        case .symbols:
            let rest = symbolCount - symbols.count
            let list = symbols.map { "<code>\(HTML.escape($0))</code>" }.joined(separator: ", ")
            return "\(name) <span class=\"symbols\">through \(list)\(rest > 0 ? " and \(rest) more" : "")</span>"
        }
    }
}

extension TracedCall {
    /// How often and how long, and what it was called with when that is opened.
    fileprivate var html: String {
        let times = "\(Self.time(nanoseconds)) in all, \(Self.time(nanoseconds / max(count, 1))) each"
        let head = "\(count)×" + (nanoseconds > 0 ? " <small>\(times)</small>" : "")
        func list(_ title: String, _ counts: [String: Int]) -> String {
            guard !counts.isEmpty else { return "" }
            let items = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(24)
                .map { "<code>\(HTML.escape($0.key))</code> \($0.value)×" }
            return "<li>\(title): \(items.joined(separator: ", "))</li>"
        }
        let more = list("errors", errors) + list("refused", refused) + list("flags", flags)
        return more.isEmpty ? head : "<details><summary>\(head)</summary><ul>\(more)</ul></details>"
    }
}
