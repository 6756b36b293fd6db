public import Bytes
public import LinuxABI

/// A system call written out as strace(1) does: name, decoded arguments, result. The catalogue says what each argument
/// means; what addresses point to is read from the program, and a bad one is written as a number.
public struct TraceLine {
    var text = ByteText()
    /// The arguments, as the program passed them.
    let arguments: InlineArray<6, UInt>
    /// What the call returned; nil if it has not, or never will.
    let result: Int?

    /// Which part of a line is wanted: strace(1) cuts one where another thread's comes between.
    public enum Part: Sendable {
        case whole
        /// Up to the first argument that the call fills in, and that it has not come back.
        case beginning
        /// What is left when it has.
        case rest
    }

    /// The line of one call, without a line feed. `result` is nil for a call that does not return, and for a line that
    /// is to be written before it does.
    public static func format(
        _ number: SystemCallNumber, _ a: UInt, _ b: UInt, _ c: UInt, _ d: UInt, _ e: UInt, _ f: UInt, result: Int?,
        part: Part = .whole
    ) -> ByteText {
        var line = TraceLine(arguments: [a, b, c, d, e, f], result: result)
        if let row = Catalogue.row(number) {
            line.add(row, part)
        } else {
            line.addUnknown(number, part)
        }
        return line.text
    }

    private mutating func addUnknown(_ number: SystemCallNumber, _ part: Part) {
        if part == .rest { text.add("<... ") }
        text.add("syscall_")
        text.add(decimal: UInt(number.rawValue))
        if part == .rest {
            text.add(" resumed>")
        } else {
            text.add("(")
            for index in 0..<6 {
                if index > 0 { text.add(", ") }
                text.add(hex: arguments[index])
            }
        }
        if part == .beginning { return text.add(" <unfinished ...>") }
        text.add(")")
        addResult(.number)
    }

    /// Whether the call is known to have failed.
    var hasFailed: Bool { result.map { $0 < 0 && $0 >= -4095 } ?? false }

    private mutating func add(_ row: SystemCallDescription, _ part: Part) {
        if part == .rest { text.add("<... ") }
        text.add(row.name)
        text.add(part == .rest ? " resumed>" : "(")
        var isFilledIn = false
        var isFirst = part == .rest
        for index in 0..<6 {
            let kind = row.argument(index)
            if kind == .none || isLeftOut(index, row) { break }
            switch kind {
            case .output, .outputVectors, .writes: isFilledIn = true
            default: break
            }
            if part == .rest, !isFilledIn { continue }
            if index > 0, !isFirst { text.add(", ") }
            isFirst = false
            if part == .beginning, isFilledIn { break }
            add(kind, index)
        }
        if part == .beginning { return text.add(" <unfinished ...>") }
        text.add(")")
        addResult(row.result)
    }

    /// A mode, or an argument of fcntl(2), that the call does not look at.
    private func isLeftOut(_ index: Int, _ row: SystemCallDescription) -> Bool {
        guard index > 0 else { return false }
        let before = row.argument(index - 1)
        if row.argument(index) == .mode, before == .named(.openFlags) {
            let flags = OpenFlags(argument: arguments[index - 1])
            return !flags.contains(.O_CREAT) && !flags.isSuperset(of: .O_TMPFILE)
        }
        guard index == 2, row.argument(1) == .named(.fcntlCommand) else { return false }
        switch FcntlCommand(argument: arguments[1]) {
        case .F_GETFD, .F_GETFL, .F_GETOWN, .F_GETSIG, .F_GETLEASE, .F_GETPIPE_SZ, .F_GET_SEALS: return true
        default: return false
        }
    }

    private mutating func add(_ kind: ArgumentKind, _ index: Int) {
        let value = arguments[index]
        switch kind {
        case .none: break
        case .descriptor, .integer, .process: text.add(decimal: Int(Int32(truncatingIfNeeded: value)))
        case .directory: addDirectory(Int32(truncatingIfNeeded: value))
        case .path: addString(value, limit: 4096)
        case .string: addString(value, limit: 128)
        case .input: addBytes(value, count: index < 5 ? arguments[index + 1] : 0)
        case .output: addOutput(value)
        case .inputVectors: addVectors(value, index, limit: .max)
        case .outputVectors:
            if let result, result >= 0 { addVectors(value, index, limit: result) } else { addAddress(value) }
        case .count: text.add(decimal: value)
        case .unsigned: text.add(decimal: UInt(UInt32(truncatingIfNeeded: value)))
        case .offset: text.add(decimal: Int(bitPattern: value))
        case .hexadecimal: text.add(hex: value)
        case .mode: addOctal(value & 0o7777)
        case .device: text.add(hex: value)
        case .address: addAddress(value)
        case .signal: addSignal(Signal(argument: value))
        case .clock: addNamed(.clockID, value)
        case .futexOperation: addFutexOperation(UInt32(truncatingIfNeeded: value))
        case .socketAddress: addSocketAddress(value, index)
        case .named(let table): addNamed(table, value)
        case .reads(let structure): addStructure(structure, value, index)
        case .writes(let structure):
            if let result, result >= 0 { addStructure(structure, value, index) } else { addAddress(value) }
        }
    }

    private mutating func addDirectory(_ descriptor: Int32) {
        if descriptor == AT_FDCWD { text.add("AT_FDCWD") } else { text.add(decimal: Int(descriptor)) }
    }

    private mutating func addOutput(_ address: UInt) {
        if let result, result >= 0 { addBytes(address, count: UInt(result)) } else { addAddress(address) }
    }

    private mutating func addResult(_ kind: ResultKind) {
        text.add(" = ")
        guard let result else { return text.add("?") }
        if hasFailed {
            let error = Errno(rawValue: Int32(-result))
            text.add("-1 ")
            guard let name = error.name, let message = error.message else { return text.add(decimal: -result) }
            text.add(name)
            text.add(" (")
            text.add(message)
            text.add(")")
            return
        }
        switch kind {
        case .number: text.add(decimal: result)
        case .address: text.add(hex: UInt(bitPattern: result))
        case .mode: addOctal(UInt(bitPattern: result))
        }
    }
}
