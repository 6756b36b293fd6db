import ImageBuilder
import LinuxABI

/// Puts a report together: surveys the program's files, reads what each wants, and asks the C library's summary what that
/// comes down to.
public struct ReportBuilder {
    private let survey: ProgramSurvey
    private let library: CLibrary
    private let choice: CLibraryChoice
    private var report: CoverageReport
    private var ways: [UInt16: [WayKey: [String]]] = [:]
    private var symbols: [SymbolKey: CoverageReport.Symbol] = [:]
    private var callCounts: [String: Int] = [:]

    private struct WayKey: Hashable {
        let object: Int
        let kind: CoverageReport.Way.Kind
    }
    private struct SymbolKey: Hashable {
        let name: String
        let version: String?
    }

    /// The report on the program that `request` is about.
    public static func report(
        on request: ImageRequest, library: CLibraryChoice, cache: SummaryCache
    ) throws -> CoverageReport {
        var builder = try ReportBuilder(request, library, cache)
        try builder.run(request)
        return builder.report
    }

    private init(_ request: ImageRequest, _ choice: CLibraryChoice, _ cache: SummaryCache) throws {
        survey = try ProgramSurvey(request)
        // A static program, or one of another C library, has no use for either.
        let interpreter = survey.items.first.flatMap { try? ELFFile($0.hostPath) }?.interpreter
        let isForeign = survey.plan.loader == .own
        let choice = isForeign ? CLibraryChoice.own : choice
        var loader: (host: String, guest: String)?
        if isForeign, let interpreter, case .file(let host)? = survey.plan.tree.resolve(interpreter) {
            loader = (host, interpreter)
        }
        self.choice = choice
        report = CoverageReport(program: survey.plan.program, library: choice)
        library = CLibrary(
            try CLibraryParts.paths(choice, request, interpreter: loader).map {
                try cache.summary(of: $0.host, as: $0.guest)
            })
    }

    private mutating func run(_ request: ImageRequest) throws {
        addStart()
        for item in survey.items { add(item) }
        if choice == .host, symbols.keys.contains(where: { NameServices.areAsked(by: $0.name) }) {
            let known = Set(survey.items.map(\.hostPath))
            for (guest, host) in NameServices.modules() where !known.contains(host) {
                add(ProgramSurvey.Item(guestPath: guest, hostPath: host, role: .plugin))
            }
        }
        if choice == .shim {
            report.problems = LinkRehearsal.problems(of: survey, request)
        } else {
            report.problems = survey.libraries.missing.map {
                CoverageReport.Problem(object: $0.wantedBy, text: "library not found: \($0.name)", isFatal: true)
            }
        }
        finish()
    }

    private mutating func addStart() {
        let reach = library.start(entries: CLibraryParts.entries(choice))
        for number in reach.calls.numbers { note(number, object: 0, .start) }
        add(reach.undetermined)
    }

    private mutating func add(_ item: ProgramSurvey.Item) {
        guard let object = ObjectFile(item.hostPath) else { return }
        let index = report.objects.count
        var imports = 0
        for symbol in object.table.symbols where !symbol.isDefined && !symbol.name.isEmpty {
            let reach = library.reach(of: symbol.name, version: symbol.version)
            let isOfLibrary = symbol.library.map { LibraryClosure.shimNames.contains($0) } ?? (reach != nil)
            guard isOfLibrary else { continue }
            imports += 1
            note(symbol, in: item, index, reach)
        }
        report.objects.append(CoverageReport.Object(path: item.guestPath, role: item.role, imports: imports))
        let own = ObjectCalls.find(in: object, shownPath: item.guestPath)
        for number in own.inlined.numbers { note(number, object: index, .instruction) }
        for number in own.viaFunction.numbers { note(number, object: index, .function) }
        add(own.undetermined)
    }

    private mutating func note(
        _ symbol: DynamicTable.Symbol, in item: ProgramSurvey.Item, _ index: Int, _ reach: CLibrary.Reach?
    ) {
        let key = SymbolKey(name: symbol.name, version: symbol.version)
        let isSupplied = reach != nil || symbol.name == "__tls_get_addr"
        let numbers = reach?.calls.numbers ?? []
        if symbols[key] == nil {
            callCounts[symbol.name] = numbers.count
            symbols[key] = CoverageReport.Symbol(
                name: symbol.name, version: symbol.version, objects: [], isSupplied: isSupplied, isWeak: true,
                calls: numbers.compactMap { Catalogue.row(SystemCallNumber(rawValue: $0)).map { "\($0.name)" } })
            add(reach?.undetermined ?? [], through: symbol.name)
        }
        symbols[key]?.objects.append(item.guestPath)
        if !symbol.isWeak { symbols[key]?.isWeak = false }
        for number in numbers { note(number, object: index, .symbols, symbol.name) }
    }

    private mutating func note(
        _ number: UInt16, object: Int, _ kind: CoverageReport.Way.Kind, _ symbol: String? = nil
    ) {
        ways[number, default: [:]][WayKey(object: object, kind: kind), default: []] += symbol.map { [$0] } ?? []
    }

    private mutating func add(_ sites: [Undetermined], through symbol: String? = nil) {
        for site in sites {
            let place = report.undetermined.firstIndex { $0.object == site.object && $0.address == site.address }
            if place == nil { report.undetermined.append(site) }
            guard let symbol else { continue }
            report.undetermined[place ?? report.undetermined.count - 1].symbols.append(symbol)
        }
    }

    // MARK: Finishing

    private mutating func finish() {
        report.symbols = symbols.values.sorted { ($0.name, $0.version ?? "") < ($1.name, $1.version ?? "") }
        for number in ways.keys.sorted() {
            guard let row = Catalogue.row(SystemCallNumber(rawValue: number)), let found = ways[number] else {
                continue
            }
            let list = found.sorted { ($0.key.object, $0.key.kind.rawValue) < ($1.key.object, $1.key.kind.rawValue) }
            report.calls.append(
                CoverageReport.Call(
                    number: number, name: "\(row.name)", group: "\(row.group)", status: row.status,
                    note: row.note.map { "\($0)" }, ways: list.map { way($0.key, $0.value) }))
        }
        report.undetermined.sort { ($0.object, $0.address) < ($1.object, $1.address) }
        for index in report.undetermined.indices {
            let names = Set(report.undetermined[index].symbols).sorted()
            report.undetermined[index].symbols = Array(names.prefix(Self.shownSymbols))
        }
    }

    private func way(_ key: WayKey, _ names: [String]) -> CoverageReport.Way {
        let unique = Set(names).sorted { (callCounts[$0] ?? 0, $0) < (callCounts[$1] ?? 0, $1) }
        let object = key.kind == .start ? "start-up" : report.objects[key.object].path
        return CoverageReport.Way(
            object: object, kind: key.kind, symbols: Array(unique.prefix(Self.shownSymbols)), symbolCount: unique.count)
    }

    /// How many names a way lists.
    private static let shownSymbols = 6
}
