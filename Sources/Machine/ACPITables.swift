internal import Bytes

/// What the firmware says of the machine in its ACPI tables (ACPI specification 6.5, chapters 4 and 5): read from bytes, which may be
/// anything, so that a test can hand in its own.
///
/// `memory` gives the bytes at a physical address, or nil where there are none. Every table is checked: signature, length, checksum.
public struct ACPITables {
    /// An I/O interrupt controller: where it is, and the first line that it has.
    public struct Controller: Equatable, Sendable {
        public var address: UInt
        public var firstLine: UInt32
    }

    /// How a line of the ISA bus really runs.
    public struct Override: Equatable, Sendable {
        public var source: UInt8
        public var line: UInt32
        public var isActiveLow: Bool
        public var isLevel: Bool
    }

    /// A register: of ports, or in memory.
    public struct Register: Equatable, Sendable {
        public var isPort: Bool
        public var address: UInt
        /// What is written there.
        public var value: UInt16
    }

    /// The processors' numbers in their interrupt controllers, those that can be used.
    public private(set) var processors: [UInt32] = []
    public private(set) var controllers: [Controller] = []
    public private(set) var overrides: [Override] = []
    /// Resets the machine.
    public private(set) var reset: Register?
    /// Turns the machine off: the port of PM1a control, and PM1b's where there is one, with the value for the state S5.
    public private(set) var powerOff: [Register] = []

    /// Bytes of physical memory.
    public typealias Memory = (_ address: UInt, _ count: Int) -> [UInt8]?

    /// No table is longer than this.
    private static var longest: Int { 1 << 20 }
    /// No root table has more entries.
    private static var mostTables: Int { 256 }

    /// - Parameter root: the address of the RSDP, from the loader; nil or 0: it is searched where the BIOS leaves it.
    /// Nil if there are no tables.
    @export(interface)
    public init?(root: UInt?, _ memory: Memory) {
        guard let pointer = Self.rootPointer(root, memory) else { return nil }
        let revision = pointer[15]
        var entries: [UInt] = []
        if revision >= 2, let table = Self.table(Self.word(pointer, 24, 8), memory), table.starts(with: Self.name("XSDT")) {
            entries = Self.entries(table, size: 8)
        } else if let table = Self.table(Self.word(pointer, 16, 4), memory), table.starts(with: Self.name("RSDT")) {
            entries = Self.entries(table, size: 4)
        }
        for entry in entries {
            guard let table = Self.table(entry, memory) else { continue }
            if table.starts(with: Self.name("APIC")) { takeControllers(table) }
            if table.starts(with: Self.name("FACP")) { takePower(table, memory) }
        }
    }

    // MARK: Bytes

    private static func name(_ text: StaticString) -> [UInt8] { [UInt8](ascii: text) }

    /// A little-endian number of `size` bytes; 0 where the bytes end before it.
    private static func word(_ bytes: [UInt8], _ offset: Int, _ size: Int) -> UInt {
        guard offset >= 0, offset + size <= bytes.count else { return 0 }
        var value: UInt = 0
        for index in (0..<size).reversed() { value = value << 8 | UInt(bytes[offset + index]) }
        return value
    }

    private static func isSound(_ bytes: [UInt8]) -> Bool {
        var sum: UInt8 = 0
        for byte in bytes { sum &+= byte }
        return sum == 0
    }

    /// The table at an address: its header says how long it is. Nil if that cannot be, or its sum is wrong.
    private static func table(_ address: UInt, _ memory: Memory) -> [UInt8]? {
        guard address != 0, let header = memory(address, 36), header.count == 36 else { return nil }
        let length = Int(word(header, 4, 4))
        guard length >= 36, length <= longest, let bytes = memory(address, length), bytes.count == length, isSound(bytes) else {
            return nil
        }
        return bytes
    }

    private static func entries(_ table: [UInt8], size: Int) -> [UInt] {
        let count = min((table.count - 36) / size, mostTables)
        return (0..<count).map { word(table, 36 + $0 * size, size) }
    }

    // MARK: The root

    /// The RSDP: where the loader says, else on a 16-byte boundary of the first KiB of the extended BIOS data area, or of the BIOS.
    private static func rootPointer(_ root: UInt?, _ memory: Memory) -> [UInt8]? {
        if let root, root != 0, let found = pointer(root, memory) { return found }
        if let segment = memory(0x40e, 2) {
            let area = word(segment, 0, 2) << 4
            if area >= 0x400, let found = search(area, 1024, memory) { return found }
        }
        return search(0xe0000, 0x20000, memory)
    }

    private static func search(_ start: UInt, _ count: Int, _ memory: Memory) -> [UInt8]? {
        guard let bytes = memory(start, count), bytes.count == count else { return nil }
        let mark = name("RSD PTR ")
        for offset in stride(from: 0, to: count - 20, by: 16) where bytes[offset] == mark[0] && bytes[offset..<offset + 8] == mark[...] {
            if let found = pointer(start + UInt(offset), memory) { return found }
        }
        return nil
    }

    private static func pointer(_ address: UInt, _ memory: Memory) -> [UInt8]? {
        guard let first = memory(address, 20), first.count == 20, first.starts(with: name("RSD PTR ")), isSound(first) else { return nil }
        guard first[15] >= 2 else { return first }
        guard let all = memory(address, 36), all.count == 36, word(all, 20, 4) == 36, isSound(all) else { return nil }
        return all
    }

    // MARK: Interrupt controllers and processors

    /// The MADT (5.2.12): a list of structures, each with its kind and its length.
    private mutating func takeControllers(_ table: [UInt8]) {
        var place = 44
        while place + 2 <= table.count {
            let length = Int(table[place + 1])
            guard length >= 2, place + length <= table.count else { return }
            let bytes = Array(table[place..<place + length])
            switch (bytes[0], length) {
            case (0, 8...):
                // A processor that is enabled, or can be.
                if bytes[4] & 3 != 0 { processors.append(UInt32(bytes[3])) }
            case (9, 16...):
                if bytes[8] & 3 != 0 { processors.append(UInt32(Self.word(bytes, 4, 4))) }
            case (1, 12...):
                controllers.append(Controller(address: Self.word(bytes, 4, 4), firstLine: UInt32(Self.word(bytes, 8, 4))))
            case (2, 10...):
                let flags = Self.word(bytes, 8, 2)
                overrides.append(
                    Override(
                        source: bytes[3], line: UInt32(Self.word(bytes, 4, 4)), isActiveLow: flags & 3 == 3,
                        isLevel: flags >> 2 & 3 == 3))
            default: break
            }
            place += length
        }
    }

    // MARK: Power

    /// The FADT (5.2.9): the reset register, and PM1's control blocks with what `\_S5_` in the DSDT says.
    private mutating func takePower(_ table: [UInt8], _ memory: Memory) {
        if table.count >= 129, Self.word(table, 112, 4) & 1 << 10 != 0 {
            let space = table[116]
            let address = Self.word(table, 120, 8)
            if space <= 1, address != 0 { reset = Register(isPort: space == 1, address: address, value: UInt16(table[128])) }
        }
        let wide = Self.word(table, 140, 8)
        let narrow = Self.word(table, 40, 4)
        guard let code = Self.table(wide != 0 ? wide : narrow, memory), code.starts(with: Self.name("DSDT")),
            let types = Self.sleepTypes(code)
        else { return }
        // SLP_TYPx is bits 10 to 12, SLP_EN bit 13.
        for (port, type) in [(Self.word(table, 64, 4), types.a), (Self.word(table, 68, 4), types.b)] where port != 0 && port <= 0xffff {
            powerOff.append(Register(isPort: true, address: port, value: UInt16(type & 7) << 10 | 1 << 13))
        }
    }

    /// The first two numbers of the package `\_S5_` (7.4.2.6): found by its name in the byte code (20.2), which is not run.
    private static func sleepTypes(_ code: [UInt8]) -> (a: UInt8, b: UInt8)? {
        let mark = name("_S5_")
        var place = 36
        while place + 8 < code.count {
            guard code[place] == mark[0], code[place..<place + 4] == mark[...], code[place + 4] == 0x12 else {
                place += 1
                continue
            }
            // The package's length takes one to four bytes, the number of its elements one.
            var next = place + 6 + Int(code[place + 5] >> 6) + 1
            guard let a = number(code, &next), let b = number(code, &next) else { return nil }
            return (a, b)
        }
        return nil
    }

    /// Zero, One, or a byte behind its prefix.
    private static func number(_ code: [UInt8], _ place: inout Int) -> UInt8? {
        guard place < code.count else { return nil }
        let first = code[place]
        place += 1
        if first <= 1 { return first }
        guard first == 0x0a, place < code.count else { return nil }
        defer { place += 1 }
        return code[place]
    }
}
