import LinuxABI

extension CoverageReport {
    /// Adds what a traced run of the program did. Calls that the analysis had not foreseen come in without a way.
    public mutating func join(_ traced: [String: TracedCall]) {
        for (name, run) in traced {
            if let index = calls.firstIndex(where: { $0.name == name }) {
                calls[index].run = run
                continue
            }
            guard let row = (0..<Catalogue.count).lazy.map(Catalogue.row(at:)).first(where: { "\($0.name)" == name })
            else {
                continue
            }
            calls.append(
                Call(
                    number: row.number.rawValue, name: name, group: "\(row.group)", status: row.status,
                    note: row.note.map { "\($0)" }, ways: [], run: run))
        }
        calls.sort { $0.number < $1.number }
    }
}
