#if os(none)
internal import Bytes
internal import LinuxABI

/// What happens to the robust futexes of a thread that ends (get_robust_list(2); Linux Documentation/locking/robust-futex-ABI).
enum RobustList {
    /// Marks each lock that the thread held as its owner's death, and wakes one who waits for it. The list is the program's, and may be
    /// anything: the walk is bounded and stops at the first address that is bad.
    static func release(_ thread: Thread) {
        guard thread.attributes.robustList != 0 else { return }
        do throws(Errno) {
            let head = try UserPointer<RobustListHead>(thread.attributes.robustList).load()
            var entry = head.list
            for _ in 0..<2048 where entry & ~1 != thread.attributes.robustList {
                // The next one first: who is woken may free this one.
                let next = try UserPointer<UInt>(entry & ~1).load()
                if entry & ~1 != head.pending & ~1 { try release(entry & ~1, head.futexOffset, thread, isPending: false) }
                entry = next
            }
            if head.pending != 0 { try release(head.pending & ~1, head.futexOffset, thread, isPending: true) }
        } catch {
            // As on Linux: a list that cannot be read is left alone.
        }
    }

    private static func release(_ entry: UInt, _ offset: Int, _ thread: Thread, isPending: Bool) throws(Errno) {
        let address = entry &+ UInt(bitPattern: offset)
        guard address & 3 == 0 else { throw .EINVAL }
        let word = UserPointer<UInt32>(address)
        while true {
            let value = try word.load()
            // Unlocked, but who was to be woken has not been: the thread ended between the two.
            if isPending, value == 0 { return try wake(address, thread) }
            guard value & FutexWord.ownerMask == UInt32(bitPattern: thread.id) else { return }
            let new = value & FutexWord.waiters | FutexWord.ownerDied
            if try word.compareExchange(value, new) == value {
                if value & FutexWord.waiters != 0 { try wake(address, thread) }
                return
            }
        }
    }

    private static func wake(_ address: UInt, _ thread: Thread) throws(Errno) {
        let process = thread.process
        _ = Threads.futexes.wake(try process.futexKey(address, isPrivate: true), 1, Threads.scheduler)
        _ = Threads.futexes.wake(try process.futexKey(address, isPrivate: false), 1, Threads.scheduler)
    }
}
#endif
