public import LinuxABI
internal import Sync
internal import Scheduling
#if os(none)
internal import Machine
#endif

/// Sending signals: to a process, or to one of its threads.
extension Process {
    /// A signal for the process as a whole: any thread that does not block it may take it. One that is ignored, and blocked by none, is
    /// dropped at once. Throws `EAGAIN` where a queued real-time signal would exceed `RLIMIT_SIGPENDING`.
    public func send(_ info: SignalInfo) throws(Errno) {
        prepare(info.signal)
        if discards(info.signal) { return }
        if try isHeard(info, signals.queued.isMerged(info.signal)) { signals.queued.add(info) } else { signals.queued.addBare(info.signal) }
        signals.arrivals.wakeAll()
        wakeOne(for: info.signal)
    }

    /// A signal for one thread. Throws `EAGAIN`.
    public func send(_ info: SignalInfo, to thread: Thread) throws(Errno) {
        prepare(info.signal)
        if discards(info.signal, at: thread) { return }
        let signals = thread.signals
        if try isHeard(info, signals.pending.isMerged(info.signal)) { signals.pending.add(info) } else { signals.pending.addBare(info.signal) }
        self.signals.arrivals.wakeAll()
        if !thread.signals.mask.contains(info.signal) || thread.awaits(info.signal) { thread.noticeSignal() }
    }

    /// Whether a signal for the process, or for one thread, would come to nothing: it is ignored, and nobody blocks it.
    func discards(_ signal: Signal, at thread: Thread? = nil) -> Bool {
        guard signals.isIgnored(signal) else { return false }
        if let thread { return !thread.signals.mask.contains(signal) }
        return !threads.all.contains(where: { $0.signals.mask.contains(signal) })
    }

    /// The same for what the kernel sends, which is never refused.
    public func raise(_ info: SignalInfo) { do throws(Errno) { try send(info) } catch {} }
    public func raise(_ info: SignalInfo, at thread: Thread) { do throws(Errno) { try send(info, to: thread) } catch {} }

    /// Whether kill(2) finds this process by that number: its own, or one of its threads', as on Linux.
    func isKnown(_ number: Int32) -> Bool { number == attributes.id || threads.find(number) != nil }

    /// Whether that is the number of the process's parent, which is the machine itself: what Linux calls init.
    func isMachine(_ number: Int32) -> Bool { number == attributes.parent && number > 0 }

    /// What comes of a signal to that one: it may be asked for by who may signal others, and not be signalled. Throws `EINVAL`, `EPERM`.
    func signalMachine(_ signal: Signal) throws(Errno) -> Int {
        guard signal.rawValue == 0 || signal.isValid else { throw .EINVAL }
        guard signal.rawValue == 0, attributes.credentials.has(Credentials.Capabilities.kill) else { throw .EPERM }
        return 0
    }

    /// What kill(2) says a signal of the process's own carries.
    func ownInformation(_ signal: Signal, _ code: SignalCode) -> SignalInfo {
        var info = SignalInfo(signal: signal, code: code)
        info.pid = attributes.id
        info.uid = attributes.credentials.user.real
        return info
    }

    /// Whether there is room for what a signal carries. A full queue still notes that it came, unless losing the rest would matter: then
    /// the sender hears of it.
    private func isHeard(_ info: SignalInfo, _ isMerged: Bool) throws(Errno) -> Bool {
        let isRealTime = info.signal.rawValue >= Signal.realTimeMinimum
        guard isRealTime || info.code.rawValue < 0, info.code != .SI_TIMER, !isMerged, isQueueFull() else { return true }
        if isRealTime, info.code != .SI_USER { throw .EAGAIN }
        return false
    }

    func isQueueFull() -> Bool {
        var count = UInt64(signals.queued.count + timers.count)
        for thread in threads.all { count += UInt64(thread.signals.pending.count) }
        return count >= attributes.limits[.RLIMIT_SIGPENDING]?.current ?? .max
    }

    /// Stop signals and SIGCONT put an end to each other, whatever is done about them, and SIGCONT continues the process at once
    /// (POSIX, "Signal Generation and Delivery").
    private func prepare(_ signal: Signal) {
        if DefaultAction(signal) == .stop {
            drop(SignalSet(.SIGCONT))
        } else if signal == .SIGCONT {
            drop(.stopping)
            signals.resume()
        } else if signal == .SIGKILL {
            signals.resume()
        }
    }

    private func drop(_ set: SignalSet) {
        signals.queued.drop(set)
        for thread in threads.all { thread.signals.pending.drop(set) }
        timers.signalsWereDropped(set)
    }

    /// Sets an action. As POSIX says of sigaction: setting a pending signal to "ignore" discards it.
    func setAction(_ signal: Signal, _ action: SignalAction) {
        var action = action
        action.flags = action.flags.intersection(.known)
        action.mask = SignalSet(rawValue: action.mask.rawValue & ~SignalSet.unblockable.rawValue)
        signals[signal] = action
        if signals.isIgnored(signal) { drop(SignalSet(signal)) }
    }

    /// All threads stop on their way back to the program.
    func stop() {
        signals.stop()
        for thread in threads.all where thread !== Thread.current && thread.state != .blocked { thread.noticeSignal() }
    }

    /// Lets a thread notice a signal that waits for any: one that waits for it, the running one if it may, else any that may.
    private func wakeOne(for signal: Signal) {
        for thread in threads.all where thread.awaits(signal) { return thread.noticeSignal() }
        let running = Thread.current
        if running.process === self, running.state == .running, !running.signals.mask.contains(signal) { return running.noticeSignal() }
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

    /// Takes the next signal of `set` out that waits for it, or for its process.
    func takeSignal(oneOf set: UInt64) -> SignalInfo? {
        let process = process
        guard let info = signals.pending.take(oneOf: set) ?? process.signals.queued.take(oneOf: set) else { return nil }
        return info.code == .SI_TIMER ? process.timers.taken(info) : info
    }
}
