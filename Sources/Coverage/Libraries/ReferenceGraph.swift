/// Which function and which data of a library refers to which: nodes are stretches of addresses, edges are calls, jumps,
/// addresses taken and pointers stored.
///
/// It takes more for reachable than a run can reach: a function whose address is taken counts as called.
struct ReferenceGraph {
    /// Where the nodes begin, ascending; each goes up to the next.
    private(set) var starts: [UInt64] = []
    private(set) var edges: [[Int32]] = []
    private let object: ObjectFile
    private let view: CodeView

    /// Functions to which no edge leads.
    private let ignored: Set<UInt64>

    /// - Parameter ignored: addresses of functions that do not count as called wherever they are.
    init(_ view: CodeView, entries: Set<UInt64>, ignoring ignored: Set<UInt64> = []) {
        self.view = view
        self.ignored = ignored
        object = view.object
        starts = findStarts(entries).sorted()
        edges = Array(repeating: [], count: starts.count)
        addCodeEdges(entries)
        addDataEdges()
        joinParts()
    }

    /// The node that `address` lies in, or nil before the first.
    func node(_ address: UInt64) -> Int? {
        let next = starts.partitioningIndex { $0 > address }
        return next > 0 ? next - 1 : nil
    }

    private func isData(_ address: UInt64) -> Bool {
        object.segments.contains { $0.isWritable && $0.addresses.contains(address) }
    }

    private func isInside(_ address: UInt64) -> Bool { isData(address) || object.isCode(address) }

    private func findStarts(_ entries: Set<UInt64>) -> Set<UInt64> {
        var starts = entries
        for segment in object.segments { starts.insert(segment.addresses.lowerBound) }
        for range in object.sections.values { starts.insert(range.lowerBound) }
        for function in object.frames.functions { starts.insert(function.lowerBound) }
        for symbol in object.table.symbols where symbol.isDefined && isInside(symbol.address) {
            starts.insert(symbol.address)
            // What follows has no name of its own.
            starts.insert(symbol.address &+ symbol.size)
        }
        for (_, target) in object.table.relativeTargets where isInside(target) { starts.insert(target) }
        // Each word of a table of imports stands for itself.
        for relocation in object.table.relocations where relocation.type == 6 || relocation.type == 7 {
            starts.insert(relocation.address)
            starts.insert(relocation.address &+ 8)
        }
        for name in [".got", ".got.plt"] {
            for word in stride(
                from: object.sections[name]?.lowerBound ?? 0, to: object.sections[name]?.upperBound ?? 0, by: 8)
            {
                starts.insert(word)
            }
        }
        for function in view.functions {
            for instruction in function.instructions {
                if instruction.reference != 0, isInside(instruction.reference) { starts.insert(instruction.reference) }
                // A function that is only jumped to, as the last act of others.
                if instruction.flow == .jump, instruction.target & 15 == 0, isInside(instruction.target) {
                    starts.insert(instruction.target)
                }
            }
        }
        return starts
    }

    private mutating func connect(_ from: Int, _ to: UInt64) {
        guard isInside(to), let node = node(to), node != from, !ignored.contains(starts[node]) else { return }
        edges[from].append(Int32(node))
    }

    private mutating func addCodeEdges(_ entries: Set<UInt64>) {
        // What lies before the beginning of a function is padding, or a call that does not return.
        let entries = entries.union(object.frames.functions.map(\.lowerBound))
        for function in view.functions {
            var current = function.instructions.first.flatMap { node($0.address) } ?? 0
            // After a return or jump, up to the first instruction that does something.
            var isPadding = false
            for instruction in function.instructions {
                if current + 1 < starts.count, instruction.address >= starts[current + 1] {
                    current = node(instruction.address) ?? current
                }
                if instruction.target != 0 { connect(current, instruction.target) }
                if instruction.reference != 0 { connect(current, instruction.reference) }
                isPadding = instruction.flow == .nothing ? isPadding : !instruction.fallsThrough
                if !isPadding, current + 1 < starts.count, instruction.end == starts[current + 1],
                    !entries.contains(instruction.end)
                {
                    edges[current].append(Int32(current + 1))
                }
            }
        }
    }

    private mutating func addDataEdges() {
        for (place, target) in object.table.relativeTargets {
            if let from = node(place) { connect(from, target) }
        }
        for relocation in object.table.relocations {
            guard object.table.symbols.indices.contains(relocation.symbol), let from = node(relocation.address) else {
                continue
            }
            let symbol = object.table.symbols[relocation.symbol]
            if symbol.isDefined { connect(from, symbol.address &+ (relocation.type == 1 ? relocation.addend : 0)) }
        }
    }

    /// Parts of one function, or of one named object, belong together: jump tables and indices lead from one to another.
    private mutating func joinParts() {
        let linkage = [".plt", ".plt.got", ".plt.sec"].compactMap { object.sections[$0] }
        for function in object.frames.functions where !linkage.contains(where: { $0.overlaps(function) }) {
            join(function)
        }
        for symbol in object.table.symbols where symbol.isDefined && symbol.size > 0 && isInside(symbol.address) {
            join(symbol.address..<symbol.address &+ symbol.size)
        }
    }

    private mutating func join(_ range: Range<UInt64>) {
        guard let first = node(range.lowerBound) else { return }
        var other = first + 1
        while other < starts.count, starts[other] < range.upperBound {
            edges[first].append(Int32(other))
            edges[other].append(Int32(first))
            other += 1
        }
    }
}
