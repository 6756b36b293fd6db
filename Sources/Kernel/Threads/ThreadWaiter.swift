internal import FileSystem
internal import LinuxABI
internal import Scheduling
internal import Sync

/// A thread's place in a wait queue.
final class ThreadWaiter: Waiter {
    private let thread: Link<Thread>
    /// The file whose queue it is in while the thread polls: kept, so that the queue stays.
    var file: OpenFile?

    init(_ thread: Thread) { self.thread = Link(thread) }

    override func wake(_ events: PollEvents) -> Bool {
        if sharing == .exclusive {
            if isWoken { return false }
            isWoken = true
        }
        thread.with { thread in Threads.withScheduler { $0.wake(thread) } }
        return true
    }
}

extension Thread {
    /// The place that a plain wait uses: a thread is in one at a time, but for waits that a condition leads to.
    @inline(__always)
    func idleWaiter() -> Link<Waiter> {
        let isIdle = idlePlace.with { !$0.isWaiting } ?? false
        return isIdle ? idlePlace : newWaiter()
    }

    @inline(never)
    private func newWaiter() -> Link<Waiter> {
        for waiter in waiters where !waiter.isWaiting { return Link(waiter) }
        let new = ThreadWaiter(self)
        waiters.append(new)
        if waiters.count == 1 { idlePlace = Link(new) }
        return Link(new)
    }

    /// The same for a wait of its own kind: shared, for anything that can happen.
    func sharedWaiter() -> Waiter {
        let waiter = idleWaiter().target!
        waiter.events = .all
        waiter.sharing = .shared
        return waiter
    }

    // MARK: poll(2)

    /// As many places are kept for the next time.
    private static var keptPollWaiters: Int { 16 }

    /// Waits in one more file's queue, place number `index` of this poll.
    func watch(_ file: OpenFile, _ queue: WaitQueue, for events: PollEvents, place index: Int) {
        if index == pollWaiters.count { pollWaiters.append(ThreadWaiter(self)) }
        let waiter = pollWaiters[index]
        waiter.file = file
        waiter.events = events.union(.always)
        waiter.enter(queue)
    }

    /// Leaves the first `count` queues.
    func endWatches(_ count: Int) {
        for index in 0..<count {
            pollWaiters[index].leave()
            pollWaiters[index].file = nil
        }
        if pollWaiters.count > Self.keptPollWaiters { pollWaiters.removeLast(pollWaiters.count - Self.keptPollWaiters) }
    }
}
