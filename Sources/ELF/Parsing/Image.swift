public import Bytes

/// An ELF64 file for x86-64, decoded as far as loading needs; nothing in it reaches beyond the file or wraps.
public struct Image {
    public let file: FileBytes
    public let kind: Kind
    /// Relative to the load address; 0 where there is none.
    public let entry: UInt
    /// The loadable segments in ascending order, their pages apart.
    public let segments: [Segment]
    public let tls: TLSTemplate?
    /// What becomes read-only after relocation; empty where nothing does.
    public let relro: Range<UInt>
    /// The path in PT_INTERP.
    public let interpreter: [UInt8]?
    /// Whether PT_GNU_STACK asks for an executable stack.
    public let wantsExecutableStack: Bool
    /// The level of x86-64 (psABI 3.1.1) that the file says it needs, 1 for the baseline.
    public let processorLevel: Int
    /// Where `.eh_frame_hdr` is, relative to the load address.
    public let exceptionFrames: UInt?
    /// The number of program headers and where they are in the file and, where a segment covers them, in memory.
    public let programHeaderCount: Int
    public let programHeaderOffset: Int
    public let programHeaderAddress: UInt?
    /// Where the dynamic section is, relative to the load address.
    public let dynamicAddress: UInt?
    let dynamic: DynamicSection
    /// The largest segment alignment, at least a page.
    public let alignment: UInt

    public enum Kind: Sendable {
        /// ET_EXEC: at the addresses it names.
        case fixed
        /// ET_DYN: anywhere.
        case relocatable
    }

    /// The pages from the first segment's to one past the last one's.
    public var extent: Range<UInt> {
        guard let first = segments.first, let last = segments.last else { return 0..<0 }
        return first.firstPage..<last.endPage
    }

    /// Whether the image starts by itself: it has no dynamic section, or it names no interpreter, needs no library and has an entry, so
    /// that it relocates itself (static PIE; a dynamic linker that is run as a program).
    public var isStandalone: Bool { dynamicAddress == nil || (interpreter == nil && dynamic.needed.isEmpty && entry != 0) }

    /// Checks the header alone, of a file that is not at hand in one piece: `start` is its first page.
    @export(interface)
    public static func checkHeader(_ start: FileBytes, name: [UInt8]) throws(LinkError) { _ = try FileHeader(start.span, name) }

    /// Decodes `file`, named `name` in errors.
    public init(_ file: FileBytes, name: [UInt8]) throws(LinkError) {
        let bytes = file.span
        let header = try FileHeader(bytes, name)
        var collector = HeaderCollector(fileSize: UInt(bitPattern: file.count), name: name)
        for index in 0..<header.programHeaderCount {
            guard let entry = ProgramHeader(bytes, at: header.programHeaderOffset &+ index &* ProgramHeader.size)
            else { throw LinkError(.truncated, in: name) }
            try collector.take(entry)
        }
        guard !collector.segments.isEmpty else {
            throw LinkError(.malformed("object file has no loadable segments"), in: name)
        }
        self.file = file
        kind = header.kind
        entry = header.entry
        segments = collector.segments
        tls = collector.tls
        alignment = collector.alignment
        wantsExecutableStack = collector.executableStack
        processorLevel = GNUProperties(bytes, collector.properties).processorLevel
        exceptionFrames = collector.exceptionFrames
        programHeaderCount = header.programHeaderCount
        programHeaderOffset = header.programHeaderOffset
        programHeaderAddress = collector.programHeaderAddress(header)
        relro = collector.relro
        interpreter = try collector.readInterpreter(bytes)
        if let section = collector.dynamic {
            dynamicAddress = section.address
            dynamic = try DynamicSection(bytes, section, SegmentMap(segments: collector.segments), name)
        } else {
            dynamicAddress = nil
            dynamic = DynamicSection()
        }
    }
}

/// The ELF header's part that matters (gABI chapter 4).
struct FileHeader {
    let kind: Image.Kind
    let entry: UInt
    let programHeaderOffset: Int
    let programHeaderCount: Int
    let sectionHeaderOffset: UInt
    let sectionHeaderCount: Int

    init(_ bytes: RawSpan, _ name: [UInt8]) throws(LinkError) {
        // The magic is looked for first, so that a short text file is "not an ELF file" and not a truncated one.
        guard bytes.byteCount >= 4, bytes.u32(0) == 0x464c_457f else {
            throw LinkError(.notELF(size: bytes.byteCount), in: name)
        }
        guard let identityClass = bytes.u8(4), let order = bytes.u8(5), let identityVersion = bytes.u8(6) else {
            throw LinkError(.truncated, in: name)
        }
        guard identityClass == 2 else {
            throw LinkError(identityClass == 1 ? .wrongClass : .malformed("unknown ELF class"), in: name)
        }
        guard order == 1 else {
            throw LinkError(order == 2 ? .wrongByteOrder : .malformed("unknown byte order"), in: name)
        }
        guard identityVersion == 1 else {
            throw LinkError(.malformed("ELF file version ident does not match current one"), in: name)
        }
        guard let type = bytes.u16(16), let machine = bytes.u16(18), let version = bytes.u32(20),
            let entry = bytes.word(24), let headers = bytes.word(32), let sections = bytes.word(40),
            let entrySize = bytes.u16(54), let count = bytes.u16(56), let sectionCount = bytes.u16(60),
            bytes.byteCount >= 64
        else { throw LinkError(.truncated, in: name) }
        guard machine == 62 else { throw LinkError(.wrongMachine(machine), in: name) }
        guard version == 1 else {
            throw LinkError(.malformed("ELF file version does not match current one"), in: name)
        }
        switch type {
        case 2: kind = .fixed
        case 3: kind = .relocatable
        default: throw LinkError(.wrongType(type), in: name)
        }
        // 0xffff would mean that the count is elsewhere (PN_XNUM), for core files.
        guard count > 0, count < 0xffff else {
            throw LinkError(.malformed("object file has no loadable segments"), in: name)
        }
        guard entrySize == UInt16(ProgramHeader.size) else {
            throw LinkError(.malformed("ELF file's phentsize not the expected size"), in: name)
        }
        let size = UInt(bitPattern: bytes.byteCount)
        guard headers <= size, UInt(count) &* UInt(ProgramHeader.size) <= size &- headers else {
            throw LinkError(.truncated, in: name)
        }
        self.entry = entry
        programHeaderOffset = Int(bitPattern: headers)
        programHeaderCount = Int(count)
        sectionHeaderOffset = sections
        sectionHeaderCount = Int(sectionCount)
    }
}
