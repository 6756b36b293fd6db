#if os(none)
internal import Bytes
internal import CMachine
internal import LinuxABI

/// The trace of system calls, and the word about those that nothing answers. Neither costs anything while it is not asked
/// for: the dispatch table then names the handlers themselves.
public final class CallTrace {
    private var handlers: [machine_handler?] = []
    /// The call that was made last and has not come back: its line is not written yet.
    private var open: OpenCall?
    /// The last call of another program in this one's place, and when it began: where it succeeds, nobody comes back from it.
    fileprivate var replacement: (OpenCall, start: UInt64)?
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

    /// A thread makes a call. Who was in one before waits in it: what is known of that is written.
    fileprivate func begin(_ call: OpenCall) {
        // Messages with times come whole, when the call is over.
        if destination == .timedMessages { return }
        writeUnfinished()
        open = call
    }

    /// The call has come back: its line, or what is left of it.
    fileprivate func end(_ call: OpenCall, _ result: Int, nanoseconds: UInt64) {
        if destination == .timedMessages { return write(call, result, .whole, nanoseconds: nanoseconds) }
        let isWhole = open?.thread == call.thread
        if isWhole { open = nil } else { writeUnfinished() }
        write(call, result, isWhole ? .whole : .rest)
    }

    /// The running thread's call was an execve(2) that succeeded: it does not come back.
    func programReplaced() {
        let time = Process.current.services.time.monotonicNanoseconds()
        guard let (call, start) = replacement else { return }
        replacement = nil
        end(call, 0, nanoseconds: time &- start)
    }

    fileprivate func writeUnfinished() {
        guard let call = open else { return }
        open = nil
        write(call, nil, .beginning)
    }

    /// A line, with the thread's number where there are several.
    fileprivate func write(_ call: OpenCall, _ result: Int?, _ part: TraceLine.Part, nanoseconds: UInt64 = 0) {
        let process = Process.current
        let a = call.arguments
        let line = TraceLine.format(call.number, a.0, a.1, a.2, a.3, a.4, a.5, result: result, part: part)
        if destination == .timedMessages { return process.log.call(line, nanoseconds: nanoseconds) }
        guard process.threads.lastNumber != process.attributes.id else { return process.log.log(line) }
        var text = ByteText("[pid ")
        var digits = ByteText()
        digits.add(decimal: Int(call.thread))
        for _ in 0..<max(5 - digits.bytes.count, 0) { text.add(" ") }
        text.add(digits.bytes)
        text.add("] ")
        text.add(line.bytes)
        process.log.log(text)
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
    // A question whether there is such a thing, with this for a no: glibc's, at every start.
    let isProbe = number == Int(SystemCallNumber.rseq.rawValue)
    if !isProbe, process.trace.isFirst(number) {
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

/// A call that a thread is in.
fileprivate struct OpenCall {
    var thread: Int32
    var number: SystemCallNumber
    var arguments: (UInt, UInt, UInt, UInt, UInt, UInt)
}

/// A call while the trace is on. Held: entry.S passes the number and six arguments.
@c(machine_traced_call)
public func answerTracedCall(_ record: UnsafePointer<UInt>) -> Int {
    let trace = Process.current.trace
    let number = Int(unsafe record[0])
    let call = SystemCallNumber(rawValue: UInt16(truncatingIfNeeded: number))
    let (a, b, c) = unsafe (record[1], record[2], record[3])
    let (d, e, f) = unsafe (record[4], record[5], record[6])
    let time = Process.current.services.time
    let open = OpenCall(thread: Thread.current.id, number: call, arguments: (a, b, c, d, e, f))
    if call == .exit || call == .exit_group {
        trace.writeUnfinished()
        trace.write(open, nil, .whole)
    } else {
        trace.begin(open)
    }
    guard let handler = trace.handler(number) else { return -Int(Errno.ENOSYS.rawValue) }
    // The entry for absent calls finds the number where it is now.
    let start = time.monotonicNanoseconds()
    if call == .execve || call == .execveat { trace.replacement = (open, start) }
    let result = machine_call_handler(UInt(number), handler, a, b, c, d, e, f)
    trace.end(open, result, nanoseconds: time.monotonicNanoseconds() &- start)
    return result
}
#endif
