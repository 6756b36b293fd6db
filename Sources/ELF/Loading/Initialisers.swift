internal import Bytes

/// Functions of several objects that are handed out one by one for the caller to run.
final class InitialiserBatch {
    private let parts: [Part]
    private var position = 0
    private var item: UInt = 0

    /// One object's functions of one kind.
    struct Part {
        let object: LinkedObject
        let kind: Kind

        enum Kind {
            /// DT_PREINIT_ARRAY, which only the program has.
            case preinitialisers
            /// DT_INIT and DT_INIT_ARRAY.
            case initialisers
        }
    }

    init(_ parts: [Part]) { self.parts = parts }

    /// The next function's address, or nil when all have been handed out.
    func next(_ host: any LinkerHost) -> UInt? {
        while position < parts.count {
            if let function = parts[position].kind == .initialisers ? nextInitialiser(host) : nextOfArray(host) {
                return function
            }
            position &+= 1
            item = 0
        }
        return nil
    }

    /// Item 0 is DT_INIT.
    private func nextInitialiser(_ host: any LinkerHost) -> UInt? {
        let object = parts[position].object
        if item == 0 {
            // An object that an initialiser opened may have needed it sooner.
            if object.hasBegun, object.role != .program { return nil }
            object.hasBegun = true
            item = 1
            if let function = object.image.dynamic.initFunction, function != 0 { return object.base &+ function }
        }
        if let function = nextOfArray(host) { return function }
        object.state = .initialised
        return nil
    }

    private func nextOfArray(_ host: any LinkerHost) -> UInt? {
        let part = parts[position]
        let dynamic = part.object.image.dynamic
        let array = part.kind == .initialisers ? dynamic.initArray : dynamic.preinitArray
        item = max(item, 1)
        while item <= array.count {
            let function = part.object.load(array, item &- 1, host)
            item &+= 1
            if function != 0, function != UInt.max { return function }
        }
        return nil
    }
}

/// Finalisers of several objects, handed out one by one: each object's DT_FINI_ARRAY backwards, then DT_FINI.
final class FinaliserBatch {
    let handle: UInt
    let objects: [LinkedObject]
    private var position = 0
    private var left: UInt?

    init(handle: UInt, _ objects: [LinkedObject]) {
        self.handle = handle
        self.objects = objects
    }

    func next(_ host: any LinkerHost) -> UInt? {
        while position < objects.count {
            let object = objects[position]
            let array = object.image.dynamic.finiArray
            var rest = left ?? array.count
            while rest > 0 {
                rest &-= 1
                left = rest
                let function = object.load(array, rest, host)
                if function != 0, function != UInt.max { return function }
            }
            object.state = .finalised
            position &+= 1
            left = nil
            if let function = object.image.dynamic.finiFunction, function != 0 { return object.base &+ function }
        }
        return nil
    }
}

extension LinkedObject {
    /// The word of an array in the object's memory, where parsing has found it to be; 0 where it cannot be read.
    fileprivate func load(_ array: AddressArray, _ index: UInt, _ host: any LinkerHost) -> UInt {
        let address = array.address &+ index &* 8
        guard let value = try? host.load64(at: base &+ address) else { return 0 }
        return UInt(value)
    }
}

extension Linker {
    /// The next initialiser to be called with (argc, argv, envp), or nil when the newest batch is done. At the start
    /// this is the program's DT_PREINIT_ARRAY and the libraries' initialisers; each successful `open` begins a batch of
    /// its own that must be run to its end.
    @export(interface)
    public func nextInitialiser() -> UInt? {
        guard let batch = initialiserBatches.last else { return nil }
        if let function = batch.next(host) { return function }
        initialiserBatches.removeLast()
        // The program comes after all that was loaded with it, whoever calls its initialisers: older programs do so
        // themselves.
        if initialiserBatches.isEmpty { program?.hasBegun = true }
        return nil
    }

    /// The next of the program's own initialisers, which its C start-up code runs after the libraries'.
    @export(interface)
    public func nextProgramInitialiser() -> UInt? { programInitialisers?.next(host) }

    /// The next finaliser to be called, or nil when there are no more.
    /// - Parameter handle: of an object being closed, or nil when the process exits.
    @export(interface)
    public func nextFinaliser(closing handle: UInt?) -> UInt? {
        if let handle { return finaliserBatches.last { $0.handle == handle }?.next(host) }
        if exitFinalisers == nil {
            let order = finalisationOrder(first: program).filter { $0.awaitsFinalisers }
            exitFinalisers = FinaliserBatch(handle: 0, order)
        }
        return exitFinalisers?.next(host)
    }

    func queueStartupInitialisers(_ list: ContiguousArray<LinkedObject>) {
        guard let program else { return }
        queue(
            initialisationOrder(list, root: program),
            before: InitialiserBatch.Part(object: program, kind: .preinitialisers))
        programInitialisers = InitialiserBatch([.init(object: program, kind: .initialisers)])
        program.state = .initialising
    }

    /// Begins a batch with the initialisers of those in `order` that have not run, the program excepted. One that asks
    /// for it (DF_1_INITFIRST) goes first: the last such one loaded, as with glibc.
    func queue(_ order: [LinkedObject], before preinit: InitialiserBatch.Part? = nil) {
        var parts: [InitialiserBatch.Part] = []
        if let preinit { parts.append(preinit) }
        var first: LinkedObject?
        for object in order where !object.hasBegun && object.role != .program {
            object.state = .initialising
            parts.append(.init(object: object, kind: .initialisers))
            if object.image.dynamic.flags.contains(.initialisedFirst) {
                if first == nil || isLoaded(object, after: first) { first = object }
            }
        }
        if let first { parts.insert(.init(object: first, kind: .initialisers), at: 0) }
        initialiserBatches.append(InitialiserBatch(parts))
    }

    private func isLoaded(_ object: LinkedObject, after other: LinkedObject?) -> Bool {
        for candidate in objects.reversed() {
            if candidate === object { return true }
            if candidate === other { return false }
        }
        return false
    }
}
