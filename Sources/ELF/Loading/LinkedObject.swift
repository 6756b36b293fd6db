internal import Bytes

/// A loaded object: the program, a library, the C library shim.
public final class LinkedObject {
    /// The path it was opened by.
    public let path: [UInt8]
    /// The names that dlopen and DT_NEEDED know it by: DT_SONAME and those it was found under.
    var names: [[UInt8]]
    /// Where a relative path starts; empty for others.
    private let startDirectory: [UInt8]
    let identity: FileIdentity
    public let role: Role
    public let image: Image
    /// The image's bytes and whether it prefers its own definitions, at hand for every lookup.
    let file: FileBytes
    let isSymbolic: Bool
    /// What is added to the image's addresses to have the real ones (`l_addr`).
    public let base: UInt
    let table: SymbolTable
    /// The address of its `struct link_map`, which is dlopen's handle.
    public internal(set) var handle: UInt = 0
    /// Where its path is in the program's memory, zero-terminated.
    public internal(set) var pathAddress: UInt = 0
    /// Where its program headers are in memory.
    public internal(set) var programHeaders: UInt = 0

    /// The objects that DT_NEEDED names, in that order.
    var dependencies: [LinkedObject] = []
    /// Those of them whose symbols come before its own (DT_FILTER, DT_AUXILIARY).
    var filtees: [LinkedObject] = []
    /// What it needs, directly or not, as last sorted, itself first; empty while it was not opened itself.
    var closure: [LinkedObject] = []
    /// Objects that relocations bound it to, beyond its dependencies: they must stay as long as it does.
    var boundTo: [LinkedObject] = []
    /// Itself and all it needs, breadth-first: dlsym's scope for its handle, once it was opened or is the program.
    var searchList: Scope?
    /// The scopes its symbols are looked up in besides the global one: those of the dlopen calls that brought it.
    var localScopes: [Scope] = []
    /// Who brought it: whose DT_RPATH counts as well.
    var loader: LinkedObject?

    /// The TLS module number, 0 for none, and the distance of its block below the thread pointer where it has a place
    /// in the static blocks.
    public internal(set) var tlsModule = 0
    public internal(set) var tlsOffset: UInt?

    var state = State.mapped
    /// Whether its initialisers were called, or begun to be.
    var hasBegun = false
    /// How often dlopen returned it, less dlclose.
    var openCount = 0
    /// How many destructors of threads' objects are still to run in it.
    var pinCount = 0
    /// Loaded at the start and not by dlopen.
    var cameWithProgram = false
    /// Never unloaded: loaded at start, DF_1_NODELETE, RTLD_NODELETE, or a unique symbol of it is in use.
    var isPermanent = false
    /// Between dlclose and unmapping: no longer found by name or handle.
    var isClosing = false
    /// RTLD_DEEPBIND: its local scope comes before the global one.
    var bindsDeep = false
    /// A mark for walks over the graph: equal to the walk's number where it has been here.
    var visit: UInt = 0

    public enum Role: Sendable {
        case program
        case library
        /// The C library shim, the one object whose imports the kernel answers.
        case shim
        /// A foreign C library's linker, mapped and not linked.
        case interpreter
    }

    /// Whether its finalisers are to run when it goes or the process ends.
    var awaitsFinalisers: Bool { hasBegun && state != .finalised }

    /// How far it has come, in the order of the cases.
    enum State {
        case mapped, relocated, initialising, initialised, finalised
    }

    init(
        path: [UInt8], startDirectory: [UInt8], file: LinkedFile, role: Role, image: Image, base: UInt,
        table: SymbolTable
    ) {
        self.path = path
        self.startDirectory = startDirectory
        self.role = role
        self.image = image
        self.file = image.file
        isSymbolic = image.dynamic.flags.contains(.symbolic)
        self.base = base
        self.table = table
        identity = file.identity
        names = []
        if let soname = image.dynamic.soname { names.append(name(at: soname)) }
    }

    /// The addresses it takes up, first page to last.
    public var range: Range<UInt> { base &+ image.extent.lowerBound..<base &+ image.extent.upperBound }

    /// DT_SONAME, or nil.
    public var soname: [UInt8]? { image.dynamic.soname == nil ? nil : names.first }

    func name(at offset: Int) -> [UInt8] {
        let file = file
        return file.span.name(at: image.dynamic.strings.offset &+ offset) ?? []
    }

    func answers(to name: [UInt8]) -> Bool { !isClosing && names.contains(name) }

    /// Forgets the other objects: they refer to one another in circles.
    func detach() {
        dependencies = []
        filtees = []
        boundTo = []
        closure = []
        localScopes = []
        searchList = nil
        loader = nil
    }

    /// Where the links in its path lead, if that is known; absolute.
    var realPath: [UInt8] = []

    /// The directory of its path, what `$ORIGIN` stands for.
    public var origin: [UInt8] {
        let full = !realPath.isEmpty ? realPath : startDirectory.isEmpty ? path : startDirectory + (startDirectory == [slash] ? [] : [slash]) + path
        guard let last = full.lastIndex(of: slash), last > 0 else { return [slash] }
        return [UInt8](full[..<last])
    }
}

let slash: UInt8 = 0x2f
let colon: UInt8 = 0x3a
