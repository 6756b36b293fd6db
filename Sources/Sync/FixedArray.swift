/// As many values as it was made with, changed in place: without a count of references, and without looking whether they are shared.
///
/// Reason for the `unsafe` in here: the memory is its own, and every index is checked.
@safe
public struct FixedArray<Element: ~Copyable>: ~Copyable {
    @usableFromInline let start: UnsafeMutablePointer<Element>
    public let count: Int

    /// `count` values, each made by `make`.
    public init(count: Int, _ make: () -> Element) {
        self.count = max(count, 0)
        unsafe start = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
        for index in 0..<self.count { unsafe (start + index).initialize(to: make()) }
    }

    deinit {
        unsafe start.deinitialize(count: count)
        unsafe start.deallocate()
    }

    @inlinable
    public subscript(index: Int) -> Element {
        @inline(__always) _read {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            yield unsafe start[index]
        }
        @inline(__always) nonmutating _modify {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            yield unsafe &start[index]
        }
    }
}
