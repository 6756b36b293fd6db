internal import Bytes

/// Objects in the order in which symbols are looked for in them.
final class Scope {
    private(set) var objects: ContiguousArray<LinkedObject>
    /// Counts what was added or removed: cached answers hold for one generation.
    private(set) var generation = 0

    init(_ objects: ContiguousArray<LinkedObject> = []) { self.objects = objects }

    func contains(_ object: LinkedObject) -> Bool { objects.contains { $0 === object } }

    /// Adds those that are not there yet, at the end.
    func append(_ more: ContiguousArray<LinkedObject>) {
        for object in more where !contains(object) { objects.append(object) }
        generation &+= 1
    }

    func remove(_ object: LinkedObject) {
        objects.removeAll { $0 === object }
        generation &+= 1
    }

    /// The first object's definition of `name`, or nil.
    @inline(__always)
    func find(
        _ name: borrowing SymbolName, _ version: VersionName?, _ use: SymbolUse,
        _ preference: VersionPreference = .oldest, from start: Int = 0
    ) -> Definition? {
        var position = start
        while position < objects.count {
            let object = objects[position]
            position &+= 1
            if use == .copy && object.role == .program { continue }
            if let hit = object.table.find(name, version, use, preference) {
                return Definition(object: object, index: hit.index, symbol: hit.symbol, position: position &- 1)
            }
        }
        return nil
    }
}

/// What a name was resolved to.
struct Definition {
    let object: LinkedObject
    let index: UInt32
    let symbol: Symbol
    /// Its object's place in the scope that had it.
    var position = -1

    /// The symbol's address; for an IFUNC that of its resolver.
    @inline(__always) var address: UInt {
        symbol.isAbsolute ? symbol.value : object.base &+ symbol.value
    }
}
