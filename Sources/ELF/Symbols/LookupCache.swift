internal import Bytes

/// Answers of the global scope, by name and version: what several objects import is searched for once.
///
/// Direct-mapped: an answer that finds its place taken replaces the other.
struct LookupCache {
    private struct Entry {
        var hash: UInt32 = 0
        var version: UInt32 = 0
        var position: Int32 = -1
        var index: UInt32 = 0
    }
    private var entries: ContiguousArray<Entry> = []
    private var generation = -1

    /// With fewer objects than this to search, the Bloom filters are faster.
    static let leastObjects = 5
    private static let count = 256

    /// The cached definition, checked against the name itself.
    @inline(__always)
    mutating func find(
        _ name: borrowing SymbolName, _ version: VersionName?, _ use: SymbolUse, _ scope: Scope
    ) -> Definition? {
        guard generation == scope.generation, use == .definition, version?.isExact != true else { return nil }
        let entry = entries[Int(name.hash) & (Self.count &- 1)]
        guard entry.position >= 0, entry.hash == name.hash, entry.version == version?.hash ?? 0 else { return nil }
        let object = scope.objects[Int(entry.position)]
        let file = object.image.file
        guard let symbol = object.table.symbol(entry.index),
            name.matches(file.span, at: object.table.nameOffset(symbol))
        else { return nil }
        return Definition(object: object, index: entry.index, symbol: symbol, position: Int(entry.position))
    }

    @inline(__always)
    mutating func note(
        _ name: borrowing SymbolName, _ version: VersionName?, _ definition: Definition, _ scope: Scope
    ) {
        // A reference that insists on its version is not answered by what satisfied one that does not: neither is kept.
        guard definition.position >= 0, version?.isExact != true else { return }
        if generation != scope.generation {
            entries = ContiguousArray(repeating: Entry(), count: Self.count)
            generation = scope.generation
        }
        entries[Int(name.hash) & (Self.count &- 1)] = Entry(
            hash: name.hash, version: version?.hash ?? 0, position: Int32(truncatingIfNeeded: definition.position),
            index: definition.index)
    }
}
