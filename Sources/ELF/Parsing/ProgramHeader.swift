internal import Bytes

extension RawSpan {
    /// The address-sized word at `offset`, or nil beyond the end.
    @inline(__always) func word(_ offset: Int) -> UInt? {
        guard let value = u64(offset) else { return nil }
        return UInt(truncatingIfNeeded: value)
    }
}

/// One entry of the program header table (gABI chapter 5, "Program Header").
struct ProgramHeader {
    var type: UInt32
    var flags: UInt32
    var offset: UInt
    var address: UInt
    var fileSize: UInt
    var memorySize: UInt
    var alignment: UInt

    static let size = 56

    /// Types (gABI and the GNU additions).
    static let load: UInt32 = 1
    static let dynamic: UInt32 = 2
    static let interpreter: UInt32 = 3
    static let table: UInt32 = 6
    static let tls: UInt32 = 7
    static let exceptionFrames: UInt32 = 0x6474_e550
    static let stack: UInt32 = 0x6474_e551
    static let relro: UInt32 = 0x6474_e552
    static let properties: UInt32 = 0x6474_e553

    /// The entry at `offset`, or nil beyond the end of the file.
    init?(_ bytes: RawSpan, at offset: Int) {
        guard let type = bytes.u32(offset), let flags = bytes.u32(offset &+ 4), let start = bytes.word(offset &+ 8),
            let address = bytes.word(offset &+ 16), let fileSize = bytes.word(offset &+ 32),
            let memorySize = bytes.word(offset &+ 40), let alignment = bytes.word(offset &+ 48)
        else { return nil }
        self.type = type
        self.flags = flags
        self.offset = start
        self.address = address
        self.fileSize = fileSize
        self.memorySize = memorySize
        self.alignment = alignment
    }

    /// `PF_X`, `PF_W`, `PF_R` are the bits 1, 2, 4.
    var protection: SegmentProtection {
        var result: SegmentProtection = []
        if flags & 1 != 0 { result.insert(.execute) }
        if flags & 2 != 0 { result.insert(.write) }
        if flags & 4 != 0 { result.insert(.read) }
        return result
    }
}
