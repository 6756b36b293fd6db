internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Sync

/// poll(2): one look at every file, and a place in each one's queue while none is ready.
enum FilePolling {
    /// - Parameter span: how long to wait, in nanoseconds; nil: for ever.
    static func poll(_ list: UInt, _ count: UInt, _ span: UInt64?) throws(Errno) -> Int {
        let count = UInt32(truncatingIfNeeded: count)
        let process = Process.current
        process.adoptDescriptorLimit()
        let descriptors = process.files.descriptors
        guard Int(count) <= descriptors.limit else { throw .EINVAL }
        let list = UserPointer<PollDescriptor>(list)
        if count == 0, span != nil, span != 0 {
            try process.services.time.sleep(until: FilePollCalls.deadline(span))
            return 0
        }
        let ready = try look(list, Int(count), descriptors)
        if ready > 0 { return ready }
        if span == 0 { return try FilePollCalls.notReady() }
        return try wait(list, Int(count), descriptors, until: FilePollCalls.deadline(span))
    }

    /// Stores what is ready now, and says of how many files something is. A descriptor that was closed meanwhile is `POLLNVAL`.
    private static func look(
        _ list: UserPointer<PollDescriptor>, _ count: Int, _ descriptors: DescriptorTable
    ) throws(Errno) -> Int {
        var ready = 0
        for index in 0..<count {
            var entry = try list.load(at: index)
            entry.revents = []
            if entry.fd >= 0 {
                if let file = descriptors.find(entry.fd), !file.isPathOnly {
                    entry.revents = file.readiness().intersection(entry.events.union(.always))
                } else {
                    entry.revents = .POLLNVAL
                }
                if !entry.revents.isEmpty { ready &+= 1 }
            }
            try list.store(entry, at: index)
        }
        return ready
    }

    private static func wait(
        _ list: UserPointer<PollDescriptor>, _ count: Int, _ descriptors: DescriptorTable, until deadline: UInt64
    ) throws(Errno) -> Int {
        let thread = Thread.current
        var places = 0
        defer { thread.endWatches(places) }
        for index in 0..<count {
            let entry = try list.load(at: index)
            guard entry.fd >= 0, let file = descriptors.find(entry.fd), let queue = file.waiters else { continue }
            thread.watch(file, queue, for: entry.events, place: places)
            places &+= 1
        }
        while true {
            do throws(Errno) {
                let isInTime = try Threads.wait(until: deadline)
                let ready = try look(list, count, descriptors)
                if ready > 0 || !isInTime { return ready }
            } catch {
                // What is ready counts for more than the signal.
                let ready = try look(list, count, descriptors)
                if ready > 0 { return ready }
                throw error
            }
        }
    }
}
