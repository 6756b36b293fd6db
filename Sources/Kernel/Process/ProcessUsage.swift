internal import Scheduling

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
