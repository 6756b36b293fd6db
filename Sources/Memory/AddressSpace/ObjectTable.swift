internal import Bytes

/// The objects that mappings show, each with the number of regions that do, so that a region names its object by a
/// small number and stays a plain value. Number 0 stands for private anonymous memory.
struct ObjectTable: ~Copyable {
    private struct Slot {
        var object: (any MemoryObject)?
        var regions: Int
    }

    private var slots: ContiguousArray<Slot> = []
    private var freeSlots = 0

    @inline(__always)
    subscript(_ number: UInt32) -> (any MemoryObject)? { slots[Int(number) &- 1].object }

    /// The same for a number that may be 0, which has none.
    subscript(checked number: UInt32) -> (any MemoryObject)? { number == 0 ? nil : slots[Int(number) &- 1].object }

    /// The number of an object, with one region more. Objects already there are found among the latest; a second
    /// number for the same object only keeps neighbours from merging.
    mutating func add(_ object: any MemoryObject) -> UInt32 {
        var index = slots.count
        let lowest = max(0, index &- 64)
        while index > lowest {
            index &-= 1
            if slots[index].object === object {
                slots[index].regions &+= 1
                return UInt32(index &+ 1)
            }
        }
        if freeSlots > 0, let free = slots.firstIndex(where: { $0.regions == 0 }) {
            freeSlots &-= 1
            slots[free] = Slot(object: object, regions: 1)
            return UInt32(free &+ 1)
        }
        slots.append(Slot(object: object, regions: 1))
        return UInt32(slots.count)
    }

    @inline(__always)
    mutating func retain(_ number: UInt32) {
        if number != 0 { slots[Int(number) &- 1].regions &+= 1 }
    }

    @inline(__always)
    mutating func release(_ number: UInt32) {
        if number != 0 { releaseObject(Int(number) &- 1) }
    }

    @inline(never)
    private mutating func releaseObject(_ index: Int) {
        slots[index].regions &-= 1
        if slots[index].regions == 0 {
            slots[index].object = nil
            freeSlots &+= 1
        }
    }
}
