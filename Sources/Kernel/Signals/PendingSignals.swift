internal import LinuxABI

/// What tells at one look that no thread has anything to do with signals: every wait and every switch asks.
enum SignalActivity {
    /// In how many queues a signal waits, and how many processes are stopped; too many where a thread has ended with a signal that it
    /// blocked. Under the kernel's lock.
    nonisolated(unsafe) static var count = 0

    @inline(__always) static var isNone: Bool { unsafe count == 0 }
}

/// Signals that wait to be delivered, and what is known of each: standard ones wait once, real-time ones in order of arrival
/// (signal(7), "Queueing and delivery semantics").
struct PendingSignals {
    private var queue: [SignalInfo] = []
    /// Which signals wait, a bit each.
    private(set) var bits: UInt64 = 0 {
        didSet {
            if oldValue == 0, bits != 0 { unsafe SignalActivity.count &+= 1 }
            if oldValue != 0, bits == 0 { unsafe SignalActivity.count &-= 1 }
        }
    }

    init() {}

    /// How many are held with what is known of them: what `RLIMIT_SIGPENDING` counts.
    var count: Int { queue.count }

    /// Whether `signal` waits already and is one of those that wait only once.
    func isMerged(_ signal: Signal) -> Bool {
        signal.rawValue < Signal.realTimeMinimum && bits & (1 << UInt64(signal.rawValue - 1)) != 0
    }

    /// Takes a signal in. A standard one that waits already is not taken twice, unless a timer sends it: each has a place of its own.
    mutating func add(_ info: SignalInfo) {
        if isMerged(info.signal), info.code != .SI_TIMER { return }
        queue.append(info)
        bits |= 1 << UInt64(info.signal.rawValue - 1)
    }

    /// Takes a signal in of which nothing is kept but that it came: the queue is full.
    mutating func addBare(_ signal: Signal) { bits |= 1 << UInt64(signal.rawValue - 1) }

    /// The number of the next of `set`, nil if none waits: those that an instruction causes before all others, as on Linux, then the
    /// lowest.
    func next(oneOf set: UInt64) -> Signal? {
        let candidates = bits & set
        if candidates == 0 { return nil }
        let synchronous = candidates & SignalSet.synchronous.rawValue
        return Signal(rawValue: Int32((synchronous != 0 ? synchronous : candidates).trailingZeroBitCount) + 1)
    }

    /// Takes the next of `set` out. Nil if none waits.
    mutating func take(oneOf set: UInt64) -> SignalInfo? {
        guard let signal = next(oneOf: set) else { return nil }
        var found: SignalInfo?
        var isLast = true
        var index = 0
        while index < queue.count {
            if queue[index].signal == signal {
                if found == nil {
                    found = queue.remove(at: index)
                    continue
                }
                isLast = false
            }
            index += 1
        }
        if isLast { bits &= ~(1 << UInt64(signal.rawValue - 1)) }
        return found ?? SignalInfo(signal: signal, code: .SI_USER)
    }

    /// Drops all that wait of the signals in `set`.
    mutating func drop(_ set: SignalSet) {
        if bits & set.rawValue == 0 { return }
        queue.removeAll { set.contains($0.signal) }
        bits &= ~set.rawValue
    }
}
