internal import Bytes
internal import LinuxABI
internal import Scheduling

/// Waiting for signals: rt_sigsuspend(2), pause(2), rt_sigtimedwait(2).
enum SignalWaitCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.rt_sigsuspend] = { mask, size, _, _, _, _ in
            do throws(Errno) {
                guard size == 8 else { throw .EINVAL }
                let set = try UserPointer<SignalSet>(mask).load()
                let signals = Thread.current.signals
                // The mask comes back behind the handlers' frames: they return to it.
                signals.savedMask = signals.mask
                signals.setMask(set)
                try SignalWaitCalls.waitForSignal()
            } catch { return interrupted(error, .rt_sigsuspend, mask, size, 0, rule: .withoutHandler) }
            return 0
        }
        table[.pause] = { _, _, _, _, _, _ in
            do throws(Errno) { try SignalWaitCalls.waitForSignal() } catch {
                return interrupted(error, .pause, 0, 0, 0, rule: .withoutHandler)
            }
            return 0
        }
        table[.rt_sigtimedwait] = { set, info, timeout, size, _, _ in
            answer { () throws(Errno) in
                guard size == 8 else { throw .EINVAL }
                let set = try UserPointer<SignalSet>(set).load()
                var deadline = UInt64.max
                if timeout != 0 {
                    let time = try UserPointer<TimeSpec>(timeout).load()
                    guard time.isValidTimeout else { throw .EINVAL }
                    let (sum, overflow) = Threads.scheduler.now().addingReportingOverflow(time.totalNanoseconds)
                    deadline = overflow ? .max : sum
                }
                let found = try SignalWaitCalls.take(oneOf: set, until: deadline)
                if info != 0 { try UserPointer<SignalInfo>(info).store(found) }
                return Int(found.signal.rawValue)
            }
        }
    }

    /// Waits until a signal comes that is not blocked: always throws `EINTR`.
    private static func waitForSignal() throws(Errno) {
        while true { try Threads.wait(until: .max) }
    }

    /// Takes a signal of `set` out, waiting for it. Throws `EAGAIN` at the deadline, `EINTR` where another one is to be delivered.
    private static func take(oneOf set: SignalSet, until deadline: UInt64) throws(Errno) -> SignalInfo {
        let thread = Thread.current
        let wanted = SignalSet(rawValue: set.rawValue & ~SignalSet.unblockable.rawValue)
        if let info = thread.takeSignal(oneOf: wanted.rawValue) { return info }
        thread.waitsFor = wanted
        defer { thread.waitsFor = SignalSet() }
        while Threads.scheduler.now() < deadline {
            do throws(Errno) { try Threads.wait(until: deadline) } catch {
                // One that is waited for and not blocked is taken here all the same.
                if let info = thread.takeSignal(oneOf: wanted.rawValue) { return info }
                throw error
            }
            if let info = thread.takeSignal(oneOf: wanted.rawValue) { return info }
        }
        throw .EAGAIN
    }
}
