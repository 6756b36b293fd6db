internal import Bytes

/// The kernel's command line: what to run and how, written by the `apus` command.
///
/// Words are separated by spaces, ours are `apus.NAME=VALUE`; after the word `--` come the program and its arguments.
/// Bytes outside `!`…`~`, and `%`, are written `%XX`; an empty argument is the word `%`. QEMU's own
/// `virtio_mmio.device=` words may stand anywhere, and are not arguments.
public struct CommandLine {
    public private(set) var program: [UInt8] = []
    /// The program's arguments, its own name first.
    public private(set) var arguments: [[UInt8]] = []
    public private(set) var environment: [[UInt8]] = []
    public private(set) var workingDirectory: [UInt8] = [0x2f]
    /// Descriptors 0, 1 and 2 that are terminals on the host, a bit each.
    public private(set) var terminals: UInt8 = 0
    public private(set) var isTraced = false
    /// Whether the program's own interpreter is to link it.
    public private(set) var startsItself = false
    /// Whether stack, mappings, program and heap lie at random places.
    public private(set) var isRandomised = true
    /// Whether the trace says how long each call took, and goes to the command as a message of its own.
    public private(set) var areCallsTimed = false
    public private(set) var isVerbose = false
    /// Whether descriptor 2 is the same file as descriptor 1 on the host, so that their order must be kept.
    public private(set) var errorFollowsOutput = false
    /// Wall clock at launch, nanoseconds since the epoch.
    public private(set) var wallTime: Int64 = 0
    /// Random bytes from the host, up to 32.
    public private(set) var seed: [UInt8] = []
    /// How many processors the machine has.
    public private(set) var processors = 1
    /// Rows and columns of the terminal.
    public private(set) var windowSize: (rows: UInt16, columns: UInt16) = (24, 80)
    /// The virtio-mmio devices that QEMU announces: their physical addresses, and their interrupt lines.
    public private(set) var devices: [(address: UInt, line: UInt32)] = []

    public init(_ line: borrowing RawSpan) {
        var position = 0
        var isOurs = true
        var name: [UInt8]?
        while position < line.byteCount {
            while position < line.byteCount, line.u8(position) == 0x20 { position += 1 }
            let start = position
            while position < line.byteCount, line.u8(position) != 0x20 { position += 1 }
            if position == start { break }
            let word = Self.decode(line, start..<position)
            if Self.value(word, "virtio_mmio.device=") != nil {
                takeDevice(word)
            } else if isOurs {
                if word == [0x2d, 0x2d] { isOurs = false } else { takeOption(word, &name) }
            } else if program.isEmpty {
                program = word
                arguments.append(name ?? word)
            } else {
                arguments.append(word)
            }
        }
    }

    /// Another program, with arguments and environment of its own: execve(2).
    mutating func replace(program: [UInt8], arguments: [[UInt8]], environment: [[UInt8]], isRandomised: Bool) {
        self.isRandomised = isRandomised
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }

    private mutating func takeOption(_ word: [UInt8], _ name: inout [UInt8]?) {
        if let value = Self.value(word, "apus.cwd=") { workingDirectory = Array(value) }
        if let value = Self.value(word, "apus.env=") { environment.append(Array(value)) }
        if let value = Self.value(word, "apus.argv0=") { name = Array(value) }
        if let value = Self.value(word, "apus.tty=") {
            for byte in value where byte >= 0x30 && byte <= 0x32 { terminals |= 1 << (byte - 0x30) }
        }
        if Self.value(word, "apus.libc=host") != nil { startsItself = true }
        if Self.value(word, "apus.aslr=0") != nil { isRandomised = false }
        if Self.value(word, "apus.trace=1") != nil { isTraced = true }
        if Self.value(word, "apus.trace=times") != nil { (isTraced, areCallsTimed) = (true, true) }
        if Self.value(word, "apus.verbose=1") != nil { isVerbose = true }
        if Self.value(word, "apus.stderr=stdout") != nil { errorFollowsOutput = true }
        if let value = Self.value(word, "apus.time=") {
            let (seconds, used) = Self.number(value)
            // After the point: nanoseconds, nine digits.
            let rest = value.dropFirst(used + 1)
            wallTime = Int64(truncatingIfNeeded: seconds &* 1_000_000_000 &+ Self.number(rest).value)
        }
        if let value = Self.value(word, "apus.cpus=") { processors = max(1, min(64, Int(Self.number(value).value))) }
        if let value = Self.value(word, "apus.seed=") {
            var bytes = Array(value)
            while bytes.count >= 2, seed.count < 32 {
                seed.append(Self.hex(bytes[0]) << 4 | Self.hex(bytes[1]))
                bytes.removeFirst(2)
            }
        }
        if let value = Self.value(word, "apus.winsize=") {
            let (rows, used) = Self.number(value)
            let (columns, _) = Self.number(value.dropFirst(used + 1))
            windowSize = (UInt16(truncatingIfNeeded: rows), UInt16(truncatingIfNeeded: columns))
        }
    }

    /// `virtio_mmio.device=SIZE@0xADDRESS:IRQ` (Linux Documentation/admin-guide/kernel-parameters).
    private mutating func takeDevice(_ word: [UInt8]) {
        guard let at = word.firstIndex(of: 0x40), at + 3 <= word.count else { return }
        var address: UInt = 0
        var end = at + 3
        while end < word.count, word[end] != 0x3a {
            address = address << 4 | UInt(Self.hex(word[end]))
            end += 1
        }
        let line = Self.number(word.dropFirst(end + 1)).value
        devices.append((address, UInt32(truncatingIfNeeded: line)))
    }

    private static func value(_ word: [UInt8], _ prefix: StaticString) -> ArraySlice<UInt8>? {
        let count = prefix.utf8CodeUnitCount
        guard word.count >= count, prefix.withUTF8Buffer({ unsafe $0.elementsEqual(word[..<count]) }) else { return nil }
        return word[count...]
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> (value: UInt64, digits: Int) {
        var value: UInt64 = 0
        var count = 0
        for byte in digits {
            guard byte >= 0x30, byte <= 0x39 else { break }
            value = value &* 10 &+ UInt64(byte - 0x30)
            count += 1
        }
        return (value, count)
    }

    private static func hex(_ byte: UInt8) -> UInt8 { (byte <= 0x39 ? byte &- 0x30 : (byte | 0x20) &- 0x57) & 15 }

    private static func decode(_ line: borrowing RawSpan, _ range: Range<Int>) -> [UInt8] {
        if range.count == 1, line.u8(range.lowerBound) == 0x25 { return [] }
        var word: [UInt8] = []
        word.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound, let byte = line.u8(position) {
            if byte == 0x25, position + 2 < range.upperBound, let high = line.u8(position + 1),
                let low = line.u8(position + 2)
            {
                word.append(hex(high) << 4 | hex(low))
                position += 3
            } else {
                word.append(byte)
                position += 1
            }
        }
        return word
    }
}
