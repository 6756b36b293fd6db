internal import Bytes
internal import LinuxABI
internal import Scheduling
internal import Sync

/// `struct futex_waitv` (Linux's include/uapi, linux/futex.h): 24 bytes.
private struct FutexVectorEntry: BitwiseCopyable {
    var value: UInt64 = 0
    var address: UInt64 = 0
    var flags: UInt32 = 0
    var reserved: UInt32 = 0
}

/// futex_waitv(2): waiting for any of several words to change.
enum FutexVectorCalls {
    /// `FUTEX_WAITV_MAX`.
    private static var mostEntries: UInt { 128 }
    /// `FUTEX_32`, the only size, and `FUTEX_PRIVATE_FLAG`.
    private static var size32: UInt32 { 2 }
    private static var privateFlag: UInt32 { 0x80 }

    static func bind(_ table: borrowing HandlerTable) {
        table[.futex_waitv] = { list, count, flags, timeout, clock, _ in
            answer(restarting: .futex_waitv, list, count, flags, timeout, clock, 0) { () throws(Errno) in
                try FutexVectorCalls.wait(list, count, flags, timeout, ClockID(argument: clock))
            }
        }
    }

    /// Returns the place in the list of one that was woken. Throws `EAGAIN`, `EFAULT`, `EINTR`, `EINVAL`, `ETIMEDOUT`.
    private static func wait(
        _ list: UInt, _ count: UInt, _ flags: UInt, _ timeout: UInt, _ clock: ClockID
    ) throws(Errno) -> Int {
        let count = UInt(UInt32(truncatingIfNeeded: count))
        guard UInt32(truncatingIfNeeded: flags) == 0, count >= 1, count <= mostEntries, list != 0 else { throw .EINVAL }
        var deadline = UInt64.max
        if timeout != 0 {
            guard clock == .CLOCK_MONOTONIC || clock == .CLOCK_REALTIME else { throw .EINVAL }
            deadline = try FutexCalls.deadline(timeout, clock == .CLOCK_REALTIME ? .wallClock : .monotonic)
        }
        let thread = Thread.current
        var waits: [FutexWait] = []
        var values: [(address: UInt, value: UInt32)] = []
        for index in 0..<Int(count) {
            let entry = try UserPointer<FutexVectorEntry>(list).load(at: index)
            guard entry.flags & ~privateFlag == size32, entry.reserved == 0 else { throw .EINVAL }
            let wait = FutexWait()
            wait.key = try thread.process.futexKey(UInt(entry.address), isPrivate: entry.flags & privateFlag != 0)
            wait.bits = .max
            wait.thread.target = thread
            waits.append(wait)
            values.append((UInt(entry.address), UInt32(truncatingIfNeeded: entry.value)))
        }
        // Nobody wakes in between: that takes the kernel's lock.
        for entry in values {
            guard try UserPointer<UInt32>(entry.address).load() == entry.value else { throw .EAGAIN }
        }
        if thread.hasDeliverableSignal { throw Threads.interrupted() }
        for wait in waits { Threads.futexes.add(wait) }
        defer { for wait in waits { Threads.futexes.remove(wait) } }
        while true {
            let isInTime = Threads.scheduler.block(thread, until: deadline)
            if let woken = waits.firstIndex(where: { !$0.isWaiting }) { return woken }
            if thread.hasDeliverableSignal { throw Threads.interrupted() }
            if !isInTime { throw .ETIMEDOUT }
        }
    }
}
