internal import Bytes
internal import LinuxABI
internal import Sync

/// What an epoll instance watches: one descriptor's file, epoll_ctl(2). It waits in the file's queue, and is in the instance's ready list
/// when something may be to be reported.
final class EpollInterest: Waiter {
    let instance: Link<EpollFile>
    let descriptor: Int32
    let file: OpenFile
    /// What the program wants to know, with its options.
    var wanted: EpollEvents
    var data: UInt64
    /// `EPOLLONESHOT` has fired: silent until `EPOLL_CTL_MOD`.
    var isDisarmed = false
    /// Its place among the instance's interests.
    var index = 0
    // Links of the ready list.
    var isReady = false
    var nextReady = Link<EpollInterest>()
    var previousReady = Link<EpollInterest>()

    init(_ instance: EpollFile, _ descriptor: Int32, _ file: OpenFile, _ wanted: EpollEvents, _ data: UInt64) {
        self.instance = Link(instance)
        self.descriptor = descriptor
        self.file = file
        self.wanted = wanted
        self.data = data
        super.init()
        events = mask
        sharing = wanted.contains(.EPOLLEXCLUSIVE) ? .exclusive : .shared
    }

    /// The events that are looked for.
    var mask: PollEvents { PollEvents(rawValue: UInt16(truncatingIfNeeded: wanted.rawValue)).union(.always) }

    /// What there is to report now.
    var current: PollEvents { isDisarmed ? [] : file.readiness().intersection(events) }

    override func wake(_ events: PollEvents) -> Bool {
        guard !isDisarmed, let instance = instance.target else { return false }
        let isWaitedFor = instance.isWaitedFor
        instance.makeReady(self)
        return isWaitedFor
    }
}
