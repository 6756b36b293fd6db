internal import Bytes
internal import LinuxABI

/// What dlsym found.
public enum FoundSymbol {
    case address(UInt)
    /// A thread-local variable: each thread has its own.
    case threadLocal(module: Int, offset: UInt)
}

/// Where dlsym looks.
public enum SymbolSource {
    /// RTLD_DEFAULT: as the caller's own references.
    case standard
    /// RTLD_NEXT: after the caller in the order of search.
    case next
    /// In one object and what it needs.
    case handle(UInt)
}

/// What dl_iterate_phdr(3) shows of an object.
public struct ObjectInformation {
    public let object: LinkedObject
    /// The addresses of its name and its program headers in the program's memory.
    public let name: UInt
    public let programHeaders: UInt
    public let programHeaderCount: Int
}

extension Linker {
    /// The object whose pages hold `address`, or nil.
    @export(interface)
    public func object(at address: UInt) -> LinkedObject? { addressMap.object(at: address) }

    /// The object with that handle, or nil.
    @export(interface)
    public func object(handle: UInt) -> LinkedObject? {
        handle == 0 ? nil : objects.first { $0.handle == handle && !$0.isClosing }
    }

    /// Finds a symbol as dlsym(3) and dlvsym(3) do.
    /// - Parameters:
    ///   - version: nil for the default version.
    ///   - caller: an address in the object that asks.
    @export(interface)
    public func find(
        _ name: [UInt8], version: [UInt8]? = nil, in source: SymbolSource, caller: UInt
    ) throws(LinkError) -> FoundSymbol {
        let wanted = SymbolName(name)
        let versionName = version.map { VersionName($0) }
        let asker = object(at: caller) ?? program
        var asked = asker
        let definition: Definition?
        switch source {
        case .standard: definition = findInScopes(wanted, versionName, asker)
        case .next: definition = findNext(wanted, versionName, asker)
        case .handle(let handle):
            guard let object = object(handle: handle) else { throw LinkError(.invalidHandle, in: []) }
            asked = object
            definition = object.searchList?.find(wanted, versionName, .address, .newest)
        }
        guard let definition else {
            throw LinkError(.undefinedSymbol(name: name, version: version ?? []), in: asked?.path ?? [])
        }
        // Who has asked may keep the address: what stays for ever makes stay what it has found.
        if let asked { noteBinding(asked, definition.object) }
        if definition.symbol.isThreadLocal {
            return .threadLocal(module: definition.object.tlsModule, offset: definition.symbol.value)
        }
        if definition.symbol.isIndirect, !definition.symbol.isUndefined {
            do { return .address(try host.callResolver(definition.address)) } catch {
                throw LinkError(.system(error), in: definition.object.path)
            }
        }
        return .address(definition.address)
    }

    private func findInScopes(
        _ name: borrowing SymbolName, _ version: VersionName?, _ asker: LinkedObject?
    ) -> Definition? {
        if let definition = globalScope.find(name, version, .address, .newest) { return definition }
        for scope in asker?.localScopes ?? [] {
            if let definition = scope.find(name, version, .address, .newest) { return definition }
        }
        return nil
    }

    private func findNext(
        _ name: borrowing SymbolName, _ version: VersionName?, _ asker: LinkedObject?
    ) -> Definition? {
        guard let asker else { return nil }
        for scope in [globalScope] + asker.localScopes {
            guard let place = scope.objects.firstIndex(where: { $0 === asker }) else { continue }
            return scope.find(name, version, .address, .newest, from: place &+ 1)
        }
        return nil
    }

    /// The `index`th object as dl_iterate_phdr shows it, or nil past the end.
    @export(interface)
    public func information(at index: Int) -> ObjectInformation? {
        guard index >= 0, index < objects.count else { return nil }
        let object = objects[index]
        return ObjectInformation(
            object: object, name: object.pathAddress, programHeaders: object.programHeaders,
            programHeaderCount: object.image.programHeaderCount)
    }

    /// The directory that `$ORIGIN` stands for in the object, for dlinfo's RTLD_DI_ORIGIN.
    @export(interface)
    public func origin(of object: LinkedObject) -> [UInt8] { object.origin(configuration.workingDirectory) }

    /// The directories searched for libraries that the object needs, for dlinfo's RTLD_DI_SERINFO.
    @export(interface)
    public func searchDirectories(of object: LinkedObject) -> [SearchDirectory] {
        LibrarySearch(configuration: configuration).directories(object)
    }
}

extension LinkedObject {
    /// Where `.eh_frame_hdr` is in memory, for `_dl_find_object`; nil where the object has none.
    public var exceptionFrames: UInt? { image.exceptionFrames.map { base &+ $0 } }
    /// Where the dynamic section is in memory.
    public var dynamicSection: UInt? { image.dynamicAddress.map { base &+ $0 } }
}
