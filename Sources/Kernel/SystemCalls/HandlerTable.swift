internal import CMachine
public import LinuxABI

/// A system call's body: six arguments as the program passed them, and the result or `-errno`.
public typealias SystemCallHandler =
    @convention(c) (UInt, UInt, UInt, UInt, UInt, UInt) -> Int

/// The dispatch table, indexed by system-call number: one store for each call, made at start-up by the families
/// (`FileCalls.bind`, `MemoryCalls.bind`, …).
public struct HandlerTable: ~Copyable {
    public init() {}

    /// Binds one call.
    public subscript(number: SystemCallNumber) -> SystemCallHandler {
        @inline(__always) get { machine_get_handler(UInt32(number.rawValue))! }
        @inline(__always) nonmutating set { machine_set_handler(UInt32(number.rawValue), newValue) }
    }
}

/// Runs `body` and turns a thrown error into `-errno`: the one place where that is done.
@inline(__always)
func answer(_ body: () throws(Errno) -> Int) -> Int {
    do throws(Errno) { return try body() } catch { return -Int(error.rawValue) }
}
