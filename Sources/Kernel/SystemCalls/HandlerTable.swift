internal import CMachine
public import LinuxABI

/// A system call's body: six arguments as the program passed them, and the result or `-errno`.
public typealias SystemCallHandler =
    @convention(c) (UInt, UInt, UInt, UInt, UInt, UInt) -> Int

/// The dispatch table, indexed by system-call number: one store for each call, made at start-up by the families
/// (`FileCalls.bind`, `MemoryCalls.bind`, …).
public struct HandlerTable: ~Copyable {
    public init() {}

    /// The handler of one call. Held: numbers of the catalogue are below the table's limit.
    public subscript(number: SystemCallNumber) -> SystemCallHandler {
        get { unsafe handlerSlot(number).pointee! }
        nonmutating set { unsafe handlerSlot(number).pointee = newValue }
    }
}

/// Runs `body` and turns a thrown error into `-errno`: the one place where that is done.
@inline(__always)
func answer(_ body: () throws(Errno) -> Int) -> Int {
    do throws(Errno) { return try body() } catch { return -Int(error.rawValue) }
}
