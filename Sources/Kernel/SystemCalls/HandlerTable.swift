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

/// The same for a call that a signal may interrupt and that is made again where the handler has `SA_RESTART` (signal(7),
/// "Interruption of system calls and library functions by signal handlers"), or where there is no handler.
@inline(__always)
func answer(
    restarting number: SystemCallNumber, _ a: UInt, _ b: UInt, _ c: UInt, _ d: UInt, _ e: UInt, _ f: UInt,
    _ body: () throws(Errno) -> Int
) -> Int {
    do throws(Errno) { return try body() } catch { return interrupted(error, number, a, b, c, d, e, f) }
}

/// `-errno`, with the call remembered where a signal ended it.
@inline(never)
func interrupted(
    _ error: Errno, _ number: SystemCallNumber, _ a: UInt, _ b: UInt, _ c: UInt, _ d: UInt = 0, _ e: UInt = 0, _ f: UInt = 0
) -> Int {
    if error == .EINTR {
        Thread.current.signals.restart = CallRestart(number: UInt(number.rawValue), arguments: (a, b, c, d, e, f))
    }
    return -Int(error.rawValue)
}
