internal import Bytes
internal import LinuxABI
internal import Memory
internal import Scheduling

/// futex(2): waiting for a word of the program's to change.
enum FutexCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.futex] = { address, operation, value, timeout, second, third in
            // Waking where nobody waits is the hottest call of all.
            if operation == 0x81, address & 3 == 0, AddressMap.isProgram(address, 4),
                Threads.futexes.isEmpty(FutexKey(rawValue: address))
            {
                return 0
            }
            return answer(restarting: .futex, address, operation, value, timeout, second, third) { () throws(Errno) in
                try FutexCalls.perform(address, operation, value, timeout, second, third)
            }
        }
    }

    private static func perform(
        _ address: UInt, _ operation: UInt, _ value: UInt, _ timeout: UInt, _ second: UInt, _ third: UInt
    ) throws(Errno) -> Int {
        let flags = FutexFlags(rawValue: UInt32(truncatingIfNeeded: operation) & ~0x7f)
        guard flags.isSubset(of: [.FUTEX_PRIVATE_FLAG, .FUTEX_CLOCK_REALTIME]) else { throw .ENOSYS }
        let command = FutexCommand(argument: operation & 0x7f)
        let isWall = flags.contains(.FUTEX_CLOCK_REALTIME)
        if isWall, command != .FUTEX_WAIT, command != .FUTEX_WAIT_BITSET { throw .ENOSYS }
        let isPrivate = flags.contains(.FUTEX_PRIVATE_FLAG)
        let process = Process.current
        let word = UserPointer<UInt32>(address)
        let (value32, third32) = (UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: third))
        let count = max(Int(Int32(bitPattern: value32)), 0)
        switch command {
        case .FUTEX_WAIT:
            let deadline = try Self.deadline(timeout, isWall ? .spanOfWallClock : .span)
            return try wait(word, value32, try process.futexKey(address, isPrivate: isPrivate), .max, until: deadline)
        case .FUTEX_WAIT_BITSET:
            guard third32 != 0 else { throw .EINVAL }
            let deadline = try Self.deadline(timeout, isWall ? .wallClock : .monotonic)
            return try wait(word, value32, try process.futexKey(address, isPrivate: isPrivate), third32, until: deadline)
        case .FUTEX_WAKE:
            // Linux wakes one where zero are asked for.
            return Threads.futexes.wake(try process.futexKey(address, isPrivate: isPrivate), max(count, 1), Threads.scheduler)
        case .FUTEX_WAKE_BITSET:
            guard third32 != 0 else { throw .EINVAL }
            return Threads.futexes.wake(
                try process.futexKey(address, isPrivate: isPrivate), max(count, 1), bits: third32, Threads.scheduler)
        case .FUTEX_REQUEUE, .FUTEX_CMP_REQUEUE:
            // The fourth argument is a count here.
            let limit = Int32(truncatingIfNeeded: timeout)
            guard Int32(bitPattern: value32) >= 0, limit >= 0 else { throw .EINVAL }
            let from = try process.futexKey(address, isPrivate: isPrivate)
            let to = try process.futexKey(second, isPrivate: isPrivate)
            if command == .FUTEX_CMP_REQUEUE, try word.load() != third32 { throw .EAGAIN }
            let woken = Threads.futexes.wake(from, count, Threads.scheduler)
            return woken + Threads.futexes.move(from, to, Int(limit))
        case .FUTEX_WAKE_OP:
            let from = try process.futexKey(address, isPrivate: isPrivate)
            let to = try process.futexKey(second, isPrivate: isPrivate)
            let isMet = try change(UserPointer<UInt32>(second), third32)
            var woken = Threads.futexes.wake(from, max(count, 1), Threads.scheduler)
            if isMet {
                woken += Threads.futexes.wake(to, max(Int(Int32(truncatingIfNeeded: timeout)), 1), Threads.scheduler)
            }
            return woken
        default: throw .ENOSYS
        }
    }

    /// Waits while the word has the value. Throws `EAGAIN`, `EFAULT`, `EINTR`, `ETIMEDOUT`.
    private static func wait(
        _ word: UserPointer<UInt32>, _ value: UInt32, _ key: FutexKey, _ bits: UInt32, until deadline: UInt64
    ) throws(Errno) -> Int {
        // Whoever changes the word wakes afterwards, and that needs the kernel's lock: no wake-up is lost in between.
        guard try word.load() == value else { throw .EAGAIN }
        let thread = Thread.current
        let wait = thread.futex
        wait.key = key
        wait.bits = bits
        Threads.futexes.add(wait)
        if thread.hasDeliverableSignal {
            Threads.futexes.remove(wait)
            throw Threads.interrupted()
        }
        _ = Threads.scheduler.block(thread, until: deadline)
        if !wait.isWaiting { return 0 }
        Threads.futexes.remove(wait)
        if thread.hasDeliverableSignal { throw Threads.interrupted() }
        throw .ETIMEDOUT
    }

    /// `FUTEX_WAKE_OP`'s change of the second word: an operation, a comparison, and their arguments, in one word (futex(2)).
    /// Returns whether the old value meets the comparison. Throws `EFAULT`, `ENOSYS`.
    private static func change(_ word: UserPointer<UInt32>, _ code: UInt32) throws(Errno) -> Bool {
        // Both arguments are signed and of twelve bits.
        var argument = Int32(bitPattern: code << 8) >> 20
        let comparand = Int32(bitPattern: code << 20) >> 20
        // The operation's highest bit makes the argument a power of two.
        if code >> 31 != 0 { argument = 1 << (argument & 31) }
        let value = argument
        let change: (Int32) -> Int32
        switch code >> 28 & 7 {
        case 0: change = { _ in value }
        case 1: change = { $0 &+ value }
        case 2: change = { $0 | value }
        case 3: change = { $0 & ~value }
        case 4: change = { $0 ^ value }
        default: throw .ENOSYS
        }
        let old = try exchange(word, change)
        switch code >> 24 & 15 {
        case 0: return old == comparand
        case 1: return old != comparand
        case 2: return old < comparand
        case 3: return old <= comparand
        case 4: return old > comparand
        case 5: return old >= comparand
        default: throw .ENOSYS
        }
    }

    /// Changes a word that the program's other threads may be changing.
    private static func exchange(_ word: UserPointer<UInt32>, _ change: (Int32) -> Int32) throws(Errno) -> Int32 {
        while true {
            let old = try word.load()
            if try word.compareExchange(old, UInt32(bitPattern: change(Int32(bitPattern: old)))) == old {
                return Int32(bitPattern: old)
            }
        }
    }

    /// What a timeout is: a span, or a point on a clock.
    private enum TimeoutKind { case span, spanOfWallClock, monotonic, wallClock }

    /// The end of the wait on the monotonic clock; `.max` for none. Throws `EFAULT`, `EINVAL`.
    private static func deadline(_ timeout: UInt, _ kind: TimeoutKind) throws(Errno) -> UInt64 {
        if timeout == 0 { return .max }
        let time = try UserPointer<TimeSpec>(timeout).load()
        guard time.isValidTimeout else { throw .EINVAL }
        let source = Process.current.services.time
        var span = time.totalNanoseconds
        switch kind {
        case .monotonic: return span
        case .span, .spanOfWallClock: break
        case .wallClock:
            let wall = source.wallClock()
            span = time > wall ? span - wall.totalNanoseconds : 0
        }
        let (end, overflow) = source.monotonicNanoseconds().addingReportingOverflow(span)
        return overflow ? .max : end
    }
}

extension Process {
    /// What the futex at `address` is known by. Throws `EINVAL` where it is not aligned, `EFAULT`.
    func futexKey(_ address: UInt, isPrivate: Bool) throws(Errno) -> FutexKey {
        guard address & 3 == 0 else { throw .EINVAL }
        #if os(none)
        guard AddressMap.isProgram(address, 4) else { throw .EFAULT }
        if isPrivate { return FutexKey(rawValue: address) }
        if let place = try memory.sharedPlace(address) { return FutexKey(rawValue: place | 1) }
        #endif
        return FutexKey(rawValue: isPrivate ? address : address | 2)
    }
}
