internal import Bytes
internal import LinuxABI

// One relocation: its symbol, its value, its store.
extension Linker {
    /// Applies one relocation of `object`. S, A, B and P in the comments are the psABI's (4.4).
    func apply(
        _ relocation: Relocation, _ object: LinkedObject, _ area: RelocationArea, _ memo: inout SymbolMemo
    ) throws(LinkError) {
        let type = relocation.type
        if type == RelocationType.none { return }
        guard let width = RelocationWidth.of(type) else {
            throw LinkError(.unsupportedRelocation(type), in: object.path)
        }
        guard area.contains(relocation.target, width) else {
            throw LinkError(.relocationOutside(relocation.target &- object.base), in: object.path)
        }
        switch type {
        case RelocationType.relative, RelocationType.relativeWord:
            // B + A
            return try store(object.base &+ relocation.addend, relocation, object)
        case RelocationType.indirectRelative:
            pending.append(
                PendingRelocation(
                    object: object, target: relocation.target,
                    action: .resolve(resolver: object.base &+ relocation.addend, type: type, addend: 0)))
            return
        default: break
        }
        let symbol = try symbol(of: relocation, object, &memo)
        if RelocationType.isThreadLocal(type) { return try applyThreadLocal(relocation, symbol, object) }
        if symbol.isIndirect {
            // The addend counts where the value does: not in the two types whose value is S alone.
            let addend = type == RelocationType.jumpSlot || type == RelocationType.globalData ? 0 : relocation.addend
            pending.append(
                PendingRelocation(
                    object: object, target: relocation.target,
                    action: .resolve(resolver: symbol.value, type: type, addend: addend)))
            return
        }
        switch type {
        case RelocationType.globalData, RelocationType.jumpSlot:
            // S
            try store(symbol.value, relocation, object)
        case RelocationType.copy:
            try copy(relocation, symbol, object, area)
        case RelocationType.size32, RelocationType.size64:
            // Z + A
            try store(symbol.size &+ relocation.addend, relocation, object)
        default:
            // S + A, or S + A - P: `store` subtracts P where the type is relative to it.
            try store(symbol.value &+ relocation.addend, relocation, object)
        }
    }

    /// The relocation's symbol, from the memo where it is the previous one's again.
    @inline(__always)
    private func symbol(
        of relocation: Relocation, _ object: LinkedObject, _ memo: inout SymbolMemo
    ) throws(LinkError) -> ResolvedSymbol {
        let isThreadLocal = RelocationType.isThreadLocal(relocation.type)
        if relocation.symbol == 0 {
            // Without a symbol a thread-local relocation means the object's own module, any other the address 0.
            return ResolvedSymbol(
                object: isThreadLocal ? object : nil, value: 0, size: 0, isIndirect: false, isDefined: true)
        }
        let use = RelocationType.use(relocation.type)
        if !isThreadLocal, memo.index == relocation.symbol, memo.use == use, let value = memo.value { return value }
        let value = try resolve(object, relocation.symbol, use, isThreadLocal: isThreadLocal)
        if !isThreadLocal {
            memo.index = relocation.symbol
            memo.use = use
            memo.value = value
        }
        return value
    }

    /// R_X86_64_COPY: the executable has room for a library's variable and takes its initial value over.
    private func copy(
        _ relocation: Relocation, _ source: ResolvedSymbol, _ object: LinkedObject, _ area: RelocationArea
    ) throws(LinkError) {
        guard let definer = source.object, let own = object.table.symbol(relocation.symbol) else { return }
        let count = min(source.size, own.size)
        guard area.contains(relocation.target, count) else {
            throw LinkError(.relocationOutside(relocation.target &- object.base), in: object.path)
        }
        guard definer.image.segments.contains(where: { $0.contains(source.value &- definer.base, count) }) else {
            throw LinkError(.relocationOutside(source.value &- definer.base), in: definer.path)
        }
        if count == 0 || definer === object { return }
        do { try host.copy(from: source.value, to: relocation.target, count: count) } catch {
            throw LinkError(.system(error), in: object.path)
        }
        if pending.contains(where: { $0.object === definer }) {
            pending.append(
                PendingRelocation(
                    object: object, target: relocation.target, action: .copy(source: source.value, count: count)))
        }
    }

    @inline(__always)
    func store(_ value: UInt, _ relocation: Relocation, _ object: LinkedObject) throws(LinkError) {
        do throws(Errno) {
            try store(value, type: relocation.type, at: relocation.target, object)
        } catch {
            // EOVERFLOW is this file's own; the host's stores fail with EFAULT and ENOMEM.
            switch error {
            case .EOVERFLOW: throw LinkError(.relocationOverflow(relocation.type), in: object.path)
            default: throw LinkError(.system(error), in: object.path)
            }
        }
    }

    /// Stores a relocation's value in the width of its type. Throws `EOVERFLOW` where it does not fit.
    @inline(__always)
    func store(_ value: UInt, type: UInt32, at target: UInt, _ object: LinkedObject) throws(Errno) {
        switch type {
        case RelocationType.relative32, RelocationType.plt32, RelocationType.relative16, RelocationType.relative8,
            RelocationType.absolute32, RelocationType.signed32, RelocationType.absolute16, RelocationType.absolute8,
            RelocationType.tlsOffset32, RelocationType.threadOffset32, RelocationType.size32:
            try storeNarrow(value, type: type, at: target)
        case RelocationType.relative64: try host.store64(UInt64(value &- target), at: target)
        default: try host.store64(UInt64(value), at: target)
        }
    }

    @inline(never)
    private func storeNarrow(_ value: UInt, type: UInt32, at target: UInt) throws(Errno) {
        let plain = Int(bitPattern: value)
        let relative = Int(bitPattern: value &- target)
        switch type {
        case RelocationType.relative32, RelocationType.plt32:
            guard let word = Int32(exactly: relative) else { throw .EOVERFLOW }
            try host.store32(UInt32(bitPattern: word), at: target)
        case RelocationType.absolute32, RelocationType.size32:
            guard let word = UInt32(exactly: value) else { throw .EOVERFLOW }
            try host.store32(word, at: target)
        case RelocationType.relative16:
            guard let word = Int16(exactly: relative) else { throw .EOVERFLOW }
            try host.store16(UInt16(bitPattern: word), at: target)
        case RelocationType.relative8:
            guard let word = Int8(exactly: relative) else { throw .EOVERFLOW }
            try host.store8(UInt8(bitPattern: word), at: target)
        case RelocationType.absolute16:
            // The psABI lets these two hold signed and unsigned values.
            guard plain >= -0x8000, plain <= 0xffff else { throw .EOVERFLOW }
            try host.store16(UInt16(truncatingIfNeeded: plain), at: target)
        case RelocationType.absolute8:
            guard plain >= -0x80, plain <= 0xff else { throw .EOVERFLOW }
            try host.store8(UInt8(truncatingIfNeeded: plain), at: target)
        default:
            guard let word = Int32(exactly: plain) else { throw .EOVERFLOW }
            try host.store32(UInt32(bitPattern: word), at: target)
        }
    }
}

/// How many bytes a relocation of each type stores.
enum RelocationWidth {
    /// Nil for types that have no meaning in a loaded object.
    @inline(__always) static func of(_ type: UInt32) -> UInt? {
        switch type {
        case RelocationType.absolute64, RelocationType.globalData, RelocationType.jumpSlot, RelocationType.relative,
            RelocationType.tlsModule, RelocationType.tlsOffset, RelocationType.threadOffset,
            RelocationType.relative64, RelocationType.size64, RelocationType.indirectRelative,
            RelocationType.relativeWord:
            8
        case RelocationType.relative32, RelocationType.plt32, RelocationType.absolute32, RelocationType.signed32,
            RelocationType.tlsOffset32, RelocationType.threadOffset32, RelocationType.size32:
            4
        case RelocationType.absolute16, RelocationType.relative16: 2
        case RelocationType.absolute8, RelocationType.relative8: 1
        case RelocationType.tlsDescriptor: 16
        // Checked against the symbol's size when it is known.
        case RelocationType.copy: 0
        default: nil
        }
    }
}
