internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Sync

/// epoll(7): epoll_create(2), epoll_ctl(2), epoll_wait(2) and their relatives.
enum FileEpollCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.epoll_create] = { size, _, _, _, _, _ in
            answer { () throws(Errno) in
                guard Int32(truncatingIfNeeded: size) > 0 else { throw .EINVAL }
                let process = Process.current
                return try process.install(process.files.anonymous.epoll(), closeOnExec: false)
            }
        }
        table[.epoll_create1] = { flags, _, _, _, _, _ in
            answer { () throws(Errno) in
                let flags = OpenFlags(argument: flags)
                guard flags.isSubset(of: .O_CLOEXEC) else { throw .EINVAL }
                let process = Process.current
                return try process.install(
                    process.files.anonymous.epoll(), closeOnExec: flags.contains(.O_CLOEXEC))
            }
        }
        table[.epoll_ctl] = { epoll, operation, fd, event, _, _ in
            answer { () throws(Errno) in
                let operation = EpollOperation(argument: operation)
                var change = EpollEvent(events: [], data: 0)
                if operation != .EPOLL_CTL_DEL { change = try UserPointer<EpollEvent>(event).load() }
                let descriptors = Process.current.files.descriptors
                let instance = try descriptors.usable(Int32(truncatingIfNeeded: epoll))
                let file = try descriptors.usable(Int32(truncatingIfNeeded: fd))
                guard file.isPollable else { throw .EPERM }
                guard let instance = instance as? EpollFile else { throw .EINVAL }
                try instance.change(
                    operation, Int32(truncatingIfNeeded: fd), file, change.events, change.data)
                return 0
            }
        }
        table[.epoll_wait] = handleEpollWait
        table[.epoll_pwait] = { epoll, events, count, timeout, mask, size in
            answer { () throws(Errno) in
                let milliseconds = Int32(truncatingIfNeeded: timeout)
                return try FilePollCalls.withSignalMask(mask, size) { () throws(Errno) in
                    try FileEpollCalls.wait(
                        epoll, events, count, milliseconds < 0 ? nil : UInt64(milliseconds) * 1_000_000)
                }
            }
        }
        table[.epoll_pwait2] = { epoll, events, count, timeout, mask, size in
            answer { () throws(Errno) in
                let span = try FilePollCalls.span(timeout)
                return try FilePollCalls.withSignalMask(mask, size) { () throws(Errno) in
                    try FileEpollCalls.wait(epoll, events, count, span)
                }
            }
        }
    }

    /// What epoll_wait(2) does where it is not enough to look at one file.
    @inline(never)
    fileprivate static func wait(_ epoll: UInt, _ events: UInt, _ count: UInt, _ timeout: UInt) -> Int {
        answer { () throws(Errno) in
            let milliseconds = Int32(truncatingIfNeeded: timeout)
            return try wait(epoll, events, count, milliseconds < 0 ? nil : UInt64(milliseconds) * 1_000_000)
        }
    }

    private static func wait(
        _ epoll: UInt, _ events: UInt, _ count: UInt, _ span: UInt64?
    ) throws(Errno) -> Int {
        let file = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: epoll))
        let limit = Int(Int32(truncatingIfNeeded: count))
        guard limit > 0, limit <= Int(Int32.max) / 12 else { throw .EINVAL }
        guard FileCalls.isPlausible(events, UInt(limit * 12)) else { throw .EFAULT }
        guard let instance = file as? EpollFile else { throw .EINVAL }
        let target = UserPointer<EpollEvent>(events)
        let ready = try instance.collect(target, limit: limit)
        if ready > 0 || span == 0 { return ready }
        return try instance.wait(target, limit: limit, until: FilePollCalls.deadline(span))
    }
}

/// epoll_wait(2)
@c(apus_handle_epoll_wait)
func handleEpollWait(_ epoll: UInt, _ events: UInt, _ count: UInt, _ timeout: UInt, _: UInt, _: UInt) -> Int {
    let link = Process.link(epoll)
    let limit = UInt(UInt32(truncatingIfNeeded: count) &- 1)
    if limit < UInt(Int32.max) / 12, FileCalls.isUsual(events, (limit + 1) * 12), !link.isNil {
        // Nobody waits in here, so nobody closes the descriptor.
        let done = link.borrowed { file in (file as? EpollFile)?.collectQuickly(UserPointer(events)) ?? 0 }
        if done > 0 { return done }
    }
    return FileEpollCalls.wait(epoll, events, count, timeout)
}
