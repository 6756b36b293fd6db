internal import Bytes

/// Checks the program headers one by one and keeps what they say.
struct HeaderCollector {
    let fileSize: UInt
    let name: [UInt8]
    var segments: [Segment] = []
    var tls: TLSTemplate?
    var dynamic: ProgramHeader?
    var relro: Range<UInt> = 0..<0
    var interpreter: ProgramHeader?
    var headerTable: UInt?
    var exceptionFrames: UInt?
    var properties: ProgramHeader?
    var executableStack = false
    var alignment = UInt(pageSize)

    /// Addresses above this cannot be in any address space of ours.
    private static let highest: UInt = 1 << 47

    init(fileSize: UInt, name: [UInt8]) {
        self.fileSize = fileSize
        self.name = name
    }

    mutating func take(_ header: ProgramHeader) throws(LinkError) {
        switch header.type {
        case ProgramHeader.load: try takeSegment(header)
        case ProgramHeader.dynamic:
            guard holds(header) else { throw LinkError(.truncated, in: name) }
            dynamic = header
        case ProgramHeader.interpreter:
            guard holds(header) else { throw LinkError(.truncated, in: name) }
            interpreter = header
        case ProgramHeader.table: headerTable = header.address
        case ProgramHeader.tls: try takeTLS(header)
        case ProgramHeader.relro:
            guard fits(header) else { throw LinkError(.malformed("RELRO range"), in: name) }
            relro = header.address..<header.address &+ header.memorySize
        case ProgramHeader.exceptionFrames: exceptionFrames = header.address
        case ProgramHeader.properties: if holds(header) { properties = header }
        case ProgramHeader.stack: executableStack = header.flags & 1 != 0
        default: break
        }
    }

    private mutating func takeSegment(_ header: ProgramHeader) throws(LinkError) {
        guard header.memorySize > 0 else { return }
        guard header.fileSize <= header.memorySize else {
            throw LinkError(.malformed("segment larger in the file than in memory"), in: name)
        }
        guard fits(header) else { throw LinkError(.malformed("segment's addresses"), in: name) }
        guard holds(header) else { throw LinkError(.truncated, in: name) }
        guard header.alignment & (header.alignment &- 1) == 0, header.alignment <= 1 << 30 else {
            throw LinkError(.malformed("segment's alignment"), in: name)
        }
        guard header.fileSize == 0 || (header.offset ^ header.address) & pageMask == 0 else {
            throw LinkError(.malformed("segment's offset and address differ modulo the page size"), in: name)
        }
        let segment = Segment(
            address: header.address, memorySize: header.memorySize, offset: header.offset, fileSize: header.fileSize,
            protection: header.protection)
        if let last = segments.last, segment.firstPage < last.endPage {
            throw LinkError(.malformed("segments overlap or are out of order"), in: name)
        }
        alignment = max(alignment, header.alignment)
        segments.append(segment)
    }

    private mutating func takeTLS(_ header: ProgramHeader) throws(LinkError) {
        guard header.memorySize > 0 else { return }
        guard header.fileSize <= header.memorySize, fits(header), holds(header),
            header.alignment & (header.alignment &- 1) == 0, header.alignment <= 1 << 20,
            header.memorySize <= 1 << 30
        else { throw LinkError(.malformed("TLS segment"), in: name) }
        tls = TLSTemplate(
            address: header.address, fileSize: header.fileSize, memorySize: header.memorySize,
            alignment: max(header.alignment, 1))
    }

    private func fits(_ header: ProgramHeader) -> Bool {
        header.address < Self.highest && header.memorySize < Self.highest &- header.address
    }

    private func holds(_ header: ProgramHeader) -> Bool {
        header.offset <= fileSize && header.fileSize <= fileSize &- header.offset
    }

    /// Where the program headers are in memory: as PT_PHDR says, or where a segment brings them along.
    func programHeaderAddress(_ header: FileHeader) -> UInt? {
        let size = UInt(header.programHeaderCount) &* UInt(ProgramHeader.size)
        if let headerTable, segments.contains(where: { $0.contains(headerTable, size) }) { return headerTable }
        let offset = UInt(bitPattern: header.programHeaderOffset)
        for segment in segments
        where offset >= segment.offset && offset &- segment.offset <= segment.fileSize
            && size <= segment.fileSize &- (offset &- segment.offset)
        {
            return segment.address &+ (offset &- segment.offset)
        }
        return nil
    }

    func readInterpreter(_ bytes: RawSpan) throws(LinkError) -> [UInt8]? {
        guard let interpreter else { return nil }
        guard let path = bytes.name(at: Int(bitPattern: interpreter.offset)), !path.isEmpty, path.count < 4096 else {
            throw LinkError(.malformed("interpreter's name"), in: name)
        }
        return path
    }
}

/// Where the bytes behind an address are in the file.
struct SegmentMap {
    let segments: [Segment]

    /// The file offset of `count` bytes at `address`, or nil where the file does not fill all of them.
    func offset(of address: UInt, count: UInt) -> Int? {
        for segment in segments where address >= segment.address && address &- segment.address <= segment.fileSize {
            let inside = address &- segment.address
            guard count <= segment.fileSize &- inside else { continue }
            return Int(bitPattern: segment.offset &+ inside)
        }
        return nil
    }
}
