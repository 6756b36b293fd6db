import Calling
import GuestHarness
import ImageBuilder

/// One row that did not come out as it should.
struct Mismatch: Sendable, CustomStringConvertible {
    var row: TableRow
    var host: [String]
    var guest: [String]
    var note: String

    var description: String {
        """
        \(row.name) \(row.call.signature.name): \(note)
          host:  \(host.joined(separator: "; "))
          guest: \(guest.joined(separator: "; "))
          ./apus test --only \(row.name) DifferentialTests
          ./apus call \(row.commandWords)
        """
    }
}

/// What came of one family.
struct FamilyResult: Sendable {
    var passed = 0
    var mismatches: [Mismatch] = []
    /// Allowed differences, by reason.
    var allowed: [String: Int] = [:]
}

/// Makes all calls of all tables on both sides, once.
struct Harness: Sendable {
    private(set) var families: [String: FamilyResult] = [:]
    private(set) var seed: UInt64
    /// The largest error found, in units in the last place, by function.
    private(set) var errors: [String: Double] = [:]
    private(set) var count = 0

    static let root = Guest.root
    static let folder = root + "/Tests/DifferentialTests"

    init() throws {
        seed = HostPrograms.environment("APUS_DIFFERENTIAL_SEED").flatMap { UInt64($0) } ?? 20_260_705
        let driver = try CallDriver(root: Self.root)
        let workshop = try Workshop()
        var reader = TableReader(seed: seed, libraries: ["scenarios": workshop.scenarios])
        for name in HostFiles.names(in: Self.folder + "/Tables") ?? [] {
            try reader.read(HostFiles.text(Self.folder + "/Tables/" + name) ?? "", name: name)
        }
        let rows = Self.selected(reader.rows)
        guard !rows.isEmpty else { return }
        count = rows.count
        let lines = rows.enumerated().map { $1.call.row(tag: "\($0)") }
        // For a look at what was asked: `call rows.txt` makes these calls on the host.
        try HostFiles.write(lines.joined(separator: "\n").utf8, to: Self.root + "/.build-call/rows.txt")
        let host = try Self.results(workshop.hostCommand(driver.path), lines)
        let guest = try Self.results(workshop.guestCommand(driver.path), lines)
        var measured: [Int] = []
        for (index, row) in rows.enumerated() {
            guard let left = host["\(index)"] else { throw Failure(.ours, "the host has no result for \(row.commandWords)") }
            guard let right = guest["\(index)"] else {
                throw Failure(.ours, "the guest stopped at \(row.name): ./apus call \(row.commandWords)")
            }
            if case .problem(let text) = left.outcome { throw Failure(.ours, "\(row.place): \(text)") }
            switch Verdict.of(row, host: left, guest: right) {
            case .same: families[row.family, default: FamilyResult()].passed += 1
            case .allowed(let reason): families[row.family, default: FamilyResult()].allowed[reason, default: 0] += 1
            case .different: add(row, left, right, "the results differ")
            case .measure: measured.append(index)
            }
        }
        try measure(measured.map { (rows[$0], host["\($0)"]!, guest["\($0)"]!) }, workshop, driver)
    }

    /// The rows asked for, by table, line or number in the line, and what those need.
    private static func selected(_ rows: [TableRow]) -> [TableRow] {
        if Selection.isEverything { return rows }
        let chosen = rows.filter { Selection.has($0.table, $0.place, $0.name) }
        let tables = Set(chosen.map(\.table)), names = Set(chosen.map(\.name))
        return rows.filter { names.contains($0.name) || $0.isSetup && tables.contains($0.table) }
    }

    private mutating func add(_ row: TableRow, _ host: CallResult, _ guest: CallResult, _ note: String) {
        let mismatch = Mismatch(row: row, host: row.call.lines(host), guest: row.call.lines(guest), note: note)
        families[row.family, default: FamilyResult()].mismatches.append(mismatch)
    }

    /// How far the guest's results are from the exact values.
    private mutating func measure(
        _ rows: [(TableRow, CallResult, CallResult)], _ workshop: Workshop, _ driver: CallDriver
    ) throws {
        guard !rows.isEmpty else { return }
        let lines = try rows.enumerated().map { index, item in
            try Measurement.call(item.0.call, result: item.2, library: workshop.reference).row(tag: "\(index)")
        }
        let errors = try Self.results(workshop.hostCommand(driver.path), lines)
        for (index, item) in rows.enumerated() {
            let (row, host, guest) = item
            guard let error = errors["\(index)"].flatMap(Measurement.error) else {
                throw Failure(.ours, "\(row.place): there is no reference for \(row.call.signature.name)")
            }
            let name = row.call.signature.name
            let isWithin = error <= row.tolerance.ulps ?? 0
            // MPFR has no exact value for some infinite arguments; the host's must do.
            if isWithin || host != guest { self.errors[name] = max(self.errors[name] ?? 0, error) }
            if isWithin || host == guest {
                families[row.family, default: FamilyResult()].passed += 1
            } else {
                add(row, host, guest, "\(error) units in the last place away, \(row.tolerance.ulps ?? 0) allowed")
            }
        }
    }

    private static func results(_ words: [String], _ rows: [String]) throws -> [String: CallResult] {
        let (status, output) = try CallDriver.run(words, rows: rows)
        let results = CallResult.parse(output).results
        if results.isEmpty { throw Failure(.ours, "\(words.joined(separator: " ")): status \(status)") }
        return results
    }

    /// The reasons of allowed differences and the largest errors; the families are in the table at the end of the tests.
    var report: String {
        var lines = ["\(count) calls, seed \(seed)"]
        let reasons = families.values.flatMap(\.allowed).reduce(into: [String: Int]()) { $0[$1.key, default: 0] += $1.value }
        lines += reasons.sorted { $0.key < $1.key }.map { "allowed, \($0.value) times: \($0.key)" }
        if !errors.isEmpty {
            let worst = errors.sorted { $0.key < $1.key }.map { "\($0.key) \(Measurement.rounded($0.value))" }
            lines.append("largest errors in units in the last place: " + worst.joined(separator: ", "))
        }
        return lines.joined(separator: "\n")
    }
}
