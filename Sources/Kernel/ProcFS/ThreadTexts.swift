internal import Bytes
internal import LinuxABI
internal import Scheduling

/// What /proc/self/task/TID tells of a thread.
extension Thread {
    /// The name without padding.
    func nameText() -> [UInt8] {
        var name: [UInt8] = []
        for index in 0..<16 {
            if attributes.name[index] == 0 { break }
            name.append(attributes.name[index])
        }
        return name
    }

    /// The letter of proc(5).
    var stateLetter: UInt8 {
        switch state {
        case .running, .ready: UInt8(ascii: "R")
        case .blocked: UInt8(ascii: "S")
        case .dead: UInt8(ascii: "X")
        }
    }

    /// schedstat: nanoseconds on a processor, nanoseconds in a run queue, which nobody counts, and turns.
    func scheduleText() -> [UInt8] {
        var text = ByteText()
        text.add(decimal: UInt(Threads.scheduler.processorTime(of: self)))
        text.add(" 0 ")
        text.add(decimal: voluntarySwitches + involuntarySwitches)
        text.add("\n")
        return text.bytes
    }

    /// The priority as proc(5) counts it: 20 more than the nice value, or the real-time priority less than -1.
    var shownPriority: Int {
        switch attributes.policy {
        case .SCHED_FIFO, .SCHED_RR: -1 - Int(attributes.priority)
        default: 20 + Int(attributes.nice)
        }
    }
}

extension ThreadAttributes {
    /// Sets the name as it is written to comm: all of it, cut to 15 bytes.
    mutating func setName(_ text: borrowing Span<UInt8>) {
        name = InlineArray(repeating: 0)
        for index in 0..<min(text.count, 15) { name[index] = text[index] }
    }
}
