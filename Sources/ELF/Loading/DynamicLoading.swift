internal import Bytes
internal import LinuxABI

// dlopen and dlclose.
extension Linker {
    /// Opens an object as dlopen(3) does and begins a batch of initialisers, which may be empty.
    /// - Parameters:
    ///   - name: nil or empty for the program.
    ///   - caller: an address in the object that asks, whose search paths count.
    /// - Returns: its handle.
    @export(interface)
    public func open(
        _ name: [UInt8]?, _ flags: OpenFlags, caller: UInt, namespace: LinkNamespace = .base
    ) throws(LinkError) -> UInt {
        let asked = name ?? []
        guard flags.contains(.lazy) || flags.contains(.now) else { throw LinkError(.invalidFlags, in: asked) }
        guard case .base = namespace else {
            throw LinkError(.unsupported("link-map namespaces other than the program's"), in: asked)
        }
        let requester = object(at: caller) ?? program
        if asked.isEmpty, let program {
            queue([])
            return program.handle
        }
        if flags.contains(.noLoad) {
            let root = try alreadyLoaded(asked, requester)
            return finishOpening(root, flags, ContiguousArray(root.searchList?.objects ?? [root]), new: [])
        }
        let before = objects.count
        missing = LinkError.MissingParts()
        do throws(LinkError) {
            guard let root = try findOrLoad(asked, requester) else { throw LinkError(.system(.ENOENT), in: asked) }
            let closure = try loadDependencies(of: root)
            try reportMissing()
            let new = Array(objects[before...])
            if root.searchList == nil { root.searchList = Scope(closure) }
            try bind(new, root, flags)
            return finishOpening(root, flags, closure, new: new)
        } catch {
            missing = LinkError.MissingParts()
            pending = []
            removeObjects(Array(objects[before...]))
            throw error
        }
    }

    /// Prepares and relocates the objects that a dlopen has brought.
    private func bind(_ new: [LinkedObject], _ root: LinkedObject, _ flags: OpenFlags) throws(LinkError) {
        if new.isEmpty { return }
        checkVersions(of: new[...])
        for object in new {
            if let scope = root.searchList { object.localScopes.append(scope) }
            object.bindsDeep = flags.contains(.deepBind)
            if object.image.tls != nil { modules.add(object) }
        }
        try writeDebugRecords(new[...])
        try relocate(new[...], binding: flags.contains(.lazy) ? .atFirstCall : .atLoad)
    }

    private func finishOpening(
        _ root: LinkedObject, _ flags: OpenFlags, _ closure: ContiguousArray<LinkedObject>, new: [LinkedObject]
    ) -> UInt {
        if flags.contains(.global) {
            globalScope.append(closure)
        }
        if flags.contains(.noDelete) { root.isPermanent = true }
        if root.searchList == nil { root.searchList = Scope(closure) }
        root.openCount &+= 1
        queue(initialisationOrder(closure, root: root))
        return root.handle
    }

    /// The object a name means without loading anything: by name, or by the file that the search finds.
    /// Throws `.notLoaded` where there is such a file, and `ENOENT` where there is none.
    private func alreadyLoaded(_ name: [UInt8], _ requester: LinkedObject?) throws(LinkError) -> LinkedObject {
        if let object = loaded(name) { return object }
        if isShimName(name), let shim { return shim }
        for path in LibrarySearch(configuration: configuration).candidates(name, requester) {
            guard let file = try? host.open(path) else { continue }
            if let object = objects.first(where: { $0.identity == file.identity && !$0.isClosing }) { return object }
            throw LinkError(.notLoaded, in: name)
        }
        throw LinkError(.system(.ENOENT), in: name)
    }

    /// Takes one reference back. What nothing refers to any more is ready to go: run `nextFinaliser(closing:)` to its
    /// end, then call `unmapClosed`.
    @export(interface)
    public func close(_ handle: UInt) throws(LinkError) {
        guard let object = object(handle: handle), object.openCount > 0 || object.isPermanent else {
            throw LinkError(.invalidHandle, in: [])
        }
        if object.openCount > 0 { object.openCount &-= 1 }
        guard object.openCount == 0, !object.isPermanent else { return }
        let unused = unreachableObjects()
        guard !unused.isEmpty else { return }
        for object in unused { object.isClosing = true }
        let order = finalisationOrder(first: nil).filter { $0.awaitsFinalisers && unused.contains($0) }
        closing.append(ClosingGroup(handle: handle, objects: unused))
        finaliserBatches.append(FinaliserBatch(handle: handle, order))
    }

    /// Unmaps what `close` has found unused and whose finalisers have run.
    /// - Returns: how many objects went.
    @discardableResult
    @export(interface)
    public func unmapClosed(_ handle: UInt) -> Int {
        let before = objects.count
        finaliserBatches.removeAll { $0.handle == handle }
        for group in closing where group.handle == handle { removeObjects(group.objects) }
        closing.removeAll { $0.handle == handle }
        return before &- objects.count
    }

    /// Keeps the object at `address` loaded, opened or not, or takes that back: a thread has destructors of it to run.
    @export(interface)
    public func pin(_ address: UInt, _ change: Pin) {
        guard let object = object(at: address) else { return }
        switch change {
        case .hold: object.pinCount &+= 1
        case .release: if object.pinCount > 0 { object.pinCount &-= 1 }
        }
    }

    public enum Pin { case hold, release }

    /// The objects that no open handle, no permanent object and no binding reaches.
    private func unreachableObjects() -> [LinkedObject] {
        lastVisit &+= 1
        let mark = lastVisit
        var work = objects.filter {
            $0.openCount > 0 || $0.pinCount > 0 || $0.isPermanent || $0.isClosing || $0.state == .initialising
        }
        for object in work { object.visit = mark }
        while let object = work.popLast() {
            for other in object.dependencies where other.visit != mark {
                other.visit = mark
                work.append(other)
            }
            for other in object.boundTo where other.visit != mark {
                other.visit = mark
                work.append(other)
            }
        }
        return objects.filter { $0.visit != mark }
    }

    /// Unmaps objects and forgets them.
    func removeObjects(_ gone: [LinkedObject]) {
        for object in gone {
            removeDebugRecord(object)
            objects.removeAll { $0 === object }
            globalScope.remove(object)
            addressMap.remove(object)
            modules.remove(object)
            if let offset = object.tlsOffset { layout.release(offset) }
            lateStaticModules.removeAll { $0.number == object.tlsModule }
            if shim === object { shim = nil }
            let range = object.range
            host.unmap(at: range.lowerBound, size: range.upperBound &- range.lowerBound)
            removals &+= 1
        }
        for object in objects {
            for scope in object.localScopes { for other in gone where scope.contains(other) { scope.remove(other) } }
            object.boundTo.removeAll { gone.contains($0) }
            object.closure.removeAll { gone.contains($0) }
            if let loader = object.loader, gone.contains(loader) { object.loader = loader.loader }
        }
        for object in gone { object.detach() }
    }
}

extension [LinkedObject] {
    func contains(_ object: LinkedObject) -> Bool { contains { $0 === object } }
}

/// Objects between their finalisers and their unmapping.
struct ClosingGroup {
    let handle: UInt
    let objects: [LinkedObject]
}
