/// What the functions and variables that a C library offers come down to: system calls, and names that it imports itself.
struct LibrarySummary: Sendable {
    /// What one exported name, or the start of a program, can reach.
    struct Reach: Sendable {
        var calls = SystemCallSet()
        /// Names that other objects must bring, for which they would have to be asked.
        var imports: [String] = []
        /// Indices into `sites`: instructions whose number could not be found out.
        var sites: [Int] = []
    }

    /// Exported names, with the reach of each version of them.
    var symbols: [String: [(version: String, reach: Reach)]] = [:]
    /// What runs before and after `main`: the entry point, initialisers and finalisers.
    var start = Reach()
    /// Instructions whose number could not be found out.
    var sites: [Undetermined] = []

    /// The reach of a name, of the version asked for where there is one by it.
    func reach(of name: String, version: String?) -> Reach? {
        guard let found = symbols[name] else { return nil }
        return (found.first { $0.version == version } ?? found.first)?.reach
    }
}

/// An instruction that makes system calls whose numbers could not all be found out.
public struct Undetermined: Codable, Equatable, Sendable {
    /// The object's path.
    public var object: String
    /// Its function by name, or `code at 0x…` where it has none.
    public var function: String
    /// Relative to where the object is loaded.
    public var address: UInt64
    /// Names of the C library that can lead there, a few of them.
    public var symbols: [String] = []
}
