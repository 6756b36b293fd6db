/// A set of system calls, by number.
public struct SystemCallSet: Equatable, Sendable {
    private var words = SIMD8<UInt64>()

    public init() {}

    /// One past the highest number that it can hold.
    static let capacity = 512

    /// Whether it has a number; those from `capacity` on are never in it.
    public subscript(number: UInt16) -> Bool {
        get { number < Self.capacity && words[Int(number >> 6)] & 1 << UInt64(number & 63) != 0 }
        set {
            guard number < Self.capacity else { return }
            if newValue {
                words[Int(number >> 6)] |= 1 << UInt64(number & 63)
            } else {
                words[Int(number >> 6)] &= ~(1 << UInt64(number & 63))
            }
        }
    }

    public mutating func formUnion(_ other: SystemCallSet) { words |= other.words }

    public var isEmpty: Bool { words == SIMD8<UInt64>() }

    /// In ascending order.
    public var numbers: [UInt16] { (0..<UInt16(Self.capacity)).filter { self[$0] } }
}
