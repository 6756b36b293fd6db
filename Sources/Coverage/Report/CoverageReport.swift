/// What a program needs of the C library and of the kernel, and how much of that there is.
public struct CoverageReport: Codable, Equatable, Sendable {
    /// How much of a system call the kernel has.
    public enum Status: String, Codable, CaseIterable, Sendable {
        case implemented, partial
        /// It always gives the same error, which the note names.
        case stub
        /// ENOSYS.
        case absent
    }

    /// A file of the program's closure.
    public struct Object: Codable, Equatable, Sendable {
        public enum Role: String, Codable, Sendable { case program, library, plugin }

        public var path: String
        public var role: Role
        /// How many names it imports from the C library.
        public var imports: Int
    }

    /// Why a call is in the report: what an object does that can lead to it.
    public struct Way: Codable, Equatable, Sendable {
        public enum Kind: String, Codable, Sendable {
            /// Through functions and variables of the C library.
            case symbols
            /// Through `syscall(3)` with this number.
            case function
            /// A `syscall` instruction of its own.
            case instruction
            /// Start-up, which every program goes through.
            case start
        }

        public var object: String
        public var kind: Kind
        /// The names that lead to it, those with the fewest calls first: `symbolCount` in all, a few of them here.
        public var symbols: [String] = []
        public var symbolCount = 0
    }

    /// A system call that is needed.
    public struct Call: Codable, Equatable, Sendable {
        public var number: UInt16
        public var name: String
        public var group: String
        public var status: Status
        /// What is missing of it.
        public var note: String?
        public var ways: [Way]
        /// What a run of the program did with it, where one was traced.
        public var run: TracedCall?
    }

    /// A name of the C library that is imported.
    public struct Symbol: Codable, Equatable, Sendable {
        public var name: String
        public var version: String?
        public var objects: [String]
        public var isSupplied: Bool
        /// Loading goes on without it.
        public var isWeak: Bool
        /// The names of the calls that it can lead to.
        public var calls: [String]
    }

    /// What keeps the program, or a part of it, from being loaded.
    public struct Problem: Codable, Equatable, Sendable {
        public var object: String
        public var text: String
        /// False for a plug-in, without which the program starts.
        public var isFatal: Bool
    }

    public var program: String
    public var library: CLibraryChoice
    public var objects: [Object] = []
    public var calls: [Call] = []
    public var symbols: [Symbol] = []
    public var undetermined: [Undetermined] = []
    public var problems: [Problem] = []

    init(program: String, library: CLibraryChoice) {
        self.program = program
        self.library = library
    }

    public func count(_ status: Status) -> Int { calls.count { $0.status == status } }

    /// Names that are imported, not weak, and supplied by nobody.
    public var missingSymbols: [Symbol] { symbols.filter { !$0.isSupplied && !$0.isWeak } }

    /// Whether something needed is absent.
    public var isLacking: Bool {
        count(.absent) > 0 || !missingSymbols.isEmpty || problems.contains(where: \.isFatal)
    }
}

/// Which C library a program is looked at with.
public enum CLibraryChoice: String, Codable, CaseIterable, Sendable {
    /// The one that programs get here.
    case shim
    /// The host's glibc, for comparing with what strace shows there.
    case host
    /// What the program brings: its interpreter where that is not glibc's, or nothing where it is linked statically.
    case own
}
