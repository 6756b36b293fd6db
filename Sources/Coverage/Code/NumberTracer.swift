/// Follows the value of a register backwards from an instruction to the constants that it can have.
struct NumberTracer {
    /// What was found.
    struct Result {
        var constants: Set<Int64> = []
        /// Addresses of words of the object's own that the value was loaded from.
        var words: Set<UInt64> = []
        /// The value came into a function as an argument: the function's address, and which register.
        var arguments: Set<Argument> = []
        /// False where some way to the instruction brings a value that could not be followed.
        var isComplete = true
    }

    struct Argument: Hashable {
        let function: UInt64
        let register: Register
    }

    private struct State: Hashable {
        let position: CodeView.Position
        let location: Location
    }

    let view: CodeView
    /// Addresses where functions begin, besides those that the unwinding table names.
    let entries: Set<UInt64>
    private var result = Result()
    private var seen: Set<State> = []
    private var pending: [State] = []
    private static let limit = 20_000

    init(_ view: CodeView, entries: Set<UInt64>) {
        self.view = view
        self.entries = entries
    }

    /// The values that `register` can have when the instruction at `position` is reached.
    mutating func values(of register: Register, before position: CodeView.Position) -> Result {
        result = Result()
        seen = []
        pending = []
        goBack(from: position, .register(register))
        while let state = pending.popLast() {
            guard seen.count < Self.limit else {
                result.isComplete = false
                break
            }
            step(state)
        }
        if result.constants.isEmpty, result.words.isEmpty, result.arguments.isEmpty { result.isComplete = false }
        return result
    }

    /// Looks at what comes before the instruction at `position`, where `location` is what is wanted.
    private mutating func goBack(from position: CodeView.Position, _ location: Location) {
        let function = view.functions[position.function]
        let address = function.instructions[position.index].address
        var isReached = false
        let isEntry = position.index == 0 || entries.contains(address)
        if isEntry {
            if case .register(let register) = location, Register.arguments.contains(register) {
                result.arguments.insert(Argument(function: address, register: register))
                isReached = true
            }
        } else if let previous = previous(position, function) {
            push(CodeView.Position(function: position.function, index: previous), location)
            isReached = true
        }
        // Hand-written code may go on where its entry in the unwinding table ends.
        if position.index == 0, !isReached, !entries.contains(address), let last = view.last(before: address) {
            push(last, location)
            isReached = true
        }
        for source in view.jumps(to: address) {
            // A loop back to the start of a function, or a tail call of it: the latter is a call and seen as one.
            if isEntry, source.function != position.function { continue }
            push(source, location)
            isReached = true
        }
        if isReached { return }
        // What nothing else reaches is in a table of the function's computed jumps.
        let computed = function.computedJumps
        if isEntry || computed.isEmpty { result.isComplete = false }
        for index in computed { push(CodeView.Position(function: position.function, index: index), location) }
    }

    /// The instruction from which execution comes to the one at `position` without a jump. Padding after a jump or
    /// return leads nowhere.
    private func previous(_ position: CodeView.Position, _ function: CodeView.Function) -> Int? {
        var index = position.index - 1
        while index > 0, function.instructions[index].flow == .nothing,
            view.jumps(to: function.instructions[index].address).isEmpty,
            !entries.contains(function.instructions[index].address)
        {
            index -= 1
        }
        return function.instructions[index].fallsThrough ? index : nil
    }

    private mutating func push(_ position: CodeView.Position, _ location: Location) {
        let state = State(position: position, location: location)
        if seen.insert(state).inserted { pending.append(state) }
    }

    /// Applies one instruction, backwards.
    private mutating func step(_ state: State) {
        let instruction = view[state.position]
        switch (instruction.effect, state.location) {
        case (.set(let place, let value), let wanted) where place == wanted: follow(value, state)
        case (.choose(let place, let value), let wanted) where place == wanted:
            follow(value, state)
            goBack(from: state.position, wanted)
        case (.set(.register(.rbp), .location(.register(.rsp))), .slot(.rbp, let distance)):
            goBack(from: state.position, .slot(.rsp, distance))
        case (.push(let value), .slot(.rsp, let distance)):
            if distance == 0 { follow(value, state) } else { goBack(from: state.position, .slot(.rsp, distance - 8)) }
        case (.pop(let register), .register(let wanted)) where register == wanted:
            goBack(from: state.position, .slot(.rsp, 0))
        case (.pop, .slot(.rsp, let distance)): goBack(from: state.position, .slot(.rsp, distance + 8))
        case (.moveStack(let amount), .slot(.rsp, let distance)):
            goBack(from: state.position, .slot(.rsp, distance + amount))
        case (.push, .register), (.moveStack, .register): goBack(from: state.position, state.location)
        default:
            if isLost(instruction, state.location) {
                result.isComplete = false
            } else {
                goBack(from: state.position, state.location)
            }
        }
    }

    private func isLost(_ instruction: Instruction, _ location: Location) -> Bool {
        let isCall = instruction.flow == .call || instruction.flow == .indirectCall
        let changes = instruction.changes | (isCall ? Register.scratch : 0)
        switch location {
        case .register(let register):
            if instruction.flow == .systemCall, [.rax, .rcx, .r11].contains(register) { return true }
            // `call` changes the stack pointer and puts it back.
            return changes & register.bit != 0 && !(isCall && register == .rsp)
        case .slot(let base, _): return !isCall && instruction.changes & base.bit != 0
        }
    }

    private mutating func follow(_ value: Effect.Value?, _ state: State) {
        switch value {
        case .constant(let number): result.constants.insert(number)
        case .memory(let address): result.words.insert(address)
        case .location(let location): goBack(from: state.position, location)
        case nil: result.isComplete = false
        }
    }
}
