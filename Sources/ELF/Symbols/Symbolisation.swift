internal import Bytes

/// What dladdr(3) says of an address.
public struct AddressDescription {
    public let object: LinkedObject
    /// The symbol that covers the address or is the nearest below it, or nil.
    public let symbol: Symbol?

    public struct Symbol {
        public let name: [UInt8]
        /// Its address, for thread-local ones never given.
        public let address: UInt
        /// Where its name and its symbol table entry are in the program's memory; nil where they are not mapped.
        public let nameAddress: UInt?
        public let entryAddress: UInt?
    }
}

extension Linker {
    /// The object at `address` and the dynamic symbol there, for dladdr.
    @export(interface)
    public func describe(_ address: UInt) -> AddressDescription? {
        guard let object = object(at: address) else { return nil }
        return AddressDescription(object: object, symbol: object.dynamicSymbol(at: address))
    }

    /// As `describe`, for a backtrace: static functions count too where the file still has its full symbol table.
    @export(interface)
    public func symbolise(_ address: UInt) -> AddressDescription? {
        guard let object = object(at: address) else { return nil }
        let symbol = object.fullSymbol(at: address) ?? object.dynamicSymbol(at: address)
        return AddressDescription(object: object, symbol: symbol)
    }
}

extension LinkedObject {
    func dynamicSymbol(at address: UInt) -> AddressDescription.Symbol? {
        guard image.dynamic.symbols != nil, table.strings.size > 0 else { return nil }
        let file = image.file
        guard
            let (index, symbol) = file.span.nearestSymbol(
                to: address &- base, from: table.symbols, count: table.count)
        else { return nil }
        return AddressDescription.Symbol(
            name: table.name(symbol), address: base &+ symbol.value,
            nameAddress: image.memoryAddress(ofFileOffset: table.nameOffset(symbol)).map { base &+ $0 },
            entryAddress: image.memoryAddress(ofFileOffset: table.symbols &+ index &* Symbol.byteCount)
                .map { base &+ $0 })
    }

    /// Looks in `.symtab`, found through the section headers, which a stripped file lacks.
    func fullSymbol(at address: UInt) -> AddressDescription.Symbol? {
        let file = image.file
        let bytes = file.span
        guard let header = try? FileHeader(bytes, path), header.sectionHeaderOffset < UInt(bytes.byteCount) else {
            return nil
        }
        let sections = Int(bitPattern: header.sectionHeaderOffset)
        for index in 0..<header.sectionHeaderCount {
            let section = sections &+ index &* 64
            // SHT_SYMTAB; its link is the string table's section.
            guard let type = bytes.u32(section &+ 4) else { return nil }
            guard type == 2, let offset = bytes.word(section &+ 24), let size = bytes.word(section &+ 32),
                let link = bytes.u32(section &+ 40),
                let strings = bytes.word(sections &+ Int(link) &* 64 &+ 24),
                offset < UInt(bytes.byteCount), size <= UInt(bytes.byteCount), strings < UInt(bytes.byteCount)
            else { continue }
            guard
                let (_, symbol) = bytes.nearestSymbol(
                    to: address &- base, from: Int(bitPattern: offset), count: Int(bitPattern: size) / Symbol.byteCount),
                let name = bytes.name(at: Int(bitPattern: strings) &+ Int(symbol.name))
            else { return nil }
            return AddressDescription.Symbol(
                name: name, address: base &+ symbol.value, nameAddress: nil, entryAddress: nil)
        }
        return nil
    }
}

extension RawSpan {
    /// The defined symbol with the highest value not above `value`, among `count` from `start`; one whose size says
    /// that it ends before `value` does not count.
    fileprivate func nearestSymbol(to value: UInt, from start: Int, count: Int) -> (index: Int, symbol: Symbol)? {
        var best: (index: Int, symbol: Symbol)?
        for index in 0..<max(count, 0) {
            guard let symbol = Symbol(self, at: start &+ index &* Symbol.byteCount) else { break }
            // Sections, files and thread-local symbols have no address. A function of another object has one where the
            // executable's own PLT entry stands for it.
            guard symbol.type <= 2 || symbol.isIndirect, symbol.value <= value,
                symbol.value != 0, !symbol.isAbsolute
            else { continue }
            if symbol.isUndefined {
                guard symbol.value == value else { continue }
            } else {
                guard symbol.size == 0 ? symbol.type != 0 || symbol.value == value : value &- symbol.value < symbol.size
                else { continue }
            }
            if let best, best.symbol.value >= symbol.value { continue }
            best = (index, symbol)
        }
        return best
    }
}

extension Image {
    /// Where the byte at a file offset is in memory, relative to the load address; nil where no segment maps it.
    func memoryAddress(ofFileOffset offset: Int) -> UInt? {
        let offset = UInt(bitPattern: offset)
        for segment in segments where offset >= segment.offset && offset &- segment.offset < segment.fileSize {
            return segment.address &+ (offset &- segment.offset)
        }
        return nil
    }
}
