internal import Synchronization

/// Loads and stores of trivial values at addresses inside the linear map.
///
/// The one place where this module turns an integer into a pointer. Held by every caller: the address lies in a frame
/// that the frame allocator manages and that the caller owns (its own metadata, a page table, a slab), so it is mapped,
/// writable, aligned for `Value`, and no Swift object lives there.
enum Linear {
    @inline(__always)
    static func load<Value: BitwiseCopyable>(_ address: UInt, as type: Value.Type = Value.self) -> Value {
        unsafe UnsafePointer<Value>(bitPattern: address).unsafelyUnwrapped.pointee
    }

    @inline(__always)
    static func store<Value: BitwiseCopyable>(_ value: Value, at address: UInt) {
        unsafe UnsafeMutablePointer<Value>(bitPattern: address).unsafelyUnwrapped.pointee = value
    }

    /// Stores a word and gives back what was there, in one step: another processor may set bits of a page-table entry at any time.
    @inline(__always)
    static func exchange(_ value: PageEntry, at address: UInt) -> PageEntry {
        let word = unsafe UnsafeMutablePointer<Atomic<UInt>>(bitPattern: address).unsafelyUnwrapped
        return PageEntry(rawValue: unsafe word.pointee.exchange(value.rawValue, ordering: .acquiringAndReleasing))
    }

    /// Zeroes `count` bytes: a `memset` call.
    @inline(__always)
    static func zero(_ address: UInt, _ count: Int) {
        unsafe UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped
            .initializeMemory(as: UInt8.self, repeating: 0, count: count)
    }

    /// Copies `count` bytes between two ranges that do not overlap: a `memcpy` call.
    @inline(__always)
    static func copy(from source: UInt, to destination: UInt, _ count: Int) {
        unsafe UnsafeMutableRawPointer(bitPattern: destination).unsafelyUnwrapped
            .copyMemory(
                from: UnsafeRawPointer(bitPattern: source).unsafelyUnwrapped, byteCount: count)
    }
}
