internal import LinuxABI

/// What Linux leaves on a program's stack before its first instruction (System V ABI for x86-64, 3.4.1):
/// argc, argv, envp, the auxiliary vector, and above them the strings they point to.
struct InitialStack {
    /// The bytes, to be placed so that they end at the `top` they were made for: complete after `complete`.
    private(set) var bytes: [UInt8] = []
    /// Where `bytes` begin: the program's first stack pointer, a multiple of 16.
    let stackPointer: UInt
    /// Addresses of the first argument's first byte and one past the last's terminator, and the environment's alike.
    let arguments: Range<UInt>
    let environment: Range<UInt>
    private let strings: [UInt8]
    private var words: [UInt]
    private let auxiliaryCount: Int

    /// Lays everything out but the values of the auxiliary vector, which are not known before the program is loaded.
    ///
    /// - Parameters:
    ///   - top: the end of the stack, a multiple of 16.
    ///   - auxiliaryCount: how many pairs `complete` will be given.
    init(
        top: UInt, program: [UInt8], arguments: [[UInt8]], environment: [[UInt8]], random: [UInt8], auxiliaryCount: Int
    ) {
        var strings: [UInt8] = []
        var argumentOffsets: [Int] = []
        for argument in arguments {
            argumentOffsets.append(strings.count)
            strings.append(contentsOf: argument)
            strings.append(0)
        }
        let argumentsEnd = strings.count
        var environmentOffsets: [Int] = []
        for variable in environment {
            environmentOffsets.append(strings.count)
            strings.append(contentsOf: variable)
            strings.append(0)
        }
        let environmentEnd = strings.count
        let programOffset = strings.count
        strings.append(contentsOf: program)
        strings.append(0)
        let platformOffset = strings.count
        for byte in [0x78, 0x38, 0x36, 0x5f, 0x36, 0x34, 0] as [UInt8] { strings.append(byte) }  // "x86_64"
        while strings.count % 16 != 0 { strings.append(0) }
        let randomOffset = strings.count
        strings.append(contentsOf: random.prefix(16))
        while strings.count % 16 != 0 { strings.append(0) }

        let base = top &- UInt(strings.count)
        var words: [UInt] = [UInt(arguments.count)]
        for offset in argumentOffsets { words.append(base + UInt(offset)) }
        words.append(0)
        for offset in environmentOffsets { words.append(base + UInt(offset)) }
        words.append(0)
        let pointers: [(AuxiliaryType, Int)] = [(.AT_RANDOM, randomOffset), (.AT_EXECFN, programOffset), (.AT_PLATFORM, platformOffset)]
        for (type, offset) in pointers {
            words.append(UInt(type.rawValue))
            words.append(base + UInt(offset))
        }
        // The end of the vector is two words more.
        let count = words.count + 2 * auxiliaryCount + 2
        stackPointer = base &- UInt((count + count % 2) * 8)
        self.arguments = base..<base + UInt(argumentsEnd)
        self.environment = base + UInt(argumentsEnd)..<base + UInt(environmentEnd)
        self.strings = strings
        self.words = words
        self.auxiliaryCount = auxiliaryCount
    }

    /// Makes the bytes.
    /// - Parameter auxiliary: pairs of AT_ number and value, as many as were announced; those that point to bytes here are there
    ///   already: AT_RANDOM, AT_EXECFN, AT_PLATFORM, and AT_NULL at the end.
    mutating func complete(_ auxiliary: [(AuxiliaryType, UInt)]) {
        precondition(auxiliary.count == auxiliaryCount)
        for (type, value) in auxiliary {
            words.append(UInt(type.rawValue))
            words.append(value)
        }
        words.append(0)
        words.append(0)
        if words.count % 2 != 0 { words.append(0) }
        bytes.reserveCapacity(words.count * 8 + strings.count)
        for word in words {
            for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt(shift * 8))) }
        }
        bytes.append(contentsOf: strings)
        words = []
    }
}
