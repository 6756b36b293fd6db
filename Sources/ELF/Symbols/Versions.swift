internal import Bytes

/// One version an object defines or needs, under the index that its symbols use for it.
struct VersionEntry {
    /// The gABI hash of its name; 0 where the index means nothing, or the object's base version.
    var hash: UInt32 = 0
    /// The name's file offset and its length, known here since every reference asks for it.
    var name = 0
    var count = 0
    /// Whether references match it even where they are marked hidden: VERNEED's bit 15.
    var isHidden = false
}

/// The symbol versions of an object: GNU's VERSYM, VERDEF and VERNEED tables (LSB Core, "Symbol Versioning").
struct VersionTable {
    /// VERSYM's file offset, or nil where the object has no versions.
    private(set) var indices: Int?
    private(set) var entries: [VersionEntry] = []
    /// What the object needs of others, to be checked once those are loaded.
    private(set) var needs: [Need] = []
    /// Whether it defines versions, so that what it lacks can be told.
    private(set) var definesVersions = false

    struct Need {
        /// File offsets of the library's and the version's name.
        let library: Int
        let version: Int
        let hash: UInt32
        let isWeak: Bool
    }

    init(_ image: Image, _ object: [UInt8]) throws(LinkError) {
        let bytes = image.file.span
        let dynamic = image.dynamic
        guard let start = dynamic.versionIndices else { return }
        indices = start
        let strings = dynamic.strings
        if let first = dynamic.versionNeeds {
            try readNeeds(bytes, first, dynamic.versionNeedCount, strings, object)
        }
        if let first = dynamic.versionDefinitions {
            definesVersions = true
            try readDefinitions(bytes, first, dynamic.versionDefinitionCount, strings, object)
        }
    }

    private mutating func readNeeds(
        _ bytes: RawSpan, _ first: Int, _ count: Int, _ strings: FileTable, _ object: [UInt8]
    ) throws(LinkError) {
        var need = first
        for _ in 0..<count {
            guard let auxCount = bytes.u16(need &+ 2), let library = bytes.u32(need &+ 4),
                let auxOffset = bytes.u32(need &+ 8), let next = bytes.u32(need &+ 12)
            else { throw LinkError(.malformed("version needs"), in: object) }
            var aux = need &+ Int(auxOffset)
            for _ in 0..<auxCount {
                guard let hash = bytes.u32(aux), let flags = bytes.u16(aux &+ 4), let index = bytes.u16(aux &+ 6),
                    let name = bytes.u32(aux &+ 8), let nextAux = bytes.u32(aux &+ 12), Int(name) < strings.size,
                    Int(library) < strings.size
                else { throw LinkError(.malformed("version needs"), in: object) }
                let place = strings.offset &+ Int(name)
                guard let count = bytes.nameLength(at: place) else {
                    throw LinkError(.malformed("version needs"), in: object)
                }
                set(index, VersionEntry(hash: hash, name: place, count: count, isHidden: index & 0x8000 != 0))
                // Overlapping records could make a small file say billions of needs.
                guard needs.count < 0x8000 else { throw LinkError(.malformed("version needs"), in: object) }
                needs.append(
                    Need(
                        library: strings.offset &+ Int(library), version: strings.offset &+ Int(name), hash: hash,
                        isWeak: flags & 2 != 0))
                if nextAux == 0 { break }
                aux = aux &+ Int(nextAux)
            }
            if next == 0 { break }
            need = need &+ Int(next)
        }
    }

    private mutating func readDefinitions(
        _ bytes: RawSpan, _ first: Int, _ count: Int, _ strings: FileTable, _ object: [UInt8]
    ) throws(LinkError) {
        var definition = first
        for _ in 0..<count {
            guard let flags = bytes.u16(definition &+ 2), let index = bytes.u16(definition &+ 4),
                let hash = bytes.u32(definition &+ 8), let auxOffset = bytes.u32(definition &+ 12),
                let next = bytes.u32(definition &+ 16), let name = bytes.u32(definition &+ Int(auxOffset)),
                Int(name) < strings.size
            else { throw LinkError(.malformed("version definitions"), in: object) }
            // VER_FLG_BASE names the file itself; unversioned references may use its symbols.
            if flags & 1 == 0 {
                let place = strings.offset &+ Int(name)
                guard let count = bytes.nameLength(at: place) else {
                    throw LinkError(.malformed("version definitions"), in: object)
                }
                set(index, VersionEntry(hash: hash, name: place, count: count))
            }
            if next == 0 { break }
            definition = definition &+ Int(next)
        }
    }

    private mutating func set(_ index: UInt16, _ entry: VersionEntry) {
        let index = Int(index & 0x7fff)
        while entries.count <= index { entries.append(VersionEntry()) }
        entries[index] = entry
    }

    @inline(__always) func entry(_ index: UInt16) -> VersionEntry {
        let index = Int(index & 0x7fff)
        return index < entries.count ? entries[index] : VersionEntry()
    }

    /// Whether the object defines the version: its own name or a version's, by hash and name.
    func defines(_ need: Need, in bytes: RawSpan, for asker: RawSpan) -> Bool {
        guard let length = asker.nameLength(at: need.version) else { return true }
        for entry in entries where entry.hash == need.hash {
            if bytes.nameEquals(at: entry.name, asker, at: need.version, count: length) { return true }
        }
        return false
    }
}
