internal import CMachine
public import LinuxABI

/// A pointer that the program passed, to values of a fixed layout; every access checks the range and recovers from
/// faults, so a bad one is `EFAULT`.
///
/// Reason for the `unsafe` in here: `Value` is bitwise copyable, so its bytes may come from anywhere.
public struct UserPointer<Value: BitwiseCopyable> {
    public let address: UInt

    @inlinable public init(_ address: UInt) { self.address = address }

    /// Whether it is a null pointer, which many calls take for "not wanted".
    @inlinable public var isNull: Bool { address == 0 }

    /// The value `index` places from the pointer. Throws `EFAULT`.
    @inlinable @inline(__always)
    public func load(at index: Int = 0) throws(Errno) -> Value {
        let place = address &+ UInt(index &* MemoryLayout<Value>.stride)
        // Held: as many bits as the value has.
        if MemoryLayout<Value>.size == 4 { return unsafe unsafeBitCast(try userWord32(place), to: Value.self) }
        if MemoryLayout<Value>.size == 8 { return unsafe unsafeBitCast(try userWord64(place), to: Value.self) }
        return try unsafe withUnsafeTemporaryAllocation(of: Value.self, capacity: 1) {
            (room) throws(Errno) -> Value in
            try unsafe userLoad(place, UnsafeMutableRawPointer(room.baseAddress!), MemoryLayout<Value>.size)
            return unsafe room[0]
        }
    }

    /// Stores `value` `index` places from the pointer. Throws `EFAULT`.
    @inlinable @inline(__always)
    public func store(_ value: Value, at index: Int = 0) throws(Errno) {
        try unsafe withUnsafeBytes(of: value) { (bytes) throws(Errno) in
            try unsafe userStore(address &+ UInt(index &* MemoryLayout<Value>.stride), bytes.baseAddress!, bytes.count)
        }
    }

    /// The same for a large value that is not needed any more: it is not copied on the way.
    @inlinable @inline(__always)
    public func store(large value: inout Value) throws(Errno) {
        try unsafe withUnsafeBytes(of: &value) { (bytes) throws(Errno) in try unsafe userStore(address, bytes.baseAddress!, bytes.count) }
    }
}

extension UserPointer where Value == UInt32 {
    /// The word at an address that is known to be in the program's part of the map (`AddressMap.isProgramWord`). Throws `EFAULT`.
    @inline(__always)
    public func loadChecked() throws(Errno) -> UInt32 {
        var word: UInt32 = 0
        guard unsafe machine_load32(UInt64(address), &word) == 0 else { throw .EFAULT }
        return word
    }

    /// Replaces the word by `new` if it is `old`, in one step; returns what it was. Throws `EFAULT`.
    @inlinable
    public func compareExchange(_ old: UInt32, _ new: UInt32) throws(Errno) -> UInt32 {
        try userCompareExchange(address, old, new)
    }
}

@usableFromInline func userCompareExchange(_ address: UInt, _ old: UInt32, _ new: UInt32) throws(Errno) -> UInt32 {
    #if os(none)
    guard AddressMap.isProgram(address, 4) else { throw .EFAULT }
    #endif
    var found = old
    guard unsafe machine_compare_exchange(UInt64(address), &found, new) == 0 else { throw .EFAULT }
    return found
}

@inline(__always) @usableFromInline
func userWord32(_ address: UInt) throws(Errno) -> UInt32 {
    guard isReadable(address, 4) else { throw .EFAULT }
    return try UserPointer<UInt32>(address).loadChecked()
}

@inline(__always) @usableFromInline
func userWord64(_ address: UInt) throws(Errno) -> UInt64 {
    guard isReadable(address, 8) else { throw .EFAULT }
    var word: UInt64 = 0
    guard unsafe machine_load64(UInt64(address), &word) == 0 else { throw .EFAULT }
    return word
}

/// Whether bytes can be the program's, as far as their address tells.
@inline(__always) @usableFromInline
func isReadable(_ address: UInt, _ count: Int) -> Bool {
    #if os(none)
    AddressMap.isProgram(address, count)
    #else
    address != 0
    #endif
}

@usableFromInline func userLoad(_ address: UInt, _ room: UnsafeMutableRawPointer, _ count: Int) throws(Errno) {
    #if os(none)
    guard AddressMap.isProgram(address, count) else { throw .EFAULT }
    #else
    guard address != 0 else { throw .EFAULT }
    #endif
    guard unsafe machine_copy(room, UnsafeRawPointer(bitPattern: address), count) == 0 else { throw .EFAULT }
}

@usableFromInline func userStore(_ address: UInt, _ bytes: UnsafeRawPointer, _ count: Int) throws(Errno) {
    #if os(none)
    guard AddressMap.isProgram(address, count) else { throw .EFAULT }
    #else
    guard address != 0 else { throw .EFAULT }
    #endif
    guard unsafe machine_copy(UnsafeMutableRawPointer(bitPattern: address), bytes, count) == 0 else { throw .EFAULT }
}

/// A zero-terminated string that the program passed.
public struct UserString {
    public let address: UInt

    public init(_ address: UInt) { self.address = address }

    /// The string without its terminator. Throws `EFAULT`, and `tooLong` if there is none within `limit` bytes.
    public func bytes(limit: Int, tooLong: Errno) throws(Errno) -> [UInt8] {
        guard address != 0 else { throw .EFAULT }
        var limit = limit
        #if os(none)
        guard AddressMap.isProgram(address, 1) else { throw .EFAULT }
        let end = address < AddressMap.kernel.lowerBound ? AddressMap.kernel.lowerBound : AddressMap.programHigh
        let room = Int(end &- address)
        let clipped = room < limit
        if clipped { limit = room }
        #else
        let clipped = limit <= 0
        #endif
        // Held: the scan recovers from faults and stays in the program's part of the map.
        let length = unsafe machine_string_length(UnsafePointer(bitPattern: address), limit)
        if length < 0 { throw .EFAULT }
        if length == limit { throw clipped ? .EFAULT : tooLong }
        if length == 0 { return [] }
        let from = address
        return try unsafe [UInt8](unsafeUninitializedCapacity: length) { (room, count) throws(Errno) in
            // Another thread may have unmapped it since: the copy recovers too.
            guard unsafe machine_copy(room.baseAddress, UnsafeRawPointer(bitPattern: from), length) == 0 else { throw .EFAULT }
            count = length
        }
    }

    /// A path: at most 4,095 bytes. Throws `EFAULT` and `ENAMETOOLONG`.
    public func path() throws(Errno) -> [UInt8] { try bytes(limit: 4096, tooLong: .ENAMETOOLONG) }
}
