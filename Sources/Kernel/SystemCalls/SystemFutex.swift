internal import Bytes
internal import LinuxABI

/// futex(2) for a process with one thread: nobody can be woken, and nobody but a signal ends a wait before its time.
enum FutexCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.futex] = { address, operation, value, timeout, second, third in
            answer { () throws(Errno) in
                let flags = FutexFlags(argument: operation & ~0x7f)
                guard address & 3 == 0 else { throw .EINVAL }
                guard flags.isSubset(of: [.FUTEX_PRIVATE_FLAG, .FUTEX_CLOCK_REALTIME]) else { throw .ENOSYS }
                let word = UserPointer<UInt32>(address)
                switch FutexCommand(argument: operation & 0x7f) {
                case .FUTEX_WAIT:
                    let deadline = try FutexCalls.deadline(timeout, .span)
                    return try FutexCalls.wait(word, UInt32(truncatingIfNeeded: value), until: deadline)
                case .FUTEX_WAIT_BITSET:
                    guard UInt32(truncatingIfNeeded: third) != 0 else { throw .EINVAL }
                    let deadline = try FutexCalls.deadline(
                        timeout, flags.contains(.FUTEX_CLOCK_REALTIME) ? .wallClock : .monotonic)
                    return try FutexCalls.wait(word, UInt32(truncatingIfNeeded: value), until: deadline)
                case .FUTEX_WAKE:
                    _ = try word.load()
                    return 0
                case .FUTEX_WAKE_BITSET:
                    guard UInt32(truncatingIfNeeded: third) != 0 else { throw .EINVAL }
                    _ = try word.load()
                    return 0
                case .FUTEX_REQUEUE, .FUTEX_CMP_REQUEUE:
                    guard second & 3 == 0 else { throw .EINVAL }
                    let found = try word.load()
                    if FutexCommand(argument: operation & 0x7f) == .FUTEX_CMP_REQUEUE,
                        found != UInt32(truncatingIfNeeded: third)
                    {
                        throw .EAGAIN
                    }
                    return 0
                default: throw .ENOSYS
                }
            }
        }
    }

    /// Waits while the word has the value. Throws `EAGAIN`, `EFAULT`, `EINTR`, `ETIMEDOUT`.
    private static func wait(
        _ word: UserPointer<UInt32>, _ value: UInt32, until deadline: UInt64
    ) throws(Errno) -> Int {
        guard try word.load() == value else { throw .EAGAIN }
        try Process.current.services.time.sleep(until: deadline)
        throw .ETIMEDOUT
    }

    /// What a timeout is: a span, or a point on a clock.
    private enum TimeoutKind { case span, monotonic, wallClock }

    /// The end of the wait on the monotonic clock; `.max` for none. Throws `EFAULT`, `EINVAL`.
    private static func deadline(_ timeout: UInt, _ kind: TimeoutKind) throws(Errno) -> UInt64 {
        if timeout == 0 { return .max }
        let time = try UserPointer<TimeSpec>(timeout).load()
        guard time.isValidTimeout else { throw .EINVAL }
        let source = Process.current.services.time
        var span = time.totalNanoseconds
        switch kind {
        case .monotonic: return span
        case .span: break
        case .wallClock:
            let wall = source.wallClock()
            span = time > wall ? span - wall.totalNanoseconds : 0
        }
        let (end, overflow) = source.monotonicNanoseconds().addingReportingOverflow(span)
        return overflow ? .max : end
    }
}
