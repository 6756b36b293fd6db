internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Sync

/// Waiting for descriptors: poll(2), select(2) and their forms with a signal mask.
enum FilePollCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.poll] = { list, count, timeout, _, _, _ in
            answer { () throws(Errno) in
                let milliseconds = Int32(truncatingIfNeeded: timeout)
                return try FilePollCalls.poll(list, count, milliseconds < 0 ? nil : UInt64(milliseconds) * 1_000_000)
            }
        }
        table[.ppoll] = { list, count, timeout, mask, size, _ in
            answer { () throws(Errno) in
                let span = try FilePollCalls.span(timeout)
                let start = Process.current.services.time.monotonicNanoseconds()
                return try FilePollCalls.withSignalMask(mask, size) { () throws(Errno) in
                    let result = try FilePollCalls.poll(list, count, span)
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
                let result = try FilePollCalls.select(count, read, write, except, span)
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
                    let result = try FilePollCalls.select(count, read, write, except, span)
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

    /// Waits until `condition` holds or `span` nanoseconds have passed. Throws: `EINTR`.
    static func wait(_ span: UInt64?, _ condition: () throws(Errno) -> Bool) throws(Errno) {
        guard let span else { return try WaitQueue(isPolled: true).wait(until: condition) }
        if span == 0 { return }
        let time = Process.current.services.time
        let deadline = time.monotonicNanoseconds().addingReportingOverflow(span)
        let end = deadline.overflow ? UInt64.max : deadline.partialValue
        try WaitQueue(isPolled: true).wait { () throws(Errno) in
            if try condition() { return true }
            return time.monotonicNanoseconds() >= end
        }
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
            if thread.hasDeliverableSignal { throw Threads.interrupted() }
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

    // MARK: poll

    private static func poll(_ list: UInt, _ count: UInt, _ span: UInt64?) throws(Errno) -> Int {
        let count = UInt32(truncatingIfNeeded: count)
        let process = Process.current
        process.adoptDescriptorLimit()
        guard Int(count) <= process.files.descriptors.limit else { throw .EINVAL }
        let list = UserPointer<PollDescriptor>(list)
        if count == 0, let span {
            let (end, overflow) = process.services.time.monotonicNanoseconds().addingReportingOverflow(span)
            try process.services.time.sleep(until: overflow ? .max : end)
            return 0
        }
        var ready = 0
        func look() throws(Errno) -> Bool {
            ready = 0
            for index in 0..<Int(count) {
                var entry = try list.load(at: index)
                entry.revents = []
                if entry.fd >= 0 {
                    if let file = try? process.files.descriptors.usable(entry.fd) {
                        entry.revents = file.readiness().intersection(entry.events.union([.POLLERR, .POLLHUP]))
                    } else {
                        entry.revents = .POLLNVAL
                    }
                    if !entry.revents.isEmpty { ready += 1 }
                }
                try list.store(entry, at: index)
            }
            return ready > 0
        }
        if try look() || span == 0 { return ready }
        try wait(span, look)
        return ready
    }

    // MARK: select

    private static let readable: PollEvents = [.POLLIN, .POLLRDNORM, .POLLRDBAND, .POLLHUP, .POLLERR]
    private static let writable: PollEvents = [.POLLOUT, .POLLWRNORM, .POLLWRBAND, .POLLERR]

    private static func select(
        _ count: UInt, _ read: UInt, _ write: UInt, _ except: UInt, _ span: UInt64?
    ) throws(Errno) -> Int {
        guard Int32(truncatingIfNeeded: count) >= 0 else { throw .EINVAL }
        let process = Process.current
        let descriptors = process.files.descriptors
        let count = min(Int(Int32(truncatingIfNeeded: count)), descriptors.capacity)
        let words = (count + 63) / 64
        let wanted = (
            read: try load(read, words, count), write: try load(write, words, count),
            except: try load(except, words, count)
        )
        var found = (
            read: [UInt64](repeating: 0, count: words), write: [UInt64](repeating: 0, count: words),
            except: [UInt64](repeating: 0, count: words)
        )
        if words == 0 || (read == 0 && write == 0 && except == 0), let span {
            let (end, overflow) = process.services.time.monotonicNanoseconds().addingReportingOverflow(span)
            try process.services.time.sleep(until: overflow ? .max : end)
            return 0
        }
        var ready = 0
        func look() throws(Errno) -> Bool {
            for word in 0..<words {
                var bits = wanted.read[word] | wanted.write[word] | wanted.except[word]
                while bits != 0 {
                    let bit = bits & (~bits + 1)
                    let file = try descriptors.usable(Int32(word * 64 + bits.trailingZeroBitCount))
                    bits &= bits - 1
                    let events = file.readiness()
                    if wanted.read[word] & bit != 0, !events.isDisjoint(with: readable) {
                        found.read[word] |= bit
                        ready += 1
                    }
                    if wanted.write[word] & bit != 0, !events.isDisjoint(with: writable) {
                        found.write[word] |= bit
                        ready += 1
                    }
                    if wanted.except[word] & bit != 0, events.contains(.POLLPRI) {
                        found.except[word] |= bit
                        ready += 1
                    }
                }
            }
            return ready > 0
        }
        if try !look(), span != 0 { try wait(span, look) }
        try store(found.read, read)
        try store(found.write, write)
        try store(found.except, except)
        return ready
    }

    private static func load(_ address: UInt, _ words: Int, _ count: Int) throws(Errno) -> [UInt64] {
        var result = [UInt64](repeating: 0, count: words)
        if address == 0 { return result }
        for index in 0..<words { result[index] = try UserPointer<UInt64>(address).load(at: index) }
        if count & 63 != 0 { result[words - 1] &= 1 << UInt64(count & 63) - 1 }
        return result
    }

    private static func store(_ words: [UInt64], _ address: UInt) throws(Errno) {
        if address == 0 { return }
        for index in words.indices { try UserPointer<UInt64>(address).store(words[index], at: index) }
    }
}
