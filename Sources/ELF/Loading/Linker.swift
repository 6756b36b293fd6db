internal import Bytes
internal import LinuxABI

/// The dynamic linker of one process: which objects are loaded, and how they are bound to one another.
///
/// Not thread-safe: the caller serialises the calls. Program code runs during a call only where an IFUNC resolver is
/// called; initialisers and finalisers are handed out one by one for the caller to run.
public final class Linker {
    public let host: any LinkerHost
    /// To be set before `load`.
    public var configuration: LinkerConfiguration
    /// In the order they were loaded; the program first.
    public internal(set) var objects: [LinkedObject] = []
    public internal(set) var program: LinkedObject?
    public internal(set) var shim: LinkedObject?
    /// How often objects were added and removed: `dlpi_adds` and `dlpi_subs`.
    public internal(set) var additions: UInt = 0
    public internal(set) var removals: UInt = 0
    /// The address of `struct r_debug` for debuggers, once something is loaded.
    public internal(set) var debugRecord: UInt = 0

    let globalScope = Scope()
    var cache = LookupCache()
    var layout = TLSLayout()
    var modules = TLSModules()
    var records = RecordAllocator()
    /// IFUNC relocations, finished when everything else is.
    var pending: [PendingRelocation] = []
    var missing = LinkError.MissingParts()
    /// The number of the last walk over the graph.
    var lastVisit: UInt = 0
    var addressMap = ObjectAddressMap()
    var initialiserBatches: [InitialiserBatch] = []
    var programInitialisers: InitialiserBatch?
    var finaliserBatches: [FinaliserBatch] = []
    var exitFinalisers: FinaliserBatch?
    var closing: [ClosingGroup] = []
    /// The last object in the chain of link maps.
    var lastInChain: LinkedObject?
    /// Modules that got a place in the static blocks after the first thread had its own.
    var lateStaticModules: [TLSModule] = []
    var tlsDescriptorEntries: TLSDescriptorEntries?
    /// The shim's code that unbound jump slots lead to; 0 until one is met.
    var lazyEntry: UInt = 0
    /// What LD_PRELOAD names and cannot be loaded: the process does without.
    public internal(set) var ignoredPreloads: [LinkError] = []

    public init(_ configuration: LinkerConfiguration, host: any LinkerHost) {
        self.configuration = configuration
        self.host = host
    }

    /// What the kernel needs to start the program.
    public struct StartInformation {
        public let program: LinkedObject
        /// The program's entry address, 0 for a shared object without one.
        public let entry: UInt
        /// The address of the symbol `main`, for a shared object that has one; else 0.
        public let main: UInt
        /// AT_PHDR and AT_PHNUM.
        public let programHeaders: UInt
        public let programHeaderCount: Int
        /// Whether some object asks for an executable stack.
        public let wantsExecutableStack: Bool
        public let tls: TLSLayout
        public let mode: StartMode
    }

    /// Who runs first, and has done the linking.
    public enum StartMode {
        /// This linker has linked the program; the C library shim starts it.
        case linked
        /// The program links itself or needs no linking: control goes to its entry. Nothing of it is relocated.
        case standalone
        /// The interpreter that the program names links it: control goes to `entry`, and AT_BASE is `base`.
        case interpreter(base: UInt, entry: UInt)
    }

    /// Loads the program at `path` with all it needs, binds and relocates it. Initialisers wait in
    /// `nextInitialiser` and `nextProgramInitialiser`.
    ///
    /// Throws `LinkError`, for missing libraries and symbols once with all of them; the process cannot go on then.
    @export(interface)
    public func load(program path: [UInt8]) throws(LinkError) -> StartInformation {
        let file = try open(path)
        let program = try map(file, path: path, role: .program, loader: nil)
        self.program = program
        if let mode = try foreignMode(of: program) { return try startForeign(program, mode) }
        let closure = try loadDependencies(of: program, preload: preloadNames())
        if shim == nil, !configuration.shimPath.isEmpty {
            try loadShim()
            if let shim { globalScope.append([shim]) }
        }
        globalScope.append(closure)
        for object in objects {
            object.isPermanent = true
            object.cameWithProgram = true
        }
        program.searchList = globalScope
        try reportMissing()
        checkVersions(of: objects[...])
        placeStartupTLS()
        try writeDebugRecords(objects[...])
        try storeLibraryWords()
        // All that is missing is reported here, and not where it is called.
        try relocate(objects[...], binding: .atLoad)
        queueStartupInitialisers(globalScope.objects)
        return startInformation(program, .linked)
    }

    func startInformation(_ program: LinkedObject, _ mode: StartMode) -> StartInformation {
        let header = program.image
        return StartInformation(
            program: program, entry: header.entry == 0 ? 0 : program.base &+ header.entry,
            main: header.entry == 0 ? address(of: [UInt8](ascii: "main"), in: program) ?? 0 : 0,
            programHeaders: program.programHeaders, programHeaderCount: header.programHeaderCount,
            wantsExecutableStack: objects.contains { $0.image.wantsExecutableStack }, tls: layout, mode: mode)
    }

    /// The address of a function or object that `object` itself defines, or nil.
    @export(interface)
    public func address(of name: [UInt8], in object: LinkedObject) -> UInt? {
        guard let hit = object.table.find(SymbolName(name), nil, .definition, .newest), !hit.symbol.isThreadLocal
        else { return nil }
        return Definition(object: object, index: hit.index, symbol: hit.symbol).address
    }

    /// What each thread's static TLS block must be, and the module numbers' generation.
    public var tlsLayout: TLSLayout { layout }
    public var tlsModuleCount: Int { modules.count }
    public var tlsGeneration: UInt { modules.generation }

    /// The TLS module of that number, or nil where there is none (any more).
    @export(interface)
    public func tlsModule(_ number: Int) -> TLSModule? {
        guard let object = modules[number], let template = object.image.tls else { return nil }
        return TLSModule(
            number: number, image: object.base &+ template.address, fileSize: template.fileSize,
            memorySize: template.memorySize, alignment: template.alignment, staticOffset: object.tlsOffset)
    }

    /// Modules that were placed in the static blocks since the last call: each thread that exists must have their
    /// images copied to its block, and zeros after them, before the objects' code runs.
    @export(interface)
    public func takeLateStaticModules() -> [TLSModule] {
        defer { lateStaticModules = [] }
        return lateStaticModules
    }

    /// Before the relocations, which may copy them.
    private func storeLibraryWords() throws(LinkError) {
        guard let shim else { return }
        let area = RelocationArea(shim, includingText: false)
        for (name, value) in configuration.libraryWords {
            guard let place = address(of: name, in: shim), area.contains(place, 8) else { continue }
            do throws(Errno) { try host.store64(UInt64(value), at: place) } catch {
                throw LinkError(.system(error), in: shim.path)
            }
        }
    }

    func placeStartupTLS() {
        for object in objects {
            guard let template = object.image.tls else { continue }
            modules.add(object)
            object.tlsOffset = layout.place(template)
        }
        layout.fix(surplus: configuration.staticTLSSurplus)
    }

    /// Gives a module that came later a place in the static blocks, as its initial-exec references need.
    func placeLateTLS(_ object: LinkedObject) throws(LinkError) -> UInt {
        if let offset = object.tlsOffset { return offset }
        guard let template = object.image.tls, let offset = layout.place(template) else {
            throw LinkError(.staticTLSExhausted, in: object.path)
        }
        object.tlsOffset = offset
        if let module = tlsModule(object.tlsModule) { lateStaticModules.append(module) }
        return offset
    }

    func reportMissing() throws(LinkError) {
        if missing.isEmpty { return }
        let parts = missing
        missing = LinkError.MissingParts()
        throw LinkError(.missing(parts), in: program?.path ?? [])
    }
}
