internal import Bytes
internal import LinuxABI

// Functions resolved at their first call.
extension Linker {
    /// Sets the object's GOT up for lazy binding where it is wanted and possible (psABI 5.2): its second word names the
    /// object, the third the code to call.
    /// - Returns: whether its jump slots are left for later.
    func prepareLazyBinding(_ object: LinkedObject) throws(LinkError) -> Bool {
        guard case .lazy(let trampoline) = configuration.binding, !object.image.dynamic.flags.contains(.bindNow),
            let table = object.image.dynamic.pltGOT
        else { return false }
        guard RelocationArea(object, includingText: false).contains(object.base &+ table, 24) else { return false }
        do throws(Errno) {
            try host.store64(UInt64(linkMap(of: object)), at: object.base &+ table &+ 8)
            try host.store64(UInt64(trampoline), at: object.base &+ table &+ 16)
        } catch { throw LinkError(.system(error), in: object.path) }
        return true
    }

    /// A jump slot left for later holds the address of its own PLT entry's second half, which only has to be moved.
    func leaveForLater(
        _ object: LinkedObject, _ relocation: Relocation, _ area: RelocationArea
    ) throws(LinkError) {
        guard area.contains(relocation.target, 8) else {
            throw LinkError(.relocationOutside(relocation.target &- object.base), in: object.path)
        }
        do throws(Errno) {
            let entry = try host.load64(at: relocation.target)
            try host.store64(entry &+ UInt64(object.base), at: relocation.target)
        } catch { throw LinkError(.system(error), in: object.path) }
    }

    /// Resolves the jump slot of relocation `index` in the PLT table of the object with that handle, stores the address
    /// there and returns it. Called by the trampoline at a function's first call.
    @export(interface)
    public func bind(_ handle: UInt, relocation index: UInt) throws(LinkError) -> UInt {
        guard let object = object(handle: handle) else { throw LinkError(.invalidHandle, in: []) }
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
