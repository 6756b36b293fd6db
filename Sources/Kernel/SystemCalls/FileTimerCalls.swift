internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Scheduling
internal import Sync

/// Timers with a descriptor: timerfd_create(2), timerfd_settime(2), timerfd_gettime(2).
enum FileTimerCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.timerfd_create] = { clock, flags, _, _, _, _ in
            answer { () throws(Errno) in
                let flags = TimerfdFlags(argument: flags)
                guard flags.isSubset(of: [.TFD_NONBLOCK, .TFD_CLOEXEC]) else { throw .EINVAL }
                let isWall: Bool
                switch ClockID(argument: clock) {
                case .CLOCK_REALTIME, .CLOCK_REALTIME_ALARM: isWall = true
                case .CLOCK_MONOTONIC, .CLOCK_BOOTTIME, .CLOCK_BOOTTIME_ALARM: isWall = false
                default: throw .EINVAL
                }
                let process = Process.current
                let timer = process.files.anonymous.timer(
                    TimeSourceClock(process.services.time), isWall: isWall,
                    flags.contains(.TFD_NONBLOCK) ? .O_NONBLOCK : [])
                return try process.install(timer, closeOnExec: flags.contains(.TFD_CLOEXEC))
            }
        }
        table[.timerfd_settime] = { fd, flags, new, old, _, _ in
            answer { () throws(Errno) in
                let flags = TimerFlags(argument: flags)
                guard flags.isSubset(of: [.TIMER_ABSTIME, .TFD_TIMER_CANCEL_ON_SET]) else { throw .EINVAL }
                let setting = try UserPointer<IntervalTimerSpec>(new).load()
                let timer = try FileTimerCalls.timer(fd)
                let before = timer.remaining()
                try timer.set(setting, flags)
                if old != 0 { try UserPointer<IntervalTimerSpec>(old).store(before) }
                return 0
            }
        }
        table[.timerfd_gettime] = { fd, result, _, _, _, _ in
            answer { () throws(Errno) in
                let timer = try FileTimerCalls.timer(fd)
                try UserPointer<IntervalTimerSpec>(result).store(timer.remaining())
                return 0
            }
        }
    }

    private static func timer(_ fd: UInt) throws(Errno) -> TimerFile {
        let file = try Process.current.files.descriptors.usable(Int32(truncatingIfNeeded: fd))
        guard let timer = file as? TimerFile else { throw .EINVAL }
        return timer
    }
}

/// The kernel's time as timers want it.
final class TimeSourceClock: TimerClock {
    private let time: any TimeSource

    init(_ time: any TimeSource) { self.time = time }

    func monotonicNanoseconds() -> UInt64 { time.monotonicNanoseconds() }
    func wallNanoseconds() -> UInt64 { time.wallClock().totalNanoseconds }
    var wallChanges: WaitQueue { time.wallChanges }
    func alarm(for file: TimerFile) -> any TimerAlarm { FileAlarm(file) }
}

/// The alarm of a timer with a descriptor, in the machine's queue of timers.
private final class FileAlarm: TimerEntry, TimerAlarm {
    private let file: Link<TimerFile>

    init(_ file: TimerFile) { self.file = Link(file) }

    func set(at deadline: UInt64) { Threads.scheduler.set(self, at: deadline) }
    func cancel() { Threads.scheduler.cancel(self) }
    override func fire() { file.target?.expire() }
}
