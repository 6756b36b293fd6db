internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Sync

/// select(2): sets of descriptors, a bit each, that are read again at each look and written at the last one.
enum FileSelecting {
    private static let readable: PollEvents = [.POLLIN, .POLLRDNORM, .POLLRDBAND, .POLLHUP, .POLLERR]
    private static let writable: PollEvents = [.POLLOUT, .POLLWRNORM, .POLLWRBAND, .POLLERR]

    /// The three sets, by their addresses; 0: none.
    private struct Sets {
        var count: Int
        var read: UInt
        var write: UInt
        var except: UInt
        var words: Int { (count + 63) / 64 }

        /// 64 bits of a set, without those beyond the count.
        func load(_ address: UInt, _ word: Int) throws(Errno) -> UInt64 {
            if address == 0 { return 0 }
            let bits = try UserPointer<UInt64>(address).load(at: word)
            return count - word * 64 >= 64 ? bits : bits & (1 << UInt64(count - word * 64) - 1)
        }

        func store(_ bits: UInt64, _ address: UInt, _ word: Int) throws(Errno) {
            if address != 0 { try UserPointer<UInt64>(address).store(bits, at: word) }
        }
    }

    /// What a look is for.
    private enum Look {
        /// The first: a descriptor that is not open is `EBADF`.
        case first
        case again
        /// The sets get what was found.
        case last
    }

    /// - Parameter span: how long to wait, in nanoseconds; nil: for ever.
    static func select(
        _ count: UInt, _ read: UInt, _ write: UInt, _ except: UInt, _ span: UInt64?
    ) throws(Errno) -> Int {
        guard Int32(truncatingIfNeeded: count) >= 0 else { throw .EINVAL }
        let process = Process.current
        let descriptors = process.files.descriptors
        let count = min(Int(Int32(truncatingIfNeeded: count)), descriptors.capacity)
        let sets = Sets(count: count, read: read, write: write, except: except)
        if count == 0 || (read == 0 && write == 0 && except == 0), span != nil {
            try process.services.time.sleep(until: FilePollCalls.deadline(span))
            return 0
        }
        if try look(sets, descriptors, .first) == 0 {
            if span == 0 {
                _ = try FilePollCalls.notReady()
            } else {
                try wait(sets, descriptors, until: FilePollCalls.deadline(span))
            }
        }
        return try look(sets, descriptors, .last)
    }

    private static func look(_ sets: Sets, _ descriptors: DescriptorTable, _ purpose: Look) throws(Errno) -> Int {
        var ready = 0
        for word in 0..<sets.words {
            let wanted = (
                read: try sets.load(sets.read, word), write: try sets.load(sets.write, word),
                except: try sets.load(sets.except, word)
            )
            var found: (read: UInt64, write: UInt64, except: UInt64) = (0, 0, 0)
            var bits = wanted.read | wanted.write | wanted.except
            while bits != 0 {
                let bit = bits & (~bits + 1)
                bits &= bits - 1
                guard let file = descriptors.find(Int32(word * 64 + bit.trailingZeroBitCount)), !file.isPathOnly else {
                    if purpose == .first { throw .EBADF }
                    continue
                }
                let events = file.readiness()
                if !events.isDisjoint(with: readable) { found.read |= bit & wanted.read }
                if !events.isDisjoint(with: writable) { found.write |= bit & wanted.write }
                if events.contains(.POLLPRI) { found.except |= bit & wanted.except }
            }
            ready += found.read.nonzeroBitCount + found.write.nonzeroBitCount + found.except.nonzeroBitCount
            if purpose == .last {
                try sets.store(found.read, sets.read, word)
                try sets.store(found.write, sets.write, word)
                try sets.store(found.except, sets.except, word)
            }
        }
        return ready
    }

    private static func wait(_ sets: Sets, _ descriptors: DescriptorTable, until deadline: UInt64) throws(Errno) {
        let thread = Thread.current
        var places = 0
        defer { thread.endWatches(places) }
        for word in 0..<sets.words {
            let read = try sets.load(sets.read, word)
            let write = try sets.load(sets.write, word)
            let except = try sets.load(sets.except, word)
            var bits = read | write | except
            while bits != 0 {
                let bit = bits & (~bits + 1)
                bits &= bits - 1
                guard let file = descriptors.find(Int32(word * 64 + bit.trailingZeroBitCount)), let queue = file.waiters else { continue }
                var events: PollEvents = []
                if read & bit != 0 { events.formUnion(readable) }
                if write & bit != 0 { events.formUnion(writable) }
                if except & bit != 0 { events.insert(.POLLPRI) }
                thread.watch(file, queue, for: events, place: places)
                places += 1
            }
        }
        while true {
            do throws(Errno) {
                let isInTime = try Threads.wait(until: deadline)
                if try look(sets, descriptors, .again) > 0 || !isInTime { return }
            } catch {
                // What is ready counts for more than the signal.
                if try look(sets, descriptors, .again) > 0 { return }
                throw error
            }
        }
    }
}
