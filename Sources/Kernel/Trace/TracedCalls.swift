#if os(none)
internal import Bytes
internal import CMachine
internal import LinuxABI

/// The trace of system calls, and the word about those that nothing answers. Neither costs anything while it is not asked
/// for: the dispatch table then names the handlers themselves.
public final class CallTrace {
    private var handlers: [machine_handler?] = []
    /// A bit for each number of the table, and the last for all beyond.
    private var announced = InlineArray<9, UInt64>(repeating: 0)

    /// Where the lines go.
    public enum Destination { case logLines, timedMessages }

    fileprivate private(set) var destination = Destination.logLines

    /// From now on every system call is written out.
    public func start(_ destination: Destination) {
        self.destination = destination
        for number in 0..<UInt32(MACHINE_SYSCALL_LIMIT) {
            handlers.append(machine_get_handler(number))
            machine_set_handler(number, machine_trace_entry)
        }
    }

    fileprivate func write(_ text: ByteText, nanoseconds: UInt64, _ log: KernelLog) {
        switch destination {
        case .logLines: log.log(text)
        case .timedMessages: log.call(text, nanoseconds: nanoseconds)
        }
    }

    fileprivate func handler(_ number: Int) -> machine_handler? { handlers[number] }

    /// Whether it is the first time that `number` is asked for.
    fileprivate func isFirst(_ number: Int) -> Bool {
        let number = min(Int(UInt(bitPattern: number) & UInt(Int.max)), 512)
        guard announced[number >> 6] & 1 << UInt64(number & 63) == 0 else { return false }
        announced[number >> 6] |= 1 << UInt64(number & 63)
        return true
    }
}

/// A call that has no handler: named once, and `ENOSYS`.
@c(machine_absent_call)
public func answerAbsentCall(_ number: Int) -> Int {
    let process = Process.current
    if process.trace.isFirst(number) {
        var text = ByteText("system call ")
        if let known = UInt16(exactly: number), let row = Catalogue.row(SystemCallNumber(rawValue: known)) {
            text.add(row.name)
            text.add(" ")
        }
        text.add("(number ")
        text.add(decimal: number)
        text.add(") is not implemented: the program gets ENOSYS")
        process.log.log(text)
    }
    return -Int(Errno.ENOSYS.rawValue)
}

/// A call while the trace is on. Held: entry.S passes the number and six arguments.
@c(machine_traced_call)
public func answerTracedCall(_ record: UnsafePointer<UInt>) -> Int {
    let trace = Process.current.trace
    let number = Int(unsafe record[0])
    let call = SystemCallNumber(rawValue: UInt16(truncatingIfNeeded: number))
    let (a, b, c) = unsafe (record[1], record[2], record[3])
    let (d, e, f) = unsafe (record[4], record[5], record[6])
    let log = Process.current.log
    let time = Process.current.services.time
    if call == .exit || call == .exit_group {
        trace.write(TraceLine.format(call, a, b, c, d, e, f, result: nil), nanoseconds: 0, log)
    }
    guard let handler = trace.handler(number) else { return -Int(Errno.ENOSYS.rawValue) }
    // The entry for absent calls finds the number where it is now.
    let start = time.monotonicNanoseconds()
    let result = machine_call_handler(UInt(number), handler, a, b, c, d, e, f)
    let end = time.monotonicNanoseconds()
    trace.write(TraceLine.format(call, a, b, c, d, e, f, result: result), nanoseconds: end &- start, log)
    return result
}
#endif
