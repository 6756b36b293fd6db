internal import Bytes
internal import LinuxABI
internal import Sync

/// A sleep that a signal broke off: what restart_syscall(2) goes on with.
struct Sleep {
    var clock: ProgramClock
    /// When it ends, by that clock, in nanoseconds.
    var end: UInt64
    /// Where the program wants to know what was left; 0: nowhere.
    var remaining: UInt
}

/// Waiting for time to pass: nanosleep(2), clock_nanosleep(2).
enum SleepCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.nanosleep] = { duration, remaining, _, _, _, _ in
            do throws(Errno) {
                let span = try UserPointer<TimeSpec>(duration).load()
                guard span.isValidTimeout else { throw .EINVAL }
                return SleepCalls.sleep(SleepCalls.sum(.monotonic, span, remaining))
            } catch { return -Int(error.rawValue) }
        }
        table[.clock_nanosleep] = { number, flags, time, remaining, _, _ in
            do throws(Errno) {
                let id = ClockID(argument: number)
                // Of a processor clock Linux asks last whose it is.
                if id.rawValue < 0 { _ = try UserPointer<TimeSpec>(time).load() }
                let clock = try SleepCalls.clock(id)
                let request = try UserPointer<TimeSpec>(time).load()
                guard request.isValidTimeout else { throw .EINVAL }
                if TimerFlags(argument: flags).contains(.TIMER_ABSTIME) {
                    try SleepCalls.wait(Sleep(clock: clock, end: request.totalNanoseconds, remaining: 0))
                    return 0
                }
                // Setting the wall clock does not change how long a span is.
                if case .wall = clock { return SleepCalls.sleep(SleepCalls.sum(.monotonic, request, remaining)) }
                return SleepCalls.sleep(SleepCalls.sum(clock, request, remaining))
            } catch { return interrupted(error, .clock_nanosleep, number, flags, time, remaining, rule: .withoutHandler) }
        }
        table[.restart_syscall] = { _, _, _, _, _, _ in
            guard let sleep = Thread.current.signals.sleep else { return -Int(Errno.EINTR.rawValue) }
            return SleepCalls.sleep(sleep)
        }
    }

    /// The clock of that number, if one can sleep by it. Throws `EINVAL`, `EOPNOTSUPP`.
    private static func clock(_ id: ClockID) throws(Errno) -> ProgramClock {
        switch id {
        case .CLOCK_REALTIME, .CLOCK_MONOTONIC, .CLOCK_BOOTTIME, .CLOCK_TAI, .CLOCK_PROCESS_CPUTIME_ID: return try ProgramClock(id)
        default:
            guard case .thread(let thread) = try ProgramClock(id) else {
                if id.rawValue < 0 { return try ProgramClock(id) }
                throw .EOPNOTSUPP
            }
            if id == .CLOCK_THREAD_CPUTIME_ID { throw .EOPNOTSUPP }
            // It would never end: while the thread sleeps, its clock stands.
            guard thread !== Thread.current else { throw .EINVAL }
            return .thread(thread)
        }
    }

    private static func sum(_ clock: ProgramClock, _ span: TimeSpec, _ remaining: UInt) -> Sleep {
        let (end, overflow) = clock.now().addingReportingOverflow(span.totalNanoseconds)
        return Sleep(clock: clock, end: overflow ? .max : end, remaining: remaining)
    }

    /// Sleeps for a span. A handler ends it with `EINTR` and what is left; without one it goes on.
    private static func sleep(_ sleep: Sleep) -> Int {
        do throws(Errno) {
            try wait(sleep)
            return 0
        } catch {
            var error = error
            if error == .EINTR {
                Thread.current.signals.sleep = sleep
                error = storeRest(of: sleep) ?? .EINTR
            }
            return interrupted(error, .restart_syscall, 0, 0, 0, rule: .withoutHandler)
        }
    }

    private static func storeRest(of sleep: Sleep) -> Errno? {
        if sleep.remaining == 0 { return nil }
        let now = sleep.clock.now()
        do throws(Errno) {
            try UserPointer<TimeSpec>(sleep.remaining).store(TimeSpec(totalNanoseconds: sleep.end > now ? sleep.end - now : 0))
            return nil
        } catch { return error }
    }

    private static func wait(_ sleep: Sleep) throws(Errno) {
        let time = Process.current.services.time
        switch sleep.clock {
        case .monotonic: try time.sleep(until: sleep.end)
        case .wall:
            // Woken where the clock is set, to look again.
            let waiter = Thread.current.sharedWaiter()
            waiter.enter(time.wallChanges)
            defer { waiter.leave() }
            while sleep.clock.now() < sleep.end { try Threads.wait(until: sleep.clock.moment(of: sleep.end)) }
        case .process, .thread:
            while sleep.clock.now() < sleep.end { try Threads.wait(until: sleep.clock.moment(of: sleep.end)) }
        }
    }
}
