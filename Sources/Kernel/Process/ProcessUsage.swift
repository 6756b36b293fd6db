internal import Scheduling

extension Process {
    /// Switches between threads that one of them, or all together, asked for by waiting, and those that came upon them.
    func switches(of thread: Thread?) -> (voluntary: Int64, involuntary: Int64) {
        if let thread { return (Int64(thread.voluntarySwitches), Int64(thread.involuntarySwitches)) }
        var (voluntary, involuntary) = (usage.voluntarySwitches, usage.involuntarySwitches)
        for thread in threads.all {
            voluntary += thread.voluntarySwitches
            involuntary += thread.involuntarySwitches
        }
        return (Int64(voluntary), Int64(involuntary))
    }
}

/// What the threads of a process that have ended used: getrusage(2).
struct ProcessUsage {
    /// Processor time in nanoseconds.
    var time: UInt64 = 0
    var voluntarySwitches = 0
    var involuntarySwitches = 0

    mutating func add(_ thread: Thread) {
        time &+= Threads.scheduler.processorTime(of: thread)
        voluntarySwitches += thread.voluntarySwitches
        involuntarySwitches += thread.involuntarySwitches
    }
}
