internal import Bytes
internal import FileSystem
internal import LinuxABI

/// Waiting for descriptors: poll(2), select(2) and their forms with a signal mask.
enum FilePollCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.poll] = { list, count, timeout, _, _, _ in
            answer { () throws(Errno) in
                let milliseconds = Int32(truncatingIfNeeded: timeout)
                return try FilePolling.poll(list, count, milliseconds < 0 ? nil : UInt64(milliseconds) * 1_000_000)
            }
        }
        table[.ppoll] = { list, count, timeout, mask, size, _ in
            answer { () throws(Errno) in
                let span = try FilePollCalls.span(timeout)
                let start = Process.current.services.time.monotonicNanoseconds()
                return try FilePollCalls.withSignalMask(mask, size) { () throws(Errno) in
                    let result = try FilePolling.poll(list, count, span)
                    try FilePollCalls.storeRest(of: span, since: start, timeout)
                    return result
                }
            }
        }
        table[.select] = { count, read, write, except, timeout, _ in
            answer { () throws(Errno) in
                var span: UInt64?
                let pointer = UserPointer<TimeValue>(timeout)
                if !pointer.isNull {
                    let time = try pointer.load()
                    // As Linux: surplus microseconds count as seconds, negative ones are refused.
                    guard time.seconds >= 0, time.microseconds >= 0 else { throw .EINVAL }
                    let carry = time.microseconds / 1_000_000
                    span =
                        TimeSpec(
                            seconds: time.seconds.addingReportingOverflow(carry).partialValue & Int64.max,
                            nanoseconds: time.microseconds % 1_000_000 * 1000
                        ).totalNanoseconds
                }
                let clock = Process.current.services.time
                let start = clock.monotonicNanoseconds()
                let result = try FileSelecting.select(count, read, write, except, span)
                if let span {
                    let used = clock.monotonicNanoseconds() - start
                    try pointer.store(TimeValue(TimeSpec(totalNanoseconds: span > used ? span - used : 0)))
                }
                return result
            }
        }
        table[.pselect6] = { count, read, write, except, timeout, signals in
            answer { () throws(Errno) in
                let span = try FilePollCalls.span(timeout)
                let start = Process.current.services.time.monotonicNanoseconds()
                // The sixth argument points to the mask's address and its size.
                let pair = UserPointer<UInt>(signals)
                let mask = pair.isNull ? 0 : try pair.load()
                let size = pair.isNull ? 8 : try pair.load(at: 1)
                return try FilePollCalls.withSignalMask(mask, size) { () throws(Errno) in
                    let result = try FileSelecting.select(count, read, write, except, span)
                    try FilePollCalls.storeRest(of: span, since: start, timeout)
                    return result
                }
            }
        }
    }

    // MARK: Time

    /// The span that a `struct timespec` of the program's gives, nil for "for ever". Throws: `EINVAL`, `EFAULT`.
    static func span(_ address: UInt) throws(Errno) -> UInt64? {
        let pointer = UserPointer<TimeSpec>(address)
        if pointer.isNull { return nil }
        let time = try pointer.load()
        guard time.isValidTimeout else { throw .EINVAL }
        return time.totalNanoseconds
    }

    /// Tells the program how much of its timeout is left, as Linux does.
    private static func storeRest(of span: UInt64?, since start: UInt64, _ address: UInt) throws(Errno) {
        guard let span else { return }
        let used = Process.current.services.time.monotonicNanoseconds() - start
        try UserPointer<TimeSpec>(address).store(TimeSpec(totalNanoseconds: span > used ? span - used : 0))
    }

    /// The result of a look that found nothing and must not wait: 0, or `EINTR` where a signal is to be handled, as on Linux.
    static func notReady() throws(Errno) -> Int {
        if Thread.current.hasDeliverableSignal { throw Threads.interrupted() }
        return 0
    }

    /// The end of a wait of `span` nanoseconds from now, on the clock that counts from start-up; nil is for ever.
    static func deadline(_ span: UInt64?) -> UInt64 {
        guard let span else { return .max }
        let (end, overflow) = Process.current.services.time.monotonicNanoseconds().addingReportingOverflow(span)
        return overflow ? .max : end
    }

    /// Runs a wait with another signal mask in force. Where a signal ended it, the old mask comes back only after the
    /// handler: sigsuspend(2).
    static func withSignalMask(
        _ mask: UInt, _ size: UInt, _ body: () throws(Errno) -> Int
    ) throws(Errno) -> Int {
        if mask == 0 { return try body() }
        guard size == 8 else { throw .EINVAL }
        let thread = Thread.current
        let signals = thread.signals
        let old = signals.mask
        signals.setMask(try UserPointer<SignalSet>(mask).load())
        do throws(Errno) {
            // What is ready counts for more than a signal that the new mask lets in.
            let result = try body()
            signals.setMask(old)
            return result
        } catch {
            if error == .EINTR {
                signals.savedMask = old
                SignalCalls.notice()
            } else {
                signals.setMask(old)
            }
            throw error
        }
    }
}
