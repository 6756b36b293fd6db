/// What an object outside the C library asks of the kernel by itself: its own `syscall` instructions, and calls of
/// `syscall(3)`.
struct ObjectCalls {
    /// The calls that its own instructions make.
    var inlined = SystemCallSet()
    /// The calls that it makes through `syscall(3)`.
    var viaFunction = SystemCallSet()
    var undetermined: [Undetermined] = []

    static func find(in object: ObjectFile, shownPath: String) -> ObjectCalls {
        var result = ObjectCalls()
        let view = CodeView(object)
        var entries = Set(object.table.symbols.filter { $0.isDefined && $0.isFunction }.map(\.address))
        if object.frames.functions.isEmpty {
            // A static program has no index of its functions: calls tell where they begin.
            view.decodeAll()
            entries.formUnion(view.callTargets)
        }
        let names = FunctionNames(object)
        let direct = CallNumbers(view, entries: entries)
        view.candidates { address in
            guard let position = view.position(at: address), view[position].flow == .systemCall else { return }
            // Among code there are tables as well, where two bytes mean nothing. An object that can be unwound has an entry
            // for each of its functions.
            let isBetween = !object.frames.functions.isEmpty && object.frames.function(at: address) == nil
            if isBetween, view.functions[position.function].hasOddBytes { return }
            direct.add(position, .rax)
        }
        for site in direct.sites {
            for number in site.numbers { result.inlined[number] = true }
            if !site.isComplete {
                result.undetermined.append(
                    Undetermined(object: shownPath, function: names.name(of: site.address), address: site.address))
            }
        }
        let slots = Set(
            object.table.relocations.filter {
                object.table.symbols.indices.contains($0.symbol) && !object.table.symbols[$0.symbol].isDefined
                    && object.table.symbols[$0.symbol].name == "syscall"
            }.map(\.address))
        guard !slots.isEmpty else { return result }
        let numbers = CallNumbers(view, entries: entries)
        for position in ImportCalls(view, slots: slots, entries: entries).positions { numbers.add(position, .rdi) }
        for site in numbers.sites {
            for number in site.numbers { result.viaFunction[number] = true }
            if !site.isComplete {
                result.undetermined.append(
                    Undetermined(object: shownPath, function: names.name(of: site.address), address: site.address))
            }
        }
        return result
    }
}

/// Where an object calls an import: directly through its word, through a stub of the linkage table, or through a register
/// that the word was loaded into.
struct ImportCalls {
    private(set) var positions: [CodeView.Position] = []

    init(_ view: CodeView, slots: Set<UInt64>, entries: Set<UInt64>) {
        var stubs: Set<UInt64> = []
        var loads: Set<Int> = []
        for address in view.uses(ofSlots: slots) {
            guard let function = view.function(at: address) else { continue }
            let code = view.functions[function]
            for (index, instruction) in code.instructions.enumerated() where slots.contains(instruction.reference) {
                switch instruction.flow {
                case .indirectCall: positions.append(CodeView.Position(function: function, index: index))
                case .indirectJump:
                    // A stub of the linkage table is 16 bytes, or 8; `endbr64` may come first. A tail call elsewhere is a call.
                    if view.isLinkage(instruction.address) {
                        stubs.formUnion([instruction.address, instruction.address & ~7, instruction.address & ~15])
                    } else {
                        positions.append(CodeView.Position(function: function, index: index))
                    }
                default: loads.insert(function)
                }
            }
        }
        for address in view.branches(to: stubs) {
            if let position = view.position(at: address) { positions.append(position) }
        }
        for function in loads {
            for (index, instruction) in view.functions[function].instructions.enumerated() {
                guard instruction.flow == .indirectCall || instruction.flow == .indirectJump,
                    let register = instruction.through
                else { continue }
                let position = CodeView.Position(function: function, index: index)
                var tracer = NumberTracer(view, entries: entries)
                if !tracer.values(of: register, before: position).words.isDisjoint(with: slots) {
                    positions.append(position)
                }
            }
        }
        positions = Array(Set(positions)).sorted { ($0.function, $0.index) < ($1.function, $1.index) }
    }
}
