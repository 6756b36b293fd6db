public import LinuxABI
internal import Scheduling
#if os(none)
internal import Machine
#endif

/// Sending signals: to a process, or to one of its threads.
extension Process {
    /// A signal for the process as a whole: any thread that does not block it may take it. One that is ignored, and blocked by none, is
    /// dropped at once.
    public func raise(_ info: SignalInfo) {
        if signals.isIgnored(info.signal), !threads.all.contains(where: { $0.signals.mask.contains(info.signal) }) { return }
        signals.pending.add(info)
        wakeOne(for: info.signal)
    }

    /// A signal for one thread.
    public func raise(_ info: SignalInfo, at thread: Thread) {
        if signals.isIgnored(info.signal), !thread.signals.mask.contains(info.signal) { return }
        thread.signals.pending.add(info)
        if !thread.signals.mask.contains(info.signal) || thread.awaits(info.signal) { thread.noticeSignal() }
    }

    /// Sets an action. As POSIX says of sigaction: setting a pending signal to "ignore" discards it.
    func setAction(_ signal: Signal, _ action: SignalAction) {
        signals[signal] = action
        guard signals.isIgnored(signal) else { return }
        signals.pending.drop(signal)
        for thread in threads.all { thread.signals.pending.drop(signal) }
    }

    /// Lets a thread notice a signal that waits for any: the running one if it may, else the first, else any that may.
    private func wakeOne(for signal: Signal) {
        let running = Thread.current
        if running.process === self, !running.signals.mask.contains(signal) { return running.noticeSignal() }
        for thread in threads.all where thread.awaits(signal) { return thread.noticeSignal() }
        for thread in threads.all where !thread.signals.mask.contains(signal) { return thread.noticeSignal() }
    }

    /// A thread has ended or blocks more than before: what waits for the process may be another's now.
    func redirectSignals() {
        var bits = signals.pendingBits
        while bits != 0 {
            wakeOne(for: Signal(rawValue: Int32(bits.trailingZeroBitCount + 1)))
            bits &= bits &- 1
        }
    }
}

extension Thread {
    /// Whether it waits for just that signal, blocked or not: sigwait(3).
    func awaits(_ signal: Signal) -> Bool { waitsFor.contains(signal) }

    /// Signals for it have changed: it looks at them before it goes on in the program.
    func noticeSignal() {
        if state == .blocked {
            Threads.scheduler.wake(self)
            return
        }
        #if os(none)
        if self === Thread.current { return Processor.setAttention() }
        if state == .running { Processors.wake(processor) }
        #endif
    }
}
