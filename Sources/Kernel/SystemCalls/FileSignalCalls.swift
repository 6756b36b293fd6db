internal import Bytes
public import FileSystem
public import LinuxABI

/// Signals with a descriptor: signalfd(2).
enum FileSignalCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.signalfd4] = { fd, set, size, flags, _, _ in
            answer { () throws(Errno) in try FileSignalCalls.make(fd, set, size, SignalfdFlags(argument: flags)) }
        }
        table[.signalfd] = { fd, set, size, _, _, _ in
            answer { () throws(Errno) in try FileSignalCalls.make(fd, set, size, []) }
        }
    }

    /// Makes a descriptor, or lets `fd` show other signals if it is not -1. Throws `EINVAL`, `EBADF`, `EMFILE`.
    private static func make(_ fd: UInt, _ set: UInt, _ size: UInt, _ flags: SignalfdFlags) throws(Errno) -> Int {
        guard size == 8 else { throw .EINVAL }
        var set = try UserPointer<SignalSet>(set).load()
        guard flags.isSubset(of: [.SFD_CLOEXEC, .SFD_NONBLOCK]) else { throw .EINVAL }
        set = SignalSet(rawValue: set.rawValue & ~SignalSet.unblockable.rawValue)
        let process = Process.current
        if Int32(truncatingIfNeeded: fd) != -1 {
            let file = try process.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
            guard let file = file as? SignalFile else { throw .EINVAL }
            file.show(set)
            return Int(fd)
        }
        let file = process.files.anonymous.signals(
            process.signals, set, flags.contains(.SFD_NONBLOCK) ? .O_NONBLOCK : [])
        return try process.install(file, closeOnExec: flags.contains(.SFD_CLOEXEC))
    }
}

extension SignalState: SignalSource {
    public func pending() -> SignalSet { SignalSet(rawValue: Thread.current.signals.pendingBits | pendingBits) }
    public func take(oneOf set: SignalSet) -> SignalInfo? { Thread.current.takeSignal(oneOf: set.rawValue) }
}
