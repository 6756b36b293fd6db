import CLibELF

/// An object's dynamic symbols, their versions, and its relocations (ELF gABI chapter 5; psABI x86-64, table 4.9).
struct DynamicTable {
    struct Symbol {
        let name: String
        let address: UInt64
        let size: UInt64
        let binding: UInt8
        let type: UInt8
        let isDefined: Bool
        /// For an import: the library that the version is asked of, such as `libc.so.6`.
        let library: String?
        /// GLIBC_2.34; nil without one.
        let version: String?

        var isWeak: Bool { binding == UInt8(STB_WEAK) }
        var isFunction: Bool { type == UInt8(STT_FUNC) || type == UInt8(STT_GNU_IFUNC) }
    }

    /// A relocation that is not merely relative to the load address.
    struct Relocation {
        let address: UInt64
        let type: UInt32
        /// Index into `symbols`.
        let symbol: Int
        let addend: UInt64
    }

    private(set) var symbols: [Symbol] = []
    private(set) var relocations: [Relocation] = []
    /// Places that hold an address of the object itself, and which.
    private(set) var relativeTargets: [(place: UInt64, target: UInt64)] = []
    /// DT_INIT, DT_FINI and what the arrays of initialisers and finalisers cover.
    private(set) var initialisers: [UInt64] = []
    private(set) var initialiserArrays: [Range<UInt64>] = []

    private var tags: [Int64: UInt64] = [:]
    private var libraries: [UInt16: (library: String, version: String)] = [:]
    private var definitions: [UInt16: String] = [:]
    private unowned let object: ObjectFile

    init(_ object: ObjectFile) {
        self.object = object
        for offset in stride(from: object.dynamic.lowerBound, to: object.dynamic.upperBound - 15, by: 16) {
            guard let tag = object.load(Int64.self, at: offset), tag != 0 else { break }
            tags[tag] = object.load(UInt64.self, at: offset + 8)
        }
        readVersions()
        readRelocations()
        readSymbols()
        for tag in [DT_INIT, DT_FINI] { if let address = value(tag) { initialisers.append(address) } }
        for (tag, size) in [
            (DT_INIT_ARRAY, DT_INIT_ARRAYSZ), (DT_FINI_ARRAY, DT_FINI_ARRAYSZ), (DT_PREINIT_ARRAY, DT_PREINIT_ARRAYSZ),
        ] {
            guard let start = value(tag), let size = value(size), size < 1 << 20 else { continue }
            initialiserArrays.append(start..<start &+ size)
        }
    }

    private func value(_ tag: Int32) -> UInt64? { tags[Int64(tag)] }
    private func place(_ tag: Int32) -> Int? { value(tag).flatMap { object.offset(of: $0) } }

    private func name(_ offset: some BinaryInteger, _ strings: Int) -> String {
        object.string(at: strings + Int(offset)) ?? ""
    }

    // MARK: Symbols

    private var symbolCount: Int {
        var count = relocations.reduce(0) { max($0, $1.symbol + 1) }
        if let section = object.sections[".dynsym"] { count = max(count, Int(section.count / 24)) }
        if let table = place(DT_HASH), let chains = object.load(UInt32.self, at: table + 4) {
            count = max(count, Int(chains))
        }
        return min(max(count, hashedCount), object.bytes.count / 24)
    }

    /// How far DT_GNU_HASH's chains go.
    private var hashedCount: Int {
        guard let table = place(DT_GNU_HASH), let buckets = object.load(UInt32.self, at: table),
            let first = object.load(UInt32.self, at: table + 4), let bloom = object.load(UInt32.self, at: table + 8)
        else { return 0 }
        let bucketStart = table + 16 + Int(bloom) * 8
        var last: UInt32 = 0
        for index in 0..<Int(buckets) {
            guard let head = object.load(UInt32.self, at: bucketStart + index * 4) else { return 0 }
            last = max(last, head)
        }
        guard last >= first else { return Int(first) }
        let chains = bucketStart + Int(buckets) * 4
        while let hash = object.load(UInt32.self, at: chains + Int(last - first) * 4), hash & 1 == 0 { last += 1 }
        return Int(last) + 1
    }

    private mutating func readSymbols() {
        guard let start = place(DT_SYMTAB), let strings = place(DT_STRTAB) else { return }
        let versions = place(DT_VERSYM)
        let count = symbolCount
        symbols.reserveCapacity(count)
        for index in 0..<count {
            let entry = start + index * 24
            guard let nameOffset = object.load(UInt32.self, at: entry),
                let info = object.load(UInt8.self, at: entry + 4),
                let section = object.load(UInt16.self, at: entry + 6),
                let address = object.load(UInt64.self, at: entry + 8),
                let size = object.load(UInt64.self, at: entry + 16)
            else { return }
            let isDefined = Int32(section) != SHN_UNDEF
            let number = versions.flatMap { object.load(UInt16.self, at: $0 + index * 2) }.map { $0 & 0x7FFF }
            let wanted = isDefined ? nil : number.flatMap { libraries[$0] }
            symbols.append(
                Symbol(
                    name: name(nameOffset, strings), address: address, size: size, binding: info >> 4, type: info & 15,
                    isDefined: isDefined, library: wanted?.library,
                    version: isDefined ? number.flatMap { definitions[$0] } : wanted?.version))
        }
    }

    private mutating func readVersions() {
        guard let strings = place(DT_STRTAB) else { return }
        if var need = place(DT_VERNEED), let count = value(DT_VERNEEDNUM) {
            for _ in 0..<min(count, 4096) {
                guard let entries = object.load(UInt16.self, at: need + 2),
                    let file = object.load(UInt32.self, at: need + 4),
                    let first = object.load(UInt32.self, at: need + 8),
                    let next = object.load(UInt32.self, at: need + 12)
                else { break }
                var entry = need + Int(first)
                for _ in 0..<entries {
                    guard let number = object.load(UInt16.self, at: entry + 6),
                        let text = object.load(UInt32.self, at: entry + 8),
                        let step = object.load(UInt32.self, at: entry + 12)
                    else { break }
                    libraries[number & 0x7FFF] = (name(file, strings), name(text, strings))
                    entry += Int(step)
                }
                if next == 0 { break }
                need += Int(next)
            }
        }
        if var definition = place(DT_VERDEF), let count = value(DT_VERDEFNUM) {
            for _ in 0..<min(count, 4096) {
                guard let number = object.load(UInt16.self, at: definition + 4),
                    let auxiliary = object.load(UInt32.self, at: definition + 12),
                    let next = object.load(UInt32.self, at: definition + 16),
                    let text = object.load(UInt32.self, at: definition + Int(auxiliary))
                else { break }
                definitions[number & 0x7FFF] = name(text, strings)
                if next == 0 { break }
                definition += Int(next)
            }
        }
    }

    // MARK: Relocations

    private mutating func readRelocations() {
        for (table, size) in [(DT_RELA, DT_RELASZ), (DT_JMPREL, DT_PLTRELSZ)] {
            guard let start = place(table), let size = value(size), size <= UInt64(object.bytes.count) else { continue }
            for offset in stride(from: start, to: start + Int(size) - 23, by: 24) {
                guard let place = object.load(UInt64.self, at: offset),
                    let info = object.load(UInt64.self, at: offset + 8),
                    let addend = object.load(UInt64.self, at: offset + 16)
                else { break }
                let type = UInt32(truncatingIfNeeded: info)
                // R_X86_64_RELATIVE and R_X86_64_IRELATIVE have no symbol.
                if type == 8 || type == 37 {
                    relativeTargets.append((place, addend))
                } else {
                    relocations.append(Relocation(address: place, type: type, symbol: Int(info >> 32), addend: addend))
                }
            }
        }
        readPackedRelocations()
    }

    /// DT_RELR: an even word is a place; an odd one has a bit for each of the 63 words after the last.
    private mutating func readPackedRelocations() {
        guard let start = value(DT_RELR), let size = value(DT_RELRSZ), size <= UInt64(object.bytes.count) else {
            return
        }
        var next: UInt64 = 0
        for address in stride(from: start, to: start &+ size, by: 8) {
            guard let word = object.load(UInt64.self, atAddress: address) else { return }
            if word & 1 == 0 {
                addPacked(word)
                next = word &+ 8
            } else {
                for bit in 0..<63 where word >> UInt64(bit + 1) & 1 != 0 { addPacked(next &+ UInt64(bit) &* 8) }
                next = next &+ 63 * 8
            }
        }
    }

    private mutating func addPacked(_ place: UInt64) {
        guard let target = object.load(UInt64.self, atAddress: place) else { return }
        relativeTargets.append((place, target))
    }
}
