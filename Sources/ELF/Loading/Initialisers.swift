internal import Bytes

/// Functions of several objects that are handed out one by one for the caller to run.
final class InitialiserBatch {
    private let objects: [LinkedObject]
    private let includesPreinit: Bool
    private var position = 0
    private var item: UInt = 0

    /// - Parameter preinitOf: the program, whose DT_PREINIT_ARRAY comes before everything else.
    init(_ objects: [LinkedObject], preinitOf program: LinkedObject? = nil) {
        includesPreinit = program != nil
        self.objects = program.map { [$0] + objects } ?? objects
    }

    /// The next function's address, or nil when all have been handed out.
    func next(_ host: any LinkerHost, _ done: (LinkedObject) -> Void) -> UInt? {
        while position < objects.count {
            let object = objects[position]
            let dynamic = object.image.dynamic
            let isPreinit = includesPreinit && position == 0
            // Item 0 is DT_INIT, which a DT_PREINIT_ARRAY does not have.
            if item == 0 {
                item = 1
                if !isPreinit, let function = dynamic.initFunction, function != 0 { return object.base &+ function }
            }
            let array = isPreinit ? dynamic.preinitArray : dynamic.initArray
            while item <= array.count {
                let function = object.load(array, item &- 1, host)
                item &+= 1
                if function != 0, function != UInt.max { return function }
            }
            if !isPreinit {
                object.state = .initialised
                done(object)
            }
            position &+= 1
            item = 0
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
        if let function = batch.next(host, { initialisedOrder.append($0) }) { return function }
        initialiserBatches.removeLast()
        // The program comes after all that was loaded with it, whoever calls its initialisers: older programs do so
        // themselves.
        if initialiserBatches.isEmpty, let program, !initialisedOrder.contains(where: { $0 === program }) {
            initialisedOrder.append(program)
        }
        return nil
    }

    /// The next of the program's own initialisers, which its C start-up code runs after the libraries'.
    @export(interface)
    public func nextProgramInitialiser() -> UInt? { programInitialisers?.next(host, { _ in }) }

    /// The next finaliser to be called, or nil when there are no more.
    /// - Parameter handle: of an object being closed, or nil when the process exits.
    @export(interface)
    public func nextFinaliser(closing handle: UInt?) -> UInt? {
        if let handle { return finaliserBatches.last { $0.handle == handle }?.next(host) }
        if exitFinalisers == nil {
            var order: [LinkedObject] = initialisedOrder.reversed()
            if let program, !order.contains(where: { $0 === program }) { order.append(program) }
            exitFinalisers = FinaliserBatch(
                handle: 0, order.filter { $0.state.rawValue < LinkedObject.State.finalised.rawValue })
        }
        return exitFinalisers?.next(host)
    }

    func queueStartupInitialisers(_ list: ContiguousArray<LinkedObject>) {
        guard let program else { return }
        let order = initialisationOrder(list).filter { $0 !== program }
        for object in order { object.state = .initialising }
        initialiserBatches.append(InitialiserBatch(order, preinitOf: program))
        programInitialisers = InitialiserBatch([program])
        program.state = .initialising
    }

    /// Dependencies before those who need them. Where they need one another in a circle, the order is that of glibc
    /// since 2.35: depth first from the last loaded object to the first, each object after what it needs.
    func initialisationOrder(_ list: ContiguousArray<LinkedObject>) -> [LinkedObject] {
        lastVisit &+= 1
        let open = lastVisit
        var order: [LinkedObject] = []
        order.reserveCapacity(list.count)
        for root in list.reversed() where root.visit != open {
            root.visit = open
            var path: [(object: LinkedObject, next: Int)] = [(root, 0)]
            while let (object, next) = path.last {
                if next < object.dependencies.count {
                    path[path.count &- 1].next = next &+ 1
                    let dependency = object.dependencies[next]
                    if dependency.visit != open, dependency.role != .program {
                        dependency.visit = open
                        path.append((dependency, 0))
                    }
                } else {
                    path.removeLast()
                    order.append(object)
                }
            }
        }
        return order
    }
}
