internal import Bytes
internal import FileSystem
internal import LinuxABI

/// The system as a whole, and a process's end: uname(2), sysinfo(2), getrandom(2), exit_group(2).
public enum SystemCalls {
    public static func bind(_ table: borrowing HandlerTable) {
        table[.uname] = { result, _, _, _, _, _ in
            answer { () throws(Errno) in
                try UserPointer<SystemNames>(result).store(SystemCalls.names())
                return 0
            }
        }
        table[.sysinfo] = { result, _, _, _, _, _ in
            answer { () throws(Errno) in
                try UserPointer<SystemInformation>(result).store(SystemCalls.information())
                return 0
            }
        }
        table[.getrandom] = { buffer, count, flags, _, _, _ in
            answer { () throws(Errno) in
                let flags = RandomFlags(argument: flags)
                guard flags.isSubset(of: [.GRND_NONBLOCK, .GRND_RANDOM, .GRND_INSECURE]),
                    !flags.isSuperset(of: [.GRND_RANDOM, .GRND_INSECURE])
                else { throw .EINVAL }
                // Linux moves at most 32 MiB less one in a call.
                var target = UserBuffer(address: buffer, count: Int(min(count, 33_554_431)))
                return try Process.current.services.entropy.fill(&target)
            }
        }
        table[.exit] = { status, _, _, _, _, _ in
            Process.current.services.control.exitThread(status: UInt8(truncatingIfNeeded: status))
        }
        table[.exit_group] = { status, _, _, _, _, _ in
            Process.current.services.control.exitProcess(status: UInt8(truncatingIfNeeded: status))
        }
        ProcessControlCalls.bind(table)
        FutexCalls.bind(table)
        #if os(none)
        ThreadCalls.bind(table)
        #endif
        ExecutionCalls.bind(table)
        WaitCalls.bind(table)
        NamespaceCalls.bind(table)
    }

    /// What uname(2) tells: the Linux whose interface this is.
    static func names() -> SystemNames {
        var names = SystemNames()
        names.sysname = name("Linux")
        names.nodename = name("apus")
        names.release = name("6.1.0-apus")
        names.version = name("#1 Apus")
        names.machine = name("x86_64")
        names.domainname = name("(none)")
        return names
    }

    private static func name(_ text: StaticString) -> SystemNames.Name { text.withBytes { SystemNames.name($0) } }

    private static func information() -> SystemInformation {
        let services = Process.current.services
        let frames = services.pages.statistics()
        var information = SystemInformation()
        // A second that has begun counts.
        information.uptime = Int64((services.time.monotonicNanoseconds() + 999_999_999) / 1_000_000_000)
        information.totalram = UInt64(frames.total * pageSize)
        information.freeram = UInt64(frames.free * pageSize)
        information.procs = UInt16(clamping: Process.current.threads.count)
        return information
    }
}
