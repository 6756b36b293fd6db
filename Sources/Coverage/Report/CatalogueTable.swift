import LinuxABI

/// The whole table of system calls, each with how much of it there is.
public struct CatalogueTable: Codable, Equatable, Sendable {
    public struct Row: Codable, Equatable, Sendable {
        public var number: UInt16
        public var name: String
        public var group: String
        public var status: CoverageReport.Status
        public var note: String?

        var manualPage: String { ManualPage.address(of: name) }
    }

    public private(set) var rows: [Row]

    /// As the kernel has it.
    public init() {
        rows = (0..<Catalogue.count).map { index in
            let row = Catalogue.row(at: index)
            return Row(
                number: row.number.rawValue, name: "\(row.name)", group: "\(row.group)", status: row.status,
                note: row.note.map { "\($0)" })
        }
    }

    func count(_ status: CoverageReport.Status) -> Int { rows.count { $0.status == status } }

    /// The groups in the catalogue's order, with their rows by number.
    var groups: [(name: String, rows: [Row])] {
        SystemCallGroup.allCases.map { group in ("\(group)", rows.filter { $0.group == "\(group)" }) }
            .filter { !$0.rows.isEmpty }
    }

    /// One line: so many of so many.
    public var summary: String {
        "\(rows.count - count(.absent)) of \(rows.count) system calls"
            + " (\(count(.implemented)) implemented, \(count(.partial)) partial, \(count(.stub)) stub, \(count(.absent)) absent)"
    }

    /// For a terminal.
    public var text: String {
        groups.map { name, rows in
            var table = TextTable()
            for row in rows {
                let number = String(row.number)
                let room = String(repeating: " ", count: max(0, 5 - number.count))
                table.add([room + number, row.name, row.status.rawValue, row.note ?? ""])
            }
            return "\(name) (\(rows.count { $0.status != .absent }) of \(rows.count)):\n\(table.text)\n"
        }.joined() + summary + "\n"
    }

    /// For the documentation.
    public var markdown: String {
        var result = """
            # System calls

            All system calls of x86_64 Linux, and how much of each the kernel has. This page is made from the catalogue that
            the kernel dispatches on; after a change of it, write it again:

                ./apus coverage --all --format markdown -o docs/system-calls.md

            *Implemented*: what the manual page says, as far as it can mean anything here. *Partial*: the note says what is
            missing. *Stub*: the note names the error that it always gives. *Absent*: `ENOSYS`.

            | group | calls | implemented | partial | stub | absent |
            |---|---:|---:|---:|---:|---:|

            """
        func line(_ name: String, _ rows: [Row]) -> String {
            let counts = CoverageReport.Status.allCases.map { status in "\(rows.count { $0.status == status })" }
            return "| \(name) | \(rows.count) | \(counts.joined(separator: " | ")) |\n"
        }
        for (name, rows) in groups { result += line("[\(name)](#\(name))", rows) }
        result += line("**all**", rows)
        for (name, rows) in groups {
            result += "\n## \(name)\n\n| number | call | status | note |\n|---:|---|---|---|\n"
            for row in rows {
                result +=
                    "| \(row.number) | [\(row.name)](\(row.manualPage)) | \(row.status.rawValue) | \(row.note ?? "") |\n"
            }
        }
        return result
    }
}
