import LinuxABI

/// Works out the summary of a C library from its machine code.
struct LibraryAnalysis {
    private let object: ObjectFile
    private let view: CodeView
    private let entries: Set<UInt64>
    private let graph: ReferenceGraph
    private var reachability: Reachability
    private var imports: [String] = []
    private var sites: [Undetermined] = []

    /// The prefix of the names by which libc-shim calls the kernel without a `syscall` instruction.
    static let plainCallPrefix = "__apus_sys_"

    /// What a function with a damaged stack calls instead of returning. Most can, which says nothing about any: it counts
    /// once, for every program.
    static let stackCheck = "__stack_chk_fail"

    /// - Parameter shownPath: how the object is called in what is undetermined.
    static func summary(of object: ObjectFile, shownPath: String) -> LibrarySummary {
        var analysis = LibraryAnalysis(object)
        return analysis.run(shownPath)
    }

    private init(_ object: ObjectFile) {
        self.object = object
        view = CodeView(object)
        view.decodeAll()
        var entries = Set(view.callTargets)
        for symbol in object.table.symbols where symbol.isDefined && symbol.isFunction {
            entries.insert(symbol.address)
        }
        for address in object.table.initialisers { entries.insert(address) }
        if object.entry != 0 { entries.insert(object.entry) }
        self.entries = entries
        let checks = object.table.symbols.filter { $0.isDefined && $0.name == Self.stackCheck }.map(\.address)
        graph = ReferenceGraph(view, entries: entries, ignoring: Set(checks))
        reachability = Reachability(nodes: 0, factCount: 0)
    }

    private mutating func run(_ shownPath: String) -> LibrarySummary {
        let found = findNumbers()
        let incomplete = found.filter { !$0.isComplete }
        let names = FunctionNames(object)
        sites = incomplete.map {
            Undetermined(object: shownPath, function: names.name(of: $0.address), address: $0.address)
        }
        imports = object.table.symbols.filter { !$0.isDefined && !$0.name.isEmpty }.map(\.name)
        let firstImport = SystemCallSet.capacity
        let firstSite = firstImport + imports.count
        reachability = Reachability(nodes: graph.starts.count, factCount: firstSite + sites.count)
        for site in found {
            guard let node = graph.node(site.address) else { continue }
            for number in site.numbers where number < firstImport { reachability.add(Int(number), to: node) }
        }
        for (index, site) in sites.enumerated() {
            if let node = graph.node(site.address) { reachability.add(firstSite + index, to: node) }
        }
        addImports(firstImport)
        reachability.spread(along: graph.edges)
        return summary(firstImport, firstSite)
    }

    private func findNumbers() -> [CallNumbers.Site] {
        let numbers = CallNumbers(view, entries: entries)
        for symbol in object.table.symbols where symbol.isDefined && symbol.name == "syscall" {
            numbers.knownWrappers.insert(symbol.address)
        }
        for (number, function) in view.functions.enumerated() {
            for (index, instruction) in function.instructions.enumerated() where instruction.flow == .systemCall {
                numbers.add(CodeView.Position(function: number, index: index), .rax)
            }
        }
        return numbers.sites
    }

    /// A word that the linker fills with an import's address brings that import.
    private mutating func addImports(_ firstImport: Int) {
        var facts: [String: Int] = [:]
        for (index, name) in imports.enumerated() { facts[name] = firstImport + index }
        for index in 0..<Catalogue.count {
            let row = Catalogue.row(at: index)
            facts[Self.plainCallPrefix + "\(row.name)"] = Int(row.number.rawValue)
        }
        for relocation in object.table.relocations where object.table.symbols.indices.contains(relocation.symbol) {
            let symbol = object.table.symbols[relocation.symbol]
            guard !symbol.isDefined, let fact = facts[symbol.name], let node = graph.node(relocation.address) else {
                continue
            }
            reachability.add(fact, to: node)
        }
    }

    private func summary(_ firstImport: Int, _ firstSite: Int) -> LibrarySummary {
        var result = LibrarySummary()
        result.sites = sites
        for symbol in object.table.symbols where symbol.isDefined {
            guard let node = graph.node(symbol.address) else { continue }
            let reach = reach(of: node, firstImport, firstSite)
            result.symbols[symbol.name, default: []].append((symbol.version ?? "", reach))
        }
        var roots = object.table.initialisers
        if object.entry != 0 { roots.append(object.entry) }
        for (place, target) in object.table.relativeTargets
        where object.table.initialiserArrays.contains(where: { $0.contains(place) }) {
            roots.append(target)
        }
        for node in roots.compactMap(graph.node) { result.start.formUnion(reach(of: node, firstImport, firstSite)) }
        return result
    }

    private func reach(of node: Int, _ firstImport: Int, _ firstSite: Int) -> LibrarySummary.Reach {
        var result = LibrarySummary.Reach()
        for fact in reachability.facts(of: node) {
            if fact < firstImport {
                result.calls[UInt16(fact)] = true
            } else if fact < firstSite {
                result.imports.append(imports[fact - firstImport])
            } else {
                result.sites.append(fact - firstSite)
            }
        }
        return result
    }
}

extension LibrarySummary.Reach {
    mutating func formUnion(_ other: Self) {
        calls.formUnion(other.calls)
        imports = Set(imports).union(other.imports).sorted()
        sites = Set(sites).union(other.sites).sorted()
    }
}
