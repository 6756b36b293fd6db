internal import Bytes

/// The dynamic symbols of one object and the tables that find them.
final class SymbolTable {
    let file: FileBytes
    let symbols: Int
    let strings: FileTable
    let hash: HashKind
    let versions: VersionTable

    enum HashKind {
        case none
        case gnu(GNUHashTable)
        case sysv(SysVHashTable)
    }

    init(_ image: Image, _ object: [UInt8]) throws(LinkError) {
        let dynamic = image.dynamic
        file = image.file
        // Without a symbol table every index lies beyond the file.
        symbols = dynamic.symbols ?? image.file.count
        strings = dynamic.strings
        versions = try VersionTable(image, object)
        let bytes = image.file.span
        if let offset = dynamic.gnuHash {
            guard let table = GNUHashTable(bytes, at: offset) else {
                throw LinkError(.malformed("GNU hash table"), in: object)
            }
            hash = .gnu(table)
        } else if let offset = dynamic.sysvHash {
            guard let table = SysVHashTable(bytes, at: offset) else {
                throw LinkError(.malformed("hash table"), in: object)
            }
            hash = .sysv(table)
        } else {
            hash = .none
        }
    }

    /// The symbol of that index, or nil where it lies beyond the file.
    @inline(__always) func symbol(_ index: UInt32) -> Symbol? {
        let file = file
        return Symbol(file.span, at: symbols &+ Int(index) &* Symbol.byteCount)
    }

    @inline(__always) func nameOffset(_ symbol: Symbol) -> Int { strings.offset &+ Int(symbol.name) }

    func name(_ symbol: Symbol) -> [UInt8] {
        let file = file
        return file.span.name(at: nameOffset(symbol)) ?? []
    }

    /// How many symbols the hash tables reach.
    var count: Int {
        let file = file
        switch hash {
        case .none: return 0
        case .gnu(let table): return table.symbolCount(file.span)
        case .sysv(let table): return Int(table.chainCount)
        }
    }

    /// The version that the object's own symbol `index` refers to, or nil where it names none.
    @inline(__always) func version(of index: UInt32) -> VersionName? {
        let file = file
        guard let start = versions.indices, let number = file.span.u16(start &+ Int(index) &* 2) else { return nil }
        let entry = versions.entry(number)
        if entry.hash == 0 { return nil }
        return VersionName(file, entry)
    }

    /// The index of the symbol that answers `name` and `version` for `use`, or nil.
    /// - Parameter preference: which definition a name without version means.
    @inline(__always)
    func find(
        _ name: borrowing SymbolName, _ version: VersionName?, _ use: SymbolUse, _ preference: VersionPreference
    ) -> (index: UInt32, symbol: Symbol)? {
        switch hash {
        case .none: return nil
        case .gnu(let table):
            let file = file
            let bytes = file.span
            guard table.mayHold(bytes, name.hash) else { return nil }
            return findGNU(table, name, version, use, preference)
        case .sysv(let table): return findSysV(table, name, version, use, preference)
        }
    }

    @inline(never)
    private func findGNU(
        _ table: GNUHashTable, _ name: borrowing SymbolName, _ version: VersionName?, _ use: SymbolUse,
        _ preference: VersionPreference
    ) -> (index: UInt32, symbol: Symbol)? {
        let file = file
        let bytes = file.span
        var index = table.bucket(bytes, name.hash)
        guard index != 0 else { return nil }
        var candidates = DefaultCandidate()
        while let word = table.chain(bytes, index) {
            if (word ^ name.hash) &>> 1 == 0, let symbol = symbol(index), symbol.defines(use),
                name.matches(bytes, at: nameOffset(symbol))
            {
                if accepts(index, version, preference, &candidates) { return (index, symbol) }
            }
            if word & 1 != 0 || index == UInt32.max { break }
            index &+= 1
        }
        return candidates.only.flatMap { index in symbol(index).map { (index, $0) } }
    }

    @inline(never)
    private func findSysV(
        _ table: SysVHashTable, _ name: borrowing SymbolName, _ version: VersionName?, _ use: SymbolUse,
        _ preference: VersionPreference
    ) -> (index: UInt32, symbol: Symbol)? {
        let file = file
        let bytes = file.span
        var index = table.bucket(bytes, name.sysvHash)
        var candidates = DefaultCandidate()
        // A hostile chain may run in a circle; an honest one is no longer than the table.
        var left = table.chainCount
        while index != 0, left > 0 {
            if let symbol = symbol(index), symbol.defines(use), name.matches(bytes, at: nameOffset(symbol)),
                accepts(index, version, preference, &candidates)
            {
                return (index, symbol)
            }
            index = table.next(bytes, index)
            left &-= 1
        }
        return candidates.only.flatMap { index in symbol(index).map { (index, $0) } }
    }

    /// Whether the version of the symbol `index`, whose name fits, fits too.
    @inline(__always)
    private func accepts(
        _ index: UInt32, _ version: VersionName?, _ preference: VersionPreference,
        _ candidates: inout DefaultCandidate
    ) -> Bool {
        let file = file
        let bytes = file.span
        // An object without versions answers any.
        guard let start = versions.indices, let number = bytes.u16(start &+ Int(index) &* 2) else { return true }
        if let version {
            let entry = versions.entry(number)
            if entry.hash == version.hash,
                bytes.nameEquals(at: entry.name, version.file.span, at: version.offset, count: version.count)
            {
                return true
            }
            // The base version answers references with a version, too, unless they insist or it is hidden.
            return !version.isExact && entry.hash == 0 && number & 0x8000 == 0
        }
        // Without a version: the base definition, or the first version there ever was, or else the only default one.
        if number & 0x7fff < preference.firstRefused { return true }
        if number & 0x8000 == 0 { candidates.note(index) }
        return false
    }
}

/// Which definition a name without version means, where an object has several.
enum VersionPreference {
    /// The base one or the oldest: references of objects linked before there were versions.
    case oldest
    /// The default one: dlsym.
    case newest

    @inline(__always) var firstRefused: UInt16 { self == .oldest ? 3 : 2 }
}

/// The default-version symbols met during a lookup without version: the answer where there was exactly one.
private struct DefaultCandidate {
    private var index: UInt32?
    private var isAmbiguous = false

    mutating func note(_ index: UInt32) {
        if self.index == nil { self.index = index } else { isAmbiguous = true }
    }
    var only: UInt32? { isAmbiguous ? nil : index }
}
