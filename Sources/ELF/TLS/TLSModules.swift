/// The modules with thread-local storage, by number.
struct TLSModules {
    /// Place 0 is module 1; an unloaded module's place is taken again.
    private var objects: [LinkedObject?] = []
    /// Goes up whenever modules come or go: threads compare it with that of their vectors.
    private(set) var generation: UInt = 1

    var count: Int { objects.count }

    subscript(_ number: Int) -> LinkedObject? {
        number >= 1 && number <= objects.count ? objects[number &- 1] : nil
    }

    mutating func add(_ object: LinkedObject) {
        generation &+= 1
        for index in objects.indices where objects[index] == nil {
            objects[index] = object
            object.tlsModule = index &+ 1
            return
        }
        objects.append(object)
        object.tlsModule = objects.count
    }

    mutating func remove(_ object: LinkedObject) {
        guard object.tlsModule >= 1, object.tlsModule <= objects.count else { return }
        objects[object.tlsModule &- 1] = nil
        generation &+= 1
    }
}
