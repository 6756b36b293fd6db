internal import Bytes

/// What a relocation's symbol came to.
struct ResolvedSymbol {
    /// The defining object; nil for the kernel's symbols and undefined weak ones.
    let object: LinkedObject?
    /// The address, or for a thread-local symbol its offset in the module's block.
    let value: UInt
    let size: UInt
    let isIndirect: Bool
    /// Whether there is a definition at all: an undefined weak symbol has none.
    let isDefined: Bool
}

extension Linker {
    /// What symbol `index` of `object` means. An undefined one is noted as missing, and counts as 0 so that the others
    /// are found too.
    func resolve(
        _ object: LinkedObject, _ index: UInt32, _ use: SymbolUse, isThreadLocal: Bool
    ) throws(LinkError) -> ResolvedSymbol {
        guard let symbol = object.table.symbol(index) else {
            throw LinkError(.malformed("relocation's symbol lies outside the file"), in: object.path)
        }
        if symbol.bindsLocally && use != .copy {
            return resolved(Definition(object: object, index: index, symbol: symbol), isThreadLocal)
        }
        if symbol.isUndefined, object.role == .shim,
            let address = kernelSymbol(object.file, object.table.nameOffset(symbol))
        {
            return ResolvedSymbol(object: nil, value: address, size: 0, isIndirect: false, isDefined: true)
        }
        guard let name = SymbolName(object.file, at: object.table.nameOffset(symbol)) else {
            throw LinkError(.malformed("symbol's name lies outside the file"), in: object.path)
        }
        let version = object.table.version(of: index)
        if var definition = lookUp(name, version, use, for: object) {
            if definition.symbol.isUnique { definition = firstUnique(name, version, definition) }
            noteBinding(object, definition.object)
            return resolved(definition, isThreadLocal)
        }
        if !symbol.isWeak { noteMissing(symbol, version, object) }
        return ResolvedSymbol(object: nil, value: 0, size: 0, isIndirect: false, isDefined: false)
    }

    @inline(__always)
    private func resolved(_ definition: Definition, _ isThreadLocal: Bool) -> ResolvedSymbol {
        let symbol = definition.symbol
        return ResolvedSymbol(
            object: definition.object, value: isThreadLocal ? symbol.value : definition.address, size: symbol.size,
            isIndirect: symbol.isIndirect && !symbol.isUndefined, isDefined: true)
    }

    /// Searches the scopes of `object` in their order.
    func lookUp(
        _ name: borrowing SymbolName, _ version: VersionName?, _ use: SymbolUse, for object: LinkedObject
    ) -> Definition? {
        if object.isSymbolic, use != .copy,
            let hit = object.table.find(name, version, use, .oldest)
        {
            return Definition(object: object, index: hit.index, symbol: hit.symbol)
        }
        if object.bindsDeep {
            for scope in object.localScopes {
                if let definition = scope.find(name, version, use) { return definition }
            }
        }
        if let definition = lookUpGlobally(name, version, use) { return definition }
        if !object.bindsDeep {
            for scope in object.localScopes {
                if let definition = scope.find(name, version, use) { return definition }
            }
        }
        return nil
    }

    @inline(__always)
    private func lookUpGlobally(
        _ name: borrowing SymbolName, _ version: VersionName?, _ use: SymbolUse
    ) -> Definition? {
        guard globalScope.objects.count >= LookupCache.leastObjects else {
            return globalScope.find(name, version, use)
        }
        if let definition = cache.find(name, version, use, globalScope) { return definition }
        guard let definition = globalScope.find(name, version, use) else { return nil }
        if use == .definition || !definition.symbol.isUndefined { cache.note(name, version, definition, globalScope) }
        return definition
    }

    /// Of a unique symbol (STB_GNU_UNIQUE) the whole process uses the definition loaded first, whatever the scopes.
    private func firstUnique(
        _ name: borrowing SymbolName, _ version: VersionName?, _ found: Definition
    ) -> Definition {
        // What came with the program is looked up in the order it was loaded.
        if found.object.cameWithProgram { return found }
        for object in objects {
            if object === found.object { break }
            if let hit = object.table.find(name, version, .definition, .oldest), hit.symbol.isUnique {
                object.isPermanent = true
                return Definition(object: object, index: hit.index, symbol: hit.symbol)
            }
        }
        found.object.isPermanent = true
        return found
    }

    /// An object bound to one that could go away must keep it.
    @inline(__always)
    func noteBinding(_ object: LinkedObject, _ definer: LinkedObject) {
        if definer.isPermanent || definer === object { return }
        noteRemovableBinding(object, definer)
    }

    @inline(never)
    private func noteRemovableBinding(_ object: LinkedObject, _ definer: LinkedObject) {
        if object.dependencies.contains(where: { $0 === definer }) || object.boundTo.contains(where: { $0 === definer })
        {
            return
        }
        object.boundTo.append(definer)
    }

    private func kernelSymbol(_ file: FileBytes, _ name: Int) -> UInt? {
        let bytes = file.span
        // "__apus_", compared as one word: the seven bytes and whatever follows.
        guard let first = bytes.u64(name), first & 0x00ff_ffff_ffff_ffff == 0x5f_7375_7061_5f5f,
            let count = bytes.nameLength(at: name)
        else { return nil }
        return host.kernelSymbol(bytes.extracting(name..<name &+ count))
    }

    private func noteMissing(_ symbol: Symbol, _ version: VersionName?, _ object: LinkedObject) {
        let name = object.table.name(symbol)
        if missing.symbols.contains(where: { $0.name == name && $0.neededBy == object.path }) { return }
        missing.symbols.append(.init(name: name, version: version?.bytes ?? [], neededBy: object.path))
    }
}
