/// The block sizes of slabs: multiples of 16 that waste little of a page less its header.
enum SlabClasses {
    static let count = 24
    /// The largest block that comes from a slab: two to a page.
    static let largest = 2032
    /// Bytes of the header at the start of each slab or run.
    static let header = 32

    /// The size of each class. Not an array: this runs before the heap does.
    @inline(never)
    static func size(_ index: Int) -> Int {
        switch index {
        case 0..<10: 16 &* (index &+ 1)
        case 10: 192
        case 11: 224
        case 12: 256
        case 13: 288
        case 14: 336
        case 15: 400
        case 16: 448
        case 17: 496
        case 18: 576
        case 19: 672
        case 20: 800
        case 21: 1008
        case 22: 1344
        default: 2032
        }
    }
}
