internal import Bytes
internal import LinuxABI

/// When the functions that an object calls through its PLT must be defined.
enum BindingTime {
    case atLoad
    /// dlopen's RTLD_LAZY: at the first call. What is defined already is bound at once all the same.
    case atFirstCall
}

// Functions that nobody defines yet when an object is opened with RTLD_LAZY.
extension Linker {
    /// Whether missing functions of `object` may wait: neither it nor LD_BIND_NOW says otherwise, and its global offset
    /// table has the words that its PLT needs for it (psABI 5.2, "Procedure Linkage Table").
    func mayBindLazily(_ object: LinkedObject, _ time: BindingTime) -> Bool {
        guard case .atFirstCall = time, case .asAsked = configuration.binding,
            !object.image.dynamic.flags.contains(.bindNow), let table = object.image.dynamic.pltGOT
        else { return false }
        return RelocationArea(object, includingText: false).contains(object.base &+ table, 24)
    }

    /// Applies a jump slot's relocation. Where nothing defines the function, the slot gets the address of its own PLT
    /// entry's second half, which calls `bind`.
    func applyOrLeave(
        _ relocation: Relocation, _ object: LinkedObject, _ area: RelocationArea, _ memo: inout SymbolMemo
    ) throws(LinkError) {
        guard area.contains(relocation.target, 8) else {
            throw LinkError(.relocationOutside(relocation.target &- object.base), in: object.path)
        }
        let entry: UInt64
        do throws(Errno) { entry = try host.load64(at: relocation.target) } catch {
            throw LinkError(.system(error), in: object.path)
        }
        let missingBefore = missing.symbols.count
        try apply(relocation, object, area, &memo)
        guard missing.symbols.count > missingBefore else { return }
        missing.symbols.removeLast()
        memo.value = nil
        do throws(Errno) {
            try host.store64(entry &+ UInt64(object.base), at: relocation.target)
            try prepareTable(object)
        } catch { throw LinkError(.system(error), in: object.path) }
    }

    /// The table's second word names the object, the third the code to call.
    private func prepareTable(_ object: LinkedObject) throws(Errno) {
        guard let table = object.image.dynamic.pltGOT else { return }
        if lazyEntry == 0 {
            guard let provider = shim ?? program,
                let entry = address(of: [UInt8](ascii: "__apus_bind_lazily"), in: provider)
            else { throw .ENOEXEC }
            lazyEntry = entry
        }
        try host.store64(UInt64(linkMap(of: object)), at: object.base &+ table &+ 8)
        try host.store64(UInt64(lazyEntry), at: object.base &+ table &+ 16)
    }

    /// Resolves the jump slot of relocation `index` in the PLT table of the object with that handle, stores the address
    /// there and returns it: at a function's first call.
    @export(interface)
    public func bind(_ handle: UInt, relocation index: UInt) throws(LinkError) -> UInt {
        // One that is being closed may still call, from its finalisers.
        guard let object = objects.first(where: { $0.handle == handle }) else {
            throw LinkError(.invalidHandle, in: [])
        }
        let table = object.image.dynamic.pltRela
        let file = object.image.file
        let bytes = file.span
        guard index < UInt(table.size / 24),
            let target = bytes.word(table.offset &+ Int(index) &* 24),
            let info = bytes.u64(table.offset &+ Int(index) &* 24 &+ 8),
            UInt32(truncatingIfNeeded: info) == RelocationType.jumpSlot,
            RelocationArea(object, includingText: false).contains(object.base &+ target, 8)
        else { throw LinkError(.malformed("lazy relocation"), in: object.path) }
        let symbol = try resolve(
            object, UInt32(truncatingIfNeeded: info &>> 32), .definition, isThreadLocal: false)
        try reportMissing()
        do throws(Errno) {
            let value = symbol.isIndirect ? try host.callResolver(symbol.value) : symbol.value
            try host.store64(UInt64(value), at: object.base &+ target)
            return value
        } catch { throw LinkError(.system(error), in: object.path) }
    }
}
