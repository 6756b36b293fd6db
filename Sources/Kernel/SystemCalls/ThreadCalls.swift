#if os(none)
internal import Bytes
internal import LinuxABI
internal import Machine
internal import Scheduling

/// New threads: clone(2), clone3(2). New processes are not to be had yet.
enum ThreadCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.clone] = { flags, stack, parentThread, childThread, threadPointer, _ in
            answer { () throws(Errno) in
                var arguments = CloneArguments()
                arguments.flags = CloneFlags(rawValue: UInt64(flags & 0xffff_ff00))
                arguments.exitSignal = flags & 0xff
                arguments.stack = stack
                arguments.parentThread = parentThread
                arguments.pidfd = parentThread
                arguments.childThread = childThread
                arguments.threadPointer = threadPointer
                return try ThreadCalls.clone(arguments)
            }
        }
        table[.clone3] = { address, size, _, _, _, _ in
            answer { () throws(Errno) in
                var arguments = try ThreadCalls.load(address, size)
                // Here the stack is a range, there its end.
                if arguments.stack != 0 || arguments.stackSize != 0 {
                    guard arguments.stack != 0, arguments.stackSize != 0,
                        AddressMap.isProgram(arguments.stack, Int(bitPattern: arguments.stackSize))
                    else { throw .EINVAL }
                    arguments.stack &+= arguments.stackSize
                }
                guard arguments.exitSignal <= UInt(Signal.limit), arguments.setTIDSize == 0,
                    // A thread's end brings no signal; what was clone(2)'s signal is flags that nobody knows.
                    arguments.exitSignal == 0 || arguments.flags.isDisjoint(with: [.CLONE_THREAD, .CLONE_PARENT]),
                    arguments.flags.rawValue & 0x7f == 0, arguments.flags.rawValue >> 34 == 0, !arguments.flags.contains(.CLONE_DETACHED)
                else { throw .EINVAL }
                return try ThreadCalls.clone(arguments)
            }
        }
    }

    /// `struct clone_args` in any of its versions: what is not given is zero, what is not known must be.
    private static func load(_ address: UInt, _ size: UInt) throws(Errno) -> CloneArguments {
        guard size <= 4096 else { throw .E2BIG }
        guard size >= 64 else { throw .EINVAL }
        let words = UserPointer<UInt>(address)
        var arguments = CloneArguments()
        for index in 0..<Int(size / 8) {
            let word = try words.load(at: index)
            switch index {
            case 0: arguments.flags = CloneFlags(rawValue: UInt64(word))
            case 1: arguments.pidfd = word
            case 2: arguments.childThread = word
            case 3: arguments.parentThread = word
            case 4: arguments.exitSignal = word
            case 5: arguments.stack = word
            case 6: arguments.stackSize = word
            case 7: arguments.threadPointer = word
            case 8: arguments.setTID = word
            case 9: arguments.setTIDSize = word
            case 10: arguments.cgroup = word
            default: guard word == 0 else { throw .E2BIG }
            }
        }
        return arguments
    }

    /// Makes a thread that continues where the caller does. Throws what clone(2) says, and `ENOSYS` for a process.
    private static func clone(_ arguments: CloneArguments) throws(Errno) -> Int {
        let flags = arguments.flags
        if flags.contains(.CLONE_SIGHAND), !flags.contains(.CLONE_VM) { throw .EINVAL }
        if flags.contains(.CLONE_THREAD), !flags.contains(.CLONE_SIGHAND) { throw .EINVAL }
        if flags.isSuperset(of: [.CLONE_FS, .CLONE_NEWNS]) { throw .EINVAL }
        if flags.isSuperset(of: [.CLONE_SIGHAND, .CLONE_CLEAR_SIGHAND]) { throw .EINVAL }
        if flags.isSuperset(of: [.CLONE_THREAD, .CLONE_PIDFD]) { throw .EINVAL }
        // A process: fork(2) and vfork(2) are for later.
        guard flags.contains(.CLONE_THREAD) else { throw .ENOSYS }
        // Part of what threads share is asked not to be shared: none of the thread libraries does.
        guard flags.isSuperset(of: [.CLONE_FS, .CLONE_FILES]) else { throw .EINVAL }
        let namespaces: CloneFlags = [
            .CLONE_NEWNS, .CLONE_NEWCGROUP, .CLONE_NEWUTS, .CLONE_NEWIPC, .CLONE_NEWUSER, .CLONE_NEWPID, .CLONE_NEWNET, .CLONE_INTO_CGROUP,
        ]
        guard flags.isDisjoint(with: namespaces) else { throw .EINVAL }
        // The caller's registers are only known to the SYSCALL entry.
        guard Processor.entry == .systemCall else { throw .ENOSYS }
        if flags.contains(.CLONE_SETTLS), arguments.threadPointer >= AddressMap.programHigh { throw .EPERM }
        return try start(arguments)
    }

    private static func start(_ arguments: CloneArguments) throws(Errno) -> Int {
        let flags = arguments.flags
        let parent = Thread.current
        let process = parent.process
        // The superuser is above this limit.
        if let limit = process.attributes.limits[.RLIMIT_NPROC], UInt64(process.threads.count) >= limit.current,
            !process.attributes.credentials.has(Credentials.Capabilities.systemResource)
        {
            throw .EAGAIN
        }
        let thread = try Threads.make(id: process.threads.nextNumber(), process)
        OtherProcessors.start()
        // A bad address is not an error: the thread is there, and nobody is told its number.
        if flags.contains(.CLONE_PARENT_SETTID) { try? UserPointer<Int32>(arguments.parentThread).store(thread.id) }
        if flags.contains(.CLONE_CHILD_SETTID) { try? UserPointer<Int32>(arguments.childThread).store(thread.id) }
        if flags.contains(.CLONE_CHILD_CLEARTID) { thread.attributes.clearAtEnd = arguments.childThread }
        thread.record.copyCaller(
            stack: arguments.stack != 0 ? arguments.stack : Processor.programStack,
            threadPointer: flags.contains(.CLONE_SETTLS) ? arguments.threadPointer : Processor.threadPointer)
        thread.signals.setMask(parent.signals.mask)
        thread.attributes.name = parent.attributes.name
        thread.attributes.timerSlack = parent.attributes.timerSlack
        thread.beganAt = Threads.scheduler.now()
        thread.inheritScheduling(from: parent)
        process.threads.add(thread)
        Threads.scheduler.start(thread)
        return Int(thread.id)
    }
}
#endif
