/// What changed between two reports.
public struct Comparison {
    private var lines: [String] = []

    public init(from old: CoverageDocument, to new: CoverageDocument) {
        if let oldTable = old.table, let newTable = new.table { compare(oldTable, newTable) }
        for report in new.programs ?? [] {
            guard
                let before = old.programs?.first(where: { $0.program == report.program && $0.library == report.library }
                )
            else {
                lines.append("\(report.program): not in the former report")
                continue
            }
            compare(before, report)
        }
        for report in old.programs ?? [] where new.programs?.contains(where: { $0.program == report.program }) != true {
            lines.append("\(report.program): only in the former report")
        }
    }

    /// A line for each change, or one that says that there is none.
    public var text: String { lines.isEmpty ? "nothing changed\n" : lines.map { $0 + "\n" }.joined() }

    private mutating func compare(_ old: CatalogueTable, _ new: CatalogueTable) {
        let before = Dictionary(old.rows.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        for row in new.rows {
            guard let former = before[row.number] else {
                lines.append("\(row.name): new, \(row.status.rawValue)")
                continue
            }
            if former.status != row.status {
                lines.append("\(row.name): \(former.status.rawValue) → \(row.status.rawValue)\(Self.note(row.note))")
            } else if former.note != row.note {
                lines.append("\(row.name): still \(row.status.rawValue)\(Self.note(row.note))")
            }
        }
        if old.summary != new.summary { lines.append("before: \(old.summary)\nnow: \(new.summary)") }
    }

    private mutating func compare(_ old: CoverageReport, _ new: CoverageReport) {
        let name = new.program
        let before = Dictionary(old.calls.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Set(new.calls.map(\.number))
        for call in new.calls {
            guard let former = before[call.number] else {
                lines.append("\(name): \(call.name) is needed now (\(call.status.rawValue))")
                continue
            }
            if former.status != call.status {
                lines.append(
                    "\(name): \(call.name): \(former.status.rawValue) → \(call.status.rawValue)\(Self.note(call.note))")
            }
        }
        for call in old.calls where !after.contains(call.number) {
            lines.append("\(name): \(call.name) is not needed any more")
        }
        compare("symbol", Set(old.missingSymbols.map(\.name)), Set(new.missingSymbols.map(\.name)), name)
        compare(
            "problem", Set(old.problems.map { "\($0.object): \($0.text)" }),
            Set(new.problems.map { "\($0.object): \($0.text)" }), name)
        if old.summary != new.summary { lines.append("\(name): before: \(old.summary)\n\(name): now: \(new.summary)") }
    }

    private mutating func compare(_ what: String, _ old: Set<String>, _ new: Set<String>, _ name: String) {
        for gone in old.subtracting(new).sorted() { lines.append("\(name): \(what) gone: \(gone)") }
        for added in new.subtracting(old).sorted() { lines.append("\(name): \(what) new: \(added)") }
    }

    private static func note(_ note: String?) -> String { note.map { ": \($0)" } ?? "" }
}
