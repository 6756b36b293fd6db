internal import Bytes
internal import LinuxABI
internal import Memory
internal import Scheduling

/// futex(2) as the dispatch table has it: a function of C's, which a closure would only lead to.
@c(kernel_futex)
public func kernelFutex(
    _ address: UInt, _ operation: UInt, _ value: UInt, _ timeout: UInt, _ second: UInt, _ third: UInt
) -> Int {
    // What mutexes and condition variables do most: FUTEX_WAKE_PRIVATE, mostly where nobody waits.
    guard operation == 0x81, AddressMap.isWordAboveKernel(address) else {
        return FutexCalls.call(address, operation, value, timeout, second, third)
    }
    return FutexCalls.wakeAny(address, value)
}

/// futex(2): waiting for a word of the program's to change.
enum FutexCalls {
    static func bind(_ table: borrowing HandlerTable) {
        FutexVectorCalls.bind(table)
        table[.futex] = kernelFutex
    }

    @inline(never)
    fileprivate static func call(
        _ address: UInt, _ operation: UInt, _ value: UInt, _ timeout: UInt, _ second: UInt, _ third: UInt
    ) -> Int {
        // FUTEX_WAIT_PRIVATE, and FUTEX_WAIT_BITSET_PRIVATE for all bits, by either clock: without what the other operations need.
        let isPlainWait = operation == 0x80 || (operation | 0x100 == 0x189 && UInt32(truncatingIfNeeded: third) == .max)
        if isPlainWait, timeout == 0, AddressMap.isProgramWord(address) { return waitPrivate(address, operation, value) }
        if operation == 0x81, AddressMap.isProgramWord(address) { return wakeAny(address, value) }
        return others(address, operation, value, timeout, second, third)
    }

    @inline(never)
    fileprivate static func others(
        _ address: UInt, _ operation: UInt, _ value: UInt, _ timeout: UInt, _ second: UInt, _ third: UInt
    ) -> Int {
        answer(restarting: .futex, address, operation, value, timeout, second, third) { () throws(Errno) in
            try perform(address, operation, value, timeout, second, third)
        }
    }

    /// `FUTEX_WAKE_PRIVATE`, at a good address.
    @inline(__always)
    fileprivate static func wakeAny(_ address: UInt, _ value: UInt) -> Int {
        Threads.withFutexes { $0.isEmpty(FutexKey(rawValue: address)) } ? 0 : wakePrivate(address, value)
    }

    /// The same where somebody may be waiting.
    @inline(never)
    fileprivate static func wakePrivate(_ address: UInt, _ value: UInt) -> Int {
        let key = FutexKey(rawValue: address)
        let count = Int32(truncatingIfNeeded: value)
        // Linux wakes one where fewer are asked for.
        if count <= 1, Threads.withFutexes({ futexes in Threads.withScheduler { futexes.wakeOne(key, $0) } }) { return 1 }
        return wakeSome(key, max(Int(count), 1))
    }

    @inline(never)
    private static func wakeSome(_ key: FutexKey, _ count: Int) -> Int {
        let woken = Threads.futexes.wake(key, count, Threads.scheduler)
        return woken == 0 && FutexInheritance.isInUse(key) ? -Int(Errno.EINVAL.rawValue) : woken
    }

    /// A private wait for any bit without a timeout, at a good address. Returns 0 or `-errno`.
    @inline(__always)
    private static func waitPrivate(_ address: UInt, _ operation: UInt, _ value: UInt) -> Int {
        Thread.withCurrent { thread in
            let wait = thread.futex
            do throws(Errno) {
                guard try UserPointer<UInt32>(address).loadChecked() == UInt32(truncatingIfNeeded: value) else {
                    return -Int(Errno.EAGAIN.rawValue)
                }
            } catch { return -Int(error.rawValue) }
            wait.key = FutexKey(rawValue: address)
            wait.bits = .max
            wait.operation = operation
            wait.value = value
            Threads.withFutexes { $0.add(wait) }
            if !thread.hasDeliverableSignal {
                Threads.withScheduler { $0.block(thread) }
                if !wait.isWaiting { return 0 }
            }
            return goOn(wait)
        }
    }

    /// A private wait that a signal has ended, perhaps one that another thread has taken meanwhile: then it goes on.
    @inline(never)
    private static func goOn(_ wait: FutexWait) -> Int {
        Thread.withCurrent { thread in
            while wait.isWaiting {
                if thread.hasDeliverableSignal {
                    Threads.withFutexes { $0.remove(wait) }
                    return interrupted(
                        Threads.interrupted(), .futex, wait.key.rawValue, wait.operation, wait.value, 0, 0, UInt(UInt32.max))
                }
                Threads.withScheduler { $0.block(thread) }
            }
            return 0
        }
    }

    private static func perform(
        _ address: UInt, _ operation: UInt, _ value: UInt, _ timeout: UInt, _ second: UInt, _ third: UInt
    ) throws(Errno) -> Int {
        let flags = FutexFlags(rawValue: UInt32(truncatingIfNeeded: operation) & ~0x7f)
        guard flags.isSubset(of: [.FUTEX_PRIVATE_FLAG, .FUTEX_CLOCK_REALTIME]) else { throw .ENOSYS }
        let command = FutexCommand(argument: operation & 0x7f)
        let isWall = flags.contains(.FUTEX_CLOCK_REALTIME)
        // Not with FUTEX_WAIT, whose time is a span, whatever the manual page says: Linux took that back.
        if isWall, command != .FUTEX_WAIT_BITSET, command != .FUTEX_LOCK_PI2, command != .FUTEX_WAIT_REQUEUE_PI { throw .ENOSYS }
        let isPrivate = flags.contains(.FUTEX_PRIVATE_FLAG)
        let process = Process.current
        let word = UserPointer<UInt32>(address)
        let (value32, third32) = (UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: third))
        let count = max(Int(Int32(bitPattern: value32)), 0)
        switch command {
        case .FUTEX_WAIT:
            let deadline = try Self.deadline(timeout, .span)
            return try wait(word, value32, try process.futexKey(address, isPrivate: isPrivate), .max, until: deadline)
        case .FUTEX_WAIT_BITSET:
            guard third32 != 0 else { throw .EINVAL }
            let deadline = try Self.deadline(timeout, isWall ? .wallClock : .monotonic)
            return try wait(
                word, value32, try process.futexKey(address, isPrivate: isPrivate), third32, until: deadline, wallTime: isWall ? timeout : 0)
        case .FUTEX_WAKE:
            // Linux wakes one where zero are asked for.
            return try wake(try process.futexKey(address, isPrivate: isPrivate), max(count, 1), .max)
        case .FUTEX_WAKE_BITSET:
            guard third32 != 0 else { throw .EINVAL }
            return try wake(try process.futexKey(address, isPrivate: isPrivate), max(count, 1), third32)
        case .FUTEX_REQUEUE, .FUTEX_CMP_REQUEUE:
            // The fourth argument is a count here.
            let limit = Int32(truncatingIfNeeded: timeout)
            guard Int32(bitPattern: value32) >= 0, limit >= 0 else { throw .EINVAL }
            let from = try process.futexKey(address, isPrivate: isPrivate)
            let to = try process.futexKey(second, isPrivate: isPrivate)
            if command == .FUTEX_CMP_REQUEUE, try word.load() != third32 { throw .EAGAIN }
            if FutexInheritance.isInUse(from) { throw .EINVAL }
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
        case .FUTEX_LOCK_PI, .FUTEX_LOCK_PI2:
            // The older of the two knows the wall clock only.
            let deadline = try Self.deadline(timeout, isWall || command == .FUTEX_LOCK_PI ? .wallClock : .monotonic)
            return try FutexInheritance.lock(address, isPrivate: isPrivate, until: deadline, waits: true)
        case .FUTEX_TRYLOCK_PI: return try FutexInheritance.lock(address, isPrivate: isPrivate, until: .max, waits: false)
        case .FUTEX_UNLOCK_PI: return try FutexInheritance.unlock(address, isPrivate: isPrivate)
        case .FUTEX_WAIT_REQUEUE_PI:
            let deadline = try Self.deadline(timeout, isWall ? .wallClock : .monotonic)
            return try FutexInheritance.waitForRequeue(address, value32, isPrivate: isPrivate, until: deadline, second)
        case .FUTEX_CMP_REQUEUE_PI:
            return try FutexInheritance.requeue(
                address, Int32(bitPattern: value32), Int32(truncatingIfNeeded: timeout), isPrivate: isPrivate, second, third32)
        default: throw .ENOSYS
        }
    }

    /// Wakes up to `count` that wait for one of `bits`. Throws `EINVAL` where those who wait are not to be woken like that.
    private static func wake(_ key: FutexKey, _ count: Int, _ bits: UInt32) throws(Errno) -> Int {
        let woken = Threads.futexes.wake(key, count, bits: bits, Threads.scheduler)
        if woken == 0, FutexInheritance.isInUse(key) { throw .EINVAL }
        return woken
    }

    /// Waits while the word has the value. `wallTime` is where the timeout stands if it is one of the wall clock, which may be set
    /// meanwhile. Throws `EAGAIN`, `EFAULT`, `EINTR`, `ETIMEDOUT`.
    private static func wait(
        _ word: UserPointer<UInt32>, _ value: UInt32, _ key: FutexKey, _ bits: UInt32, until deadline: UInt64, wallTime: UInt = 0
    ) throws(Errno) -> Int {
        var deadline = deadline
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
        while true {
            let isInTime = Threads.scheduler.block(thread, until: deadline)
            if !wait.isWaiting { return 0 }
            let isInterrupted = thread.hasDeliverableSignal
            // Woken for a signal that another thread has taken meanwhile: it goes on waiting.
            if isInTime, !isInterrupted {
                if wallTime != 0, let moved = try? Self.deadline(wallTime, .wallClock) { deadline = moved }
                continue
            }
            Threads.futexes.remove(wait)
            throw isInterrupted ? Threads.interrupted() : .ETIMEDOUT
        }
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
    enum TimeoutKind { case span, monotonic, wallClock }

    /// The end of the wait on the monotonic clock; `.max` for none. Throws `EFAULT`, `EINVAL`.
    static func deadline(_ timeout: UInt, _ kind: TimeoutKind) throws(Errno) -> UInt64 {
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

extension Process {
    /// What the futex at `address` is known by. Throws `EINVAL` where it is not aligned, `EFAULT`.
    func futexKey(_ address: UInt, isPrivate: Bool) throws(Errno) -> FutexKey {
        guard address & 3 == 0 else { throw .EINVAL }
        #if os(none)
        // Nobody looks at a private one's word to wake: page 0 will do.
        if isPrivate, address < AddressMap.programHigh { return FutexKey(rawValue: address) }
        guard AddressMap.isProgram(address, 4) else { throw .EFAULT }
        if let place = try memory.sharedPlace(address) { return FutexKey(rawValue: place | 1) }
        #endif
        return FutexKey(rawValue: isPrivate ? address : address | 2)
    }
}
