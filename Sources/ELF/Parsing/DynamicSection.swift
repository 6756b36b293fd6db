internal import Bytes

/// A table of the file's: where it starts and how many bytes it has, checked against the file.
struct FileTable {
    var offset = 0
    var size = 0
    var isEmpty: Bool { size == 0 }
}

/// What DT_FILTER or DT_AUXILIARY names (Oracle, Linker and Libraries Guide, "Generating Standard Filters").
struct Filtee {
    /// An offset into the string table.
    let name: Int
    /// DT_AUXILIARY: the object does without where there is none.
    let isOptional: Bool
}

/// An array of addresses in the object's memory, such as DT_INIT_ARRAY.
struct AddressArray {
    var address: UInt = 0
    var count: UInt = 0
}

/// The dynamic section (gABI chapter 5), with the addresses of its tables turned into file offsets.
struct DynamicSection {
    /// Offsets into the string table.
    var needed: [Int] = []
    /// Libraries whose symbols come before the object's own.
    var filtees: [Filtee] = []
    var soname: Int?
    var rpath: Int?
    var runpath: Int?

    var strings = FileTable()
    var symbols: Int?
    var gnuHash: Int?
    var sysvHash: Int?
    var versionIndices: Int?
    var versionNeeds: Int?
    var versionNeedCount = 0
    var versionDefinitions: Int?
    var versionDefinitionCount = 0

    var rela = FileTable()
    var relr = FileTable()
    var pltRela = FileTable()
    /// The global offset table's reserved words, for lazy binding; relative to the load address as those below.
    var pltGOT: UInt?

    var initFunction: UInt?
    var finiFunction: UInt?
    var preinitArray = AddressArray()
    var initArray = AddressArray()
    var finiArray = AddressArray()
    /// The value word of DT_DEBUG, where a debugger looks for `_r_debug`.
    var debugWord: UInt?
    var flags: DynamicFlags = []

    init() {}

    init(_ bytes: RawSpan, _ section: ProgramHeader, _ map: SegmentMap, _ name: [UInt8]) throws(LinkError) {
        var raw = RawDynamicSection()
        try raw.read(bytes, section, name)
        needed = raw.needed
        strings = try Self.table(raw.strings, raw.stringsSize, map, name)
        for offset in needed where offset >= strings.size { throw LinkError(.malformed("DT_NEEDED"), in: name) }
        filtees = raw.filtees
        for filtee in filtees where filtee.name >= strings.size {
            throw LinkError(.malformed("DT_FILTER or DT_AUXILIARY"), in: name)
        }
        soname = try raw.soname.checked(strings, name)
        rpath = try raw.rpath.checked(strings, name)
        runpath = try raw.runpath.checked(strings, name)
        symbols = try Self.start(raw.symbols, map, name)
        if symbols != nil, raw.symbolSize != 24 { throw LinkError(.malformed("symbol size"), in: name) }
        gnuHash = try Self.start(raw.gnuHash, map, name)
        sysvHash = try Self.start(raw.sysvHash, map, name)
        versionIndices = try Self.start(raw.versionIndices, map, name)
        versionNeeds = try Self.start(raw.versionNeeds, map, name)
        versionNeedCount = Int(truncatingIfNeeded: min(raw.versionNeedCount, 0xffff))
        versionDefinitions = try Self.start(raw.versionDefinitions, map, name)
        versionDefinitionCount = Int(truncatingIfNeeded: min(raw.versionDefinitionCount, 0xffff))
        rela = try Self.table(raw.rela, raw.relaSize, map, name)
        relr = try Self.table(raw.relr, raw.relrSize, map, name)
        pltRela = try Self.table(raw.pltRela, raw.pltRelaSize, map, name)
        if raw.relaEntry != 24 || raw.relrEntry != 8 {
            throw LinkError(.malformed("relocation entry size"), in: name)
        }
        if raw.usesRel { throw LinkError(.unsupported("REL relocations"), in: name) }
        pltGOT = raw.pltGOT
        initFunction = raw.initFunction
        finiFunction = raw.finiFunction
        preinitArray = try Self.array(raw.preinitArray, raw.preinitSize, map, name)
        initArray = try Self.array(raw.initArray, raw.initSize, map, name)
        finiArray = try Self.array(raw.finiArray, raw.finiSize, map, name)
        debugWord = raw.debugWord
        flags = raw.flags
    }

    private static func table(
        _ address: UInt?, _ size: UInt, _ map: SegmentMap, _ name: [UInt8]
    ) throws(LinkError) -> FileTable {
        guard let address, size > 0 else { return FileTable() }
        guard let offset = map.offset(of: address, count: size) else {
            throw LinkError(.malformed("table outside the file's segments"), in: name)
        }
        return FileTable(offset: offset, size: Int(bitPattern: size))
    }

    /// An array that lies in one segment's memory: walking it takes no longer than the object is large.
    private static func array(
        _ address: UInt, _ size: UInt, _ map: SegmentMap, _ name: [UInt8]
    ) throws(LinkError) -> AddressArray {
        if size == 0 { return AddressArray() }
        guard map.segments.contains(where: { $0.contains(address, size) }) else {
            throw LinkError(.malformed("array of functions outside the segments"), in: name)
        }
        return AddressArray(address: address, count: size / 8)
    }

    private static func start(_ address: UInt?, _ map: SegmentMap, _ name: [UInt8]) throws(LinkError) -> Int? {
        guard let address else { return nil }
        guard let offset = map.offset(of: address, count: 1) else {
            throw LinkError(.malformed("table outside the file's segments"), in: name)
        }
        return offset
    }
}

extension Int? {
    fileprivate func checked(_ strings: FileTable, _ name: [UInt8]) throws(LinkError) -> Int? {
        guard let self else { return nil }
        guard self < strings.size else { throw LinkError(.malformed("name outside the string table"), in: name) }
        return self
    }
}

/// DT_FLAGS and DT_FLAGS_1 (and the tags they replace), as one set.
struct DynamicFlags: OptionSet {
    let rawValue: UInt32
    /// Own definitions come first (DF_SYMBOLIC, DT_SYMBOLIC).
    static let symbolic = DynamicFlags(rawValue: 1)
    /// Relocations may touch read-only segments (DF_TEXTREL, DT_TEXTREL).
    static let textRelocations = DynamicFlags(rawValue: 2)
    /// DF_BIND_NOW, DT_BIND_NOW, DF_1_NOW.
    static let bindNow = DynamicFlags(rawValue: 4)
    /// The object uses initial-exec TLS (DF_STATIC_TLS).
    static let staticTLS = DynamicFlags(rawValue: 8)
    /// Never unloaded (DF_1_NODELETE).
    static let noDelete = DynamicFlags(rawValue: 16)
    /// Not searched for in the default directories (DF_1_NODEFLIB).
    static let noDefaultDirectories = DynamicFlags(rawValue: 32)
    /// Not for dlopen (DF_1_NOOPEN), as a PIE is not (DF_1_PIE).
    static let noOpen = DynamicFlags(rawValue: 64)
    static let positionIndependentExecutable = DynamicFlags(rawValue: 128)
    /// Its symbols join the global scope (DF_1_GLOBAL).
    static let global = DynamicFlags(rawValue: 256)
    /// Its initialisers run before all others' (DF_1_INITFIRST).
    static let initialisedFirst = DynamicFlags(rawValue: 512)
}
