internal import Bytes
internal import LinuxABI

// Following DT_NEEDED, LD_PRELOAD and filters.
extension Linker {
    /// Loads all that `root` needs, directly or not, and notes what is missing.
    /// - Returns: the breadth-first order: the root, `preload`, the root's dependencies, theirs and so on.
    func loadDependencies(of root: LinkedObject, preload: [[UInt8]] = []) throws(LinkError)
        -> ContiguousArray<LinkedObject>
    {
        lastVisit &+= 1
        let mark = lastVisit
        var order: ContiguousArray<LinkedObject> = [root]
        root.visit = mark
        for name in preload {
            guard let object = findPreload(name, root) else { continue }
            if object.visit != mark {
                object.visit = mark
                order.append(object)
            }
        }
        var work = order
        var next = 0
        while next < work.count {
            let object = work[next]
            next &+= 1
            if object.dependencies.isEmpty { try loadNeeded(of: object) }
            for filtee in object.filtees where filtee !== object {
                if filtee.visit != mark { work.append(filtee) }
                filtee.visit = mark
                // Its symbols come before the object's own.
                order.removeAll { $0 === filtee }
                order.insert(filtee, at: order.firstIndex { $0 === object } ?? order.count)
            }
            for dependency in object.dependencies where dependency.visit != mark {
                dependency.visit = mark
                order.append(dependency)
                work.append(dependency)
            }
        }
        return order
    }

    /// As with glibc, a process does without what cannot be preloaded.
    private func findPreload(_ name: [UInt8], _ root: LinkedObject) -> LinkedObject? {
        do throws(LinkError) {
            if let object = try findOrLoad(name, root) { return object }
            ignoredPreloads.append(LinkError(.system(.ENOENT), in: name))
        } catch {
            ignoredPreloads.append(LinkError(error.kind, in: name))
        }
        return nil
    }

    private func loadNeeded(of object: LinkedObject) throws(LinkError) {
        let dynamic = object.image.dynamic
        var dependencies: [LinkedObject] = []
        dependencies.reserveCapacity(dynamic.needed.count &+ dynamic.filtees.count)
        for offset in dynamic.needed {
            let name = object.name(at: offset)
            guard let dependency = try findOrLoad(name, object) else {
                missing.libraries.append(.init(name: name, neededBy: object.path))
                continue
            }
            if !dependencies.contains(dependency) { dependencies.append(dependency) }
        }
        for filtee in dynamic.filtees {
            guard let other = try load(filtee, for: object) else { continue }
            object.filtees.append(other)
            if !dependencies.contains(other) { dependencies.append(other) }
        }
        object.dependencies = dependencies
    }

    private func load(_ filtee: Filtee, for object: LinkedObject) throws(LinkError) -> LinkedObject? {
        let name = LibrarySearch(configuration: configuration).expand(object.name(at: filtee.name), object)
        if filtee.isOptional { return try? findOrLoad(name, object) }
        if let found = try findOrLoad(name, object) { return found }
        missing.libraries.append(.init(name: name, neededBy: object.path))
        return nil
    }

    /// The names in LD_PRELOAD, apart by spaces or colons.
    func preloadNames() -> [[UInt8]] {
        configuration.preload.split { $0 == colon || $0 == 0x20 }.map { [UInt8]($0) }
    }
}
