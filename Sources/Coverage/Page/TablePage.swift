extension CatalogueTable {
    /// The whole table as a page of HTML.
    public var html: String {
        let counts = CoverageReport.Status.allCases.map { ($0, count($0)) }
        let list = rows.map { row in
            """
            <tr data-status="\(row.status.rawValue)"><td class="number">\(row.number)</td><td class="name">\(HTML.manual(row.name))</td>\
            <td data-key="\(row.status.order)">\(HTML.pill(row.status))</td><td>\(row.group)</td>\
            <td class="note">\(HTML.escape(row.note ?? ""))</td></tr>
            """
        }
        let body = """
            <section>
            <h1>System calls of Apus</h1>
            <p class="lead">\(rows.count - count(.absent)) of the \(rows.count) system calls of x86_64 Linux are there, wholly or in part.</p>
            \(HTML.overview(counts))\(groupBars)\(HTML.filter("Filter by name, group or note"))
            \(HTML.table([("Number", "number"), ("Call", ""), ("Status", ""), ("Group", ""), ("Note", "")], list))
            </section>
            """
        return HTML.page(title: "System calls of Apus", body: body)
    }

    /// A small bar for each group.
    private var groupBars: String {
        let items = groups.map { name, rows in
            let parts = CoverageReport.Status.allCases.map { status in
                let count = rows.count { $0.status == status }
                return count == 0 ? "" : "<span class=\"\(status.rawValue)\" style=\"flex-grow:\(count)\"></span>"
            }.joined()
            let there = rows.count { $0.status != .absent }
            return "<div>\(name)<small>\(there) of \(rows.count)</small><div class=\"bar\">\(parts)</div></div>"
        }
        return "<div class=\"groups\">\(items.joined(separator: "\n"))</div>\n"
    }
}

extension CoverageReport.Status {
    /// What is most wanting comes first.
    var order: Int {
        switch self {
        case .absent: 0
        case .stub: 1
        case .partial: 2
        case .implemented: 3
        }
    }
}
