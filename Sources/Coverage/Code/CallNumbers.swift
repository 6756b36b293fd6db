/// Finds the numbers of the system calls that an object's own instructions make.
final class CallNumbers {
    /// An instruction that makes system calls, or a call of `syscall(3)`, or of a function that passes its argument on to
    /// one of them.
    struct Site {
        let address: UInt64
        var numbers: Set<UInt16> = []
        /// False where the number could not be followed to constants alone.
        var isComplete = true
    }

    let view: CodeView
    let entries: Set<UInt64>
    /// Functions that are known from elsewhere to get the number in their first argument, such as the C library's `syscall`.
    var knownWrappers: Set<UInt64> = []
    private(set) var sites: [Site] = []
    private var tracer: NumberTracer
    private var followed: Set<NumberTracer.Argument> = []

    init(_ view: CodeView, entries: Set<UInt64>) {
        self.view = view
        self.entries = entries
        tracer = NumberTracer(view, entries: entries)
    }

    /// Adds the sites for one instruction: itself, and callers where the number is an argument.
    func add(_ position: CodeView.Position, _ register: Register, depth: Int = 0) {
        let found = tracer.values(of: register, before: position)
        var site = Site(address: view[position].address, isComplete: found.isComplete && found.words.isEmpty)
        for number in found.constants {
            // The kernel looks at eax alone; what is no number of a call gives ENOSYS and is nobody's need.
            let number = UInt32(truncatingIfNeeded: number)
            if number < 1 << 16 { site.numbers.insert(UInt16(number)) }
        }
        for argument in found.arguments {
            let isKnown = argument.register == .rdi && knownWrappers.contains(argument.function)
            if !follow(argument, depth: depth), !isKnown { site.isComplete = false }
        }
        if !site.numbers.isEmpty || !site.isComplete { sites.append(site) }
    }

    /// Looks at all calls of a function that gets the number as an argument. False where none is to be seen.
    private func follow(_ argument: NumberTracer.Argument, depth: Int) -> Bool {
        if !followed.insert(argument).inserted { return true }
        guard depth < 8 else { return false }
        var callers = view.callers(of: argument.function)
        // Tail calls.
        callers += view.jumps(to: argument.function).filter { source in
            view.functions[source.function].range.lowerBound != argument.function
        }
        for caller in callers { add(caller, argument.register, depth: depth + 1) }
        return !callers.isEmpty
    }
}
