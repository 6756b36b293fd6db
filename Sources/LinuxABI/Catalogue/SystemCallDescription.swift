/// One row of the catalogue: all that is known of a system call. It drives the trace, the coverage report and the table
/// in the documentation.
public struct SystemCallDescription: Sendable {
    public let number: SystemCallNumber
    public let name: StaticString
    public let group: SystemCallGroup
    public let support: SystemCallSupport
    public let result: ResultKind
    // Six fields rather than an array, and an initialiser that is inlined: so the compiler lays the tables out as data.
    private let a, b, c, d, e, f: ArgumentKind

    @inline(__always) init(
        _ number: SystemCallNumber, _ name: StaticString, _ group: SystemCallGroup, _ support: SystemCallSupport,
        _ a: ArgumentKind = .none, _ b: ArgumentKind = .none, _ c: ArgumentKind = .none, _ d: ArgumentKind = .none,
        _ e: ArgumentKind = .none, _ f: ArgumentKind = .none, returns result: ResultKind = .number
    ) {
        self.number = number
        self.name = name
        self.group = group
        self.support = support
        self.result = result
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// What argument `index` (0…5) means; `.none` beyond the last.
    @export(interface)
    public func argument(_ index: Int) -> ArgumentKind {
        switch index {
        case 0: a
        case 1: b
        case 2: c
        case 3: d
        case 4: e
        case 5: f
        default: .none
        }
    }
}

/// What a call is about; the coverage report is ordered by it.
public enum SystemCallGroup: UInt8, CaseIterable, Sendable {
    case files, xattrs, mounts, events, aio, ipc, network
    case memory, processes, threads, signals, scheduling
    case time, limits, identity, system, modules, keys, security, obsolete
}

/// How much of a call is there.
public enum SystemCallSupport: UInt8, Sendable {
    /// All that the manual page says, as far as it can mean anything here.
    case supported
    /// Some of it; `SystemCallDescription.note` says what is missing.
    case partial
    /// Nothing: `ENOSYS`.
    case absent
}
