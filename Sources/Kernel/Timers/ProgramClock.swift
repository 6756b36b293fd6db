internal import LinuxABI
internal import Scheduling

/// A clock that a timer or a sleep goes by.
enum ProgramClock {
    case monotonic
    /// The wall clock, which clock_settime(2) moves.
    case wall
    /// Processor time of a process, or of one of its threads.
    case process(Process)
    case thread(Thread)

    /// The clock of that number. Throws `EINVAL` for one that is not there.
    init(_ clock: ClockID) throws(Errno) {
        switch clock {
        case .CLOCK_REALTIME, .CLOCK_REALTIME_COARSE, .CLOCK_TAI: self = .wall
        case .CLOCK_MONOTONIC, .CLOCK_MONOTONIC_RAW, .CLOCK_MONOTONIC_COARSE, .CLOCK_BOOTTIME:
            self = .monotonic
        case .CLOCK_PROCESS_CPUTIME_ID: self = .process(.current)
        case .CLOCK_THREAD_CPUTIME_ID: self = .thread(.current)
        default: self = try Self.processorClock(clock)
        }
    }

    /// The processor clock of a process or thread by its number, as clock_getcpuclockid(3) and pthread_getcpuclockid(3) make them: the
    /// number's complement from bit 3 on, bit 2 for a thread, 0…2 the kind. Number 0 is the caller.
    private static func processorClock(_ clock: ClockID) throws(Errno) -> ProgramClock {
        guard clock.rawValue < 0, clock.rawValue & 3 != 3 else { throw .EINVAL }
        let number = ~(clock.rawValue >> 3)
        let process = Process.current
        if clock.rawValue & 4 != 0 {
            if number == 0 { return .thread(.current) }
            guard let thread = process.threads.find(number) else { throw .EINVAL }
            return .thread(thread)
        }
        guard number == 0 || number == process.attributes.id || number == Thread.current.id else { throw .EINVAL }
        return .process(process)
    }

    /// What it shows, in nanoseconds.
    func now() -> UInt64 {
        switch self {
        case .monotonic: Process.current.services.time.monotonicNanoseconds()
        case .wall: Process.current.services.time.wallClock().totalNanoseconds
        case .process(let process): process.services.time.processorNanoseconds()
        case .thread(let thread): Threads.scheduler.processorTime(of: thread)
        }
    }

    /// The earliest moment, in nanoseconds since start-up, at which it can show `point`; `.max` if never. A processor clock is
    /// looked at every two milliseconds at most, which is finer than Linux's tick.
    func moment(of point: UInt64) -> UInt64 {
        let here = Process.current.services.time.monotonicNanoseconds()
        let now = now()
        let left = point > now ? point - now : 0
        var wait = left
        switch self {
        case .monotonic: return point
        case .wall: break
        case .process(let process):
            wait = max(left / UInt64(max(1, min(process.threads.count, Threads.scheduler.processorCount))), 2_000_000)
        case .thread(let thread):
            if thread.state == .dead { return .max }
            wait = max(left, 2_000_000)
        }
        let (sum, overflow) = here.addingReportingOverflow(left == 0 ? 0 : wait)
        return overflow ? .max : sum
    }
}
