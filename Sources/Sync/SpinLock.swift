import Builtin
internal import Synchronization

/// Storage for a value that is mutated through a shared reference.
@frozen @safe @_rawLayout(like: Value, movesAsLike)
public struct Cell<Value: ~Copyable>: ~Copyable {
    @_alwaysEmitIntoClient @_transparent
    var address: UnsafeMutablePointer<Value> { unsafe UnsafeMutablePointer<Value>(Builtin.addressOfRawLayout(self)) }

    public init(_ value: consuming Value) { unsafe address.initialize(to: value) }
    deinit { unsafe address.deinitialize(count: 1) }
}

/// A spinlock that owns the value it protects.
public struct SpinLock<Value: ~Copyable>: ~Copyable {
    private let held = Atomic<Bool>(false)
    private let value: Cell<Value>

    public init(_ value: consuming sending Value) { self.value = Cell(value) }

    public borrowing func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        while held.exchange(true, ordering: .acquiring) {
            while held.load(ordering: .relaxed) {}
        }
        defer { held.store(false, ordering: .releasing) }
        return try unsafe body(&value.address.pointee)
    }
}

extension SpinLock: @unchecked Sendable where Value: ~Copyable {}
