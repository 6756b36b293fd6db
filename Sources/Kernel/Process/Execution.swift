internal import ELF
internal import FileSystem
internal import LinuxABI
internal import Memory
internal import Scheduling
#if os(none)
internal import CMachine
#endif

/// What execve(2) asks for, read in whole before anything of the old program goes.
struct Execution {
    /// The path of the file to load: of a script its interpreter.
    var program: [UInt8]
    /// What the program's name is made of: of a script the script's path.
    var name: [UInt8]
    var arguments: [[UInt8]]
    var environment: [[UInt8]]
    /// User and group of a file that is executed with its owner's rights, nil for others.
    var user: UInt32?
    var group: UInt32?
}

// Another program in the place of the running one: execve(2), "Effect on process attributes".
extension Process {
    /// Ends all threads but the running one, which has the process's number from then on. Throws `EINTR` where another thread is at it
    /// already: the signal that ends this one waits.
    func endOtherThreads() throws(Errno) {
        if survivor != nil { throw .EINTR }
        let current = Thread.current
        survivor = current
        signals.resume()
        for thread in threads.all where thread !== current {
            thread.signals.pending.add(SignalInfo(signal: .SIGKILL, code: .SI_KERNEL))
            thread.noticeSignal()
        }
        while threads.count > 1 { Threads.waitUninterrupted() }
        survivor = nil
        current.id = attributes.id
    }

    /// A thread has ended: whoever waits for the last of the others looks again.
    func noticeEnd() { if let survivor { Threads.scheduler.wake(survivor) } }

    /// Forgets what belonged to the old program and not to the process.
    func resetForExecution(_ execution: Execution) {
        files.descriptors.closeMarked()
        signals.resetHandlers()
        timers.deleteAll()
        let thread = Thread.current
        thread.signals.reset()
        thread.attributes.clearAtEnd = 0
        thread.attributes.robustList = 0
        thread.attributes.setName(path: execution.name.span)
        attributes.flags.insert(.dumpable)
        attributes.credentials.execute(user: execution.user, group: execution.group, isRestricted: attributes.flags.contains(.noNewPrivileges))
        adoptFileCredentials()
        linker = nil
        initialStack = nil
        hasExecutableStack = false
        isClockPublished = false
        #if os(none)
        kernelPages = nil
        #endif
        memory.clear()
    }

    #if os(none)
    /// Loads the machine's first program, or the one that takes over; where that cannot be, the machine stops and says why.
    @inline(never)
    func load(_ line: CommandLine) -> ProgramEntry {
        self.line = line
        switch ProgramStart(self, line, random: { self.services.entropy.next() }).prepare() {
        case .ready(let entry): return entry
        case .refused(let text, let status): log.refuse(text, status: status)
        }
    }

    /// The same for a program that takes the running one's place: what is left of that goes first.
    @inline(never)
    func replaceProgram(by execution: Execution) throws(Errno) -> ProgramEntry {
        try endOtherThreads()
        // While the strings that the trace shows are there.
        trace.programReplaced()
        resetForExecution(execution)
        guard var line else { throw .ENOSYS }
        line.replace(
            program: execution.program, arguments: execution.arguments, environment: execution.environment,
            isRandomised: !attributes.persona.contains(.ADDR_NO_RANDOMIZE))
        return load(line)
    }
    #endif
}

#if os(none)
/// A program's first registers.
struct ProgramEntry {
    var entry: UInt
    var stackPointer: UInt
    /// The first three arguments: of the C library shim's start.
    var arguments: (UInt, UInt, UInt) = (0, 0, 0)

    /// Leaves the kernel for the program's first instruction. Nothing on the running kernel stack is used again.
    func enter() -> Never {
        machine_unlock()
        machine_enter_program(
            UInt64(entry), UInt64(stackPointer), UInt64(arguments.0), UInt64(arguments.1), UInt64(arguments.2))
    }
}
#endif
