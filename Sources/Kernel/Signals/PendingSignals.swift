internal import LinuxABI

/// Signals that wait to be delivered, and what is known of each: standard ones wait once, real-time ones in order of arrival
/// (signal(7), "Queueing and delivery semantics").
struct PendingSignals {
    private var queue: [SignalInfo] = []
    /// Which signals wait, a bit each.
    private(set) var bits: UInt64 = 0

    init() {}

    var count: Int { queue.count }

    /// Takes a signal in. A standard one that waits already is not taken twice.
    mutating func add(_ info: SignalInfo) {
        let bit = UInt64(1) << UInt64(info.signal.rawValue - 1)
        if info.signal.rawValue < Signal.realTimeMinimum, bits & bit != 0 { return }
        queue.append(info)
        bits |= bit
    }

    /// Takes the next of `set` out: lower numbers first. Nil if none waits.
    mutating func take(oneOf set: UInt64) -> SignalInfo? {
        let candidates = bits & set
        if candidates == 0 { return nil }
        // Those that an instruction causes come before all others, as on Linux.
        let synchronous = candidates & SignalSet.synchronous.rawValue
        let number = (synchronous != 0 ? synchronous : candidates).trailingZeroBitCount + 1
        var found: SignalInfo?
        var isLast = true
        var index = 0
        while index < queue.count {
            if Int(queue[index].signal.rawValue) == number {
                if found == nil {
                    found = queue.remove(at: index)
                    continue
                }
                isLast = false
            }
            index += 1
        }
        if isLast { bits &= ~(1 << UInt64(number - 1)) }
        return found
    }

    /// Drops all that wait of one signal.
    mutating func drop(_ signal: Signal) {
        queue.removeAll { $0.signal == signal }
        bits &= ~(1 << UInt64(signal.rawValue - 1))
    }
}
