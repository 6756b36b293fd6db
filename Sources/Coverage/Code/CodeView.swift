import Glibc

/// The code of an object, decoded function by function as it is asked for, with who jumps and calls where.
final class CodeView {
    /// A function, or a stretch between functions that the unwinding table does not know.
    final class Function {
        let range: Range<UInt64>
        let instructions: [Instruction]
        /// The indices of jumps to an address in a register, as a `switch` makes them.
        private(set) lazy var computedJumps = instructions.indices.filter {
            instructions[$0].flow == .indirectJump && instructions[$0].reference == 0
        }

        /// Whether some of its bytes are no instructions.
        var hasOddBytes: Bool { instructions.reduce(0) { $0 + Int($1.length) } < range.count }

        init(_ range: Range<UInt64>, _ instructions: [Instruction]) {
            self.range = range
            self.instructions = instructions
        }

        /// The index of the instruction that starts at `address`.
        func index(of address: UInt64) -> Int? {
            let found = instructions.partitioningIndex { $0.address >= address }
            return found < instructions.count && instructions[found].address == address ? found : nil
        }
    }

    /// An instruction's place.
    struct Position: Hashable {
        /// Index into `functions`.
        let function: Int
        let index: Int
    }

    let object: ObjectFile
    private(set) var functions: [Function] = []
    private var indexByStart: [UInt64: Int] = [:]
    private var jumpSources: [UInt64: [Position]] = [:]
    private var callSources: [UInt64: [Position]] = [:]
    private var searched: Set<UInt64> = []
    private var isComplete = false
    private let disassembler = Disassembler()
    private let codeRanges: [Range<UInt64>]
    /// Where the functions with names begin.
    private let starts: [UInt64]

    init(_ object: ObjectFile) {
        self.object = object
        codeRanges = object.codeRanges
        starts = object.table.symbols.filter { $0.isDefined && $0.isFunction }.map(\.address).sorted()
    }

    subscript(position: Position) -> Instruction { functions[position.function].instructions[position.index] }

    /// Decodes everything: for the C library, whose functions are all looked at.
    func decodeAll() {
        for limits in codeRanges {
            var address = limits.lowerBound
            while address < limits.upperBound {
                let range = bounds(of: address, in: limits)
                _ = decode(range)
                address = max(range.upperBound, address + 1)
            }
        }
        isComplete = true
    }

    /// The number of the function around `address`, decoded if it was not; nil outside of code.
    func function(at address: UInt64) -> Int? {
        guard let limits = codeRanges.first(where: { $0.contains(address) }) else { return nil }
        return decode(bounds(of: address, in: limits))
    }

    private func bounds(of address: UInt64, in limits: Range<UInt64>) -> Range<UInt64> {
        if let found = object.frames.function(at: address) { return found.clamped(to: limits) }
        let gap = object.frames.gap(at: address, in: limits)
        let next = starts.partitioningIndex { $0 > address }
        let start = next > 0 ? max(gap.lowerBound, starts[next - 1]) : gap.lowerBound
        return start..<max(start, next < starts.count ? min(gap.upperBound, starts[next]) : gap.upperBound)
    }

    /// Every address that a direct call goes to, or a jump from another function, among what was decoded.
    var callTargets: [UInt64] {
        Array(callSources.keys)
            + jumpSources.compactMap { target, sources in
                // Functions are aligned; a part that was moved out of its function is mostly not.
                target & 15 == 0 && sources.contains { !functions[$0.function].range.contains(target) } ? target : nil
            }
    }

    private func decode(_ range: Range<UInt64>) -> Int? {
        if let known = indexByStart[range.lowerBound] { return known }
        guard let code = object.code(range) else { return nil }
        let number = functions.count
        let function = Function(range, disassembler.decode(code, at: range.lowerBound))
        functions.append(function)
        indexByStart[range.lowerBound] = number
        for (index, instruction) in function.instructions.enumerated() {
            switch instruction.flow {
            case .jump, .conditionalJump:
                jumpSources[instruction.target, default: []].append(Position(function: number, index: index))
            case .call: callSources[instruction.target, default: []].append(Position(function: number, index: index))
            default: break
            }
        }
        return number
    }

    /// The instruction that starts at `address`; nil where none does.
    func position(at address: UInt64) -> Position? {
        guard let number = function(at: address), let index = functions[number].index(of: address) else { return nil }
        return Position(function: number, index: index)
    }

    /// The last instruction of the function that ends at `address`, where execution can go on from it.
    func last(before address: UInt64) -> Position? {
        guard address > 0, let number = function(at: address - 1), functions[number].range.upperBound == address,
            let last = functions[number].instructions.last, last.end == address, last.fallsThrough, last.flow != .call
        else { return nil }
        return Position(function: number, index: functions[number].instructions.count - 1)
    }

    /// Whether `address` is in the linkage table's stubs.
    func isLinkage(_ address: UInt64) -> Bool {
        [".plt", ".plt.got", ".plt.sec"].contains { object.sections[$0]?.contains(address) == true }
    }

    /// Where jumps to `address` are, among what was decoded.
    func jumps(to address: UInt64) -> [Position] { jumpSources[address] ?? [] }

    /// Where calls of `address` are, tail calls included when they come from another function.
    func callers(of address: UInt64) -> [Position] {
        if !isComplete, searched.insert(address).inserted {
            for place in branches(to: [address]) { _ = function(at: place) }
        }
        return callSources[address] ?? []
    }

    // MARK: Searching the bytes

    /// Calls `body` with each address in code where `0F 05`, the bytes of `syscall`, stand.
    func candidates(_ body: (UInt64) -> Void) {
        for range in codeRanges {
            guard let code = object.code(range), let start = code.baseAddress else { continue }
            var offset = 0
            while offset < code.count - 1, let hit = memchr(start + offset, 0x0F, code.count - 1 - offset) {
                let place = UnsafeRawPointer(hit) - start
                if code[place + 1] == 0x05 { body(range.lowerBound + UInt64(place)) }
                offset = place + 1
            }
        }
    }

    /// Addresses where the bytes of a direct call or jump to one of `targets` stand.
    func branches(to targets: Set<UInt64>) -> [UInt64] {
        scan { byte, next, displacement in
            (byte == 0xE8 || byte == 0xE9) && targets.contains(next &+ displacement) ? 0 : nil
        }
    }

    /// Addresses where the bytes of a call, jump or load through one of the words at `slots` may stand, as
    /// `OP ModRM disp32`.
    func uses(ofSlots slots: Set<UInt64>) -> [UInt64] {
        // The displacement comes last in all of them: `byte` is the ModRM byte, mod 00 and r/m 101.
        scan { byte, next, displacement in byte & 0xC7 == 0x05 && slots.contains(next &+ displacement) ? 1 : nil }
    }

    /// Looks at every byte that four more follow, as a 32-bit displacement from the address after them; `match` answers how
    /// many bytes before it the instruction begins, or nil.
    private func scan(_ match: (UInt8, UInt64, UInt64) -> UInt64?) -> [UInt64] {
        var result: [UInt64] = []
        for range in codeRanges {
            guard let code = object.code(range), code.count >= 5 else { continue }
            for index in 0...(code.count - 5) {
                let byte = code[index]
                guard byte == 0xE8 || byte == 0xE9 || byte & 0xC7 == 0x05 else { continue }
                let displacement = Int32(
                    littleEndian: code.loadUnaligned(fromByteOffset: index + 1, as: Int32.self))
                let next = range.lowerBound + UInt64(index) + 5
                if let back = match(byte, next, UInt64(bitPattern: Int64(displacement))) {
                    result.append(range.lowerBound + UInt64(index) - back)
                }
            }
        }
        return result
    }
}
