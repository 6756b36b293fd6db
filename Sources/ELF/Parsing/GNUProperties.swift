internal import Bytes

/// What the note NT_GNU_PROPERTY_TYPE_0 says of a file (Linux extensions to gABI; x86-64 psABI, "Program Property").
struct GNUProperties {
    /// The highest level of x86-64 that the file needs, 1 to 4.
    private(set) var processorLevel = 1

    private static let instructionSetNeeded: UInt32 = 0xc000_8002

    /// What cannot be read says nothing: the note is advice, and loading does not depend on it.
    init(_ bytes: RawSpan, _ header: ProgramHeader?) {
        guard let header else { return }
        let start = Int(bitPattern: header.offset)
        // Elf64_Nhdr with the name "GNU", type 5.
        guard header.fileSize >= 16, bytes.u32(start) == 4, let size = bytes.u32(start &+ 4), bytes.u32(start &+ 8) == 5,
            bytes.u32(start &+ 12) == 0x0055_4e47
        else { return }
        var position = start &+ 16
        let end = min(position &+ Int(size), start &+ Int(bitPattern: header.fileSize))
        while position &+ 8 <= end, let type = bytes.u32(position), let length = bytes.u32(position &+ 4) {
            if type == Self.instructionSetNeeded, length == 4, let levels = bytes.u32(position &+ 8) {
                // A bit for the baseline and one for each of v2 to v4.
                let highest = 32 &- (levels & 15).leadingZeroBitCount
                processorLevel = max(1, highest)
            }
            position = position &+ 8 &+ (Int(length) &+ 7) & ~7
        }
    }
}
