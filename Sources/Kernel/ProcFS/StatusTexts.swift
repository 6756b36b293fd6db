internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Memory

/// The texts of /proc/self that tell of the process itself: stat, status, limits.
extension Process {
    /// Signals that are ignored and that are caught, as sets.
    private func signalSets() -> (ignored: UInt64, caught: UInt64) {
        var sets: (ignored: UInt64, caught: UInt64) = (0, 0)
        for number in 1...Int32(64) {
            let bit: UInt64 = 1 << UInt64(number - 1)
            switch signals[Signal(rawValue: number)].handler {
            case SignalAction.SIG_DFL: break
            case SignalAction.SIG_IGN: sets.ignored |= bit
            default: sets.caught |= bit
            }
        }
        return sets
    }

    /// /proc/self/stat: 52 fields, in the order of proc(5).
    func statisticsText() -> [UInt8] {
        var text = ByteText()
        text.add(decimal: UInt(attributes.id))
        text.add(" (")
        text.add(threadName())
        text.add(") R")
        let ticks = Int(services.time.processorNanoseconds() / 10_000_000)
        let sets = signalSets()
        let stackLimit = attributes.limits[.RLIMIT_RSS]?.current ?? .max
        let arguments = initialStack?.arguments ?? 0..<0
        let environment = initialStack?.environment ?? 0..<0
        func add(_ numbers: [Int]) {
            for number in numbers {
                text.add(" ")
                text.add(decimal: number)
            }
        }
        // 4 ppid … 13 cmajflt
        add([
            Int(attributes.parent), Int(attributes.group), Int(attributes.session), 0, -1, 0, memory.faultCount, 0, 0,
            0,
        ])
        // 14 utime … 22 starttime
        add([ticks, 0, 0, 0, 20 + Int(Thread.current.attributes.nice), Int(Thread.current.attributes.nice), Process.current.threads.count, 0, 0])
        // 23 vsize, 24 rss, 25 rsslim (unsigned), 26 startcode … 30 kstkeip
        add([memory.mappedPages << 12, memory.residentPages])
        text.add(" ")
        text.add(decimal: UInt(stackLimit))
        add([0, 0, Int(initialStack?.stackPointer ?? 0), 0, 0])
        // 31 pending, 32 blocked, 33 ignored, 34 caught: as far as they fit
        for set in [Thread.current.signals.pendingBits, Thread.current.signals.mask.rawValue, sets.ignored, sets.caught] {
            text.add(" ")
            text.add(decimal: UInt(set & 0x7FFF_FFFF))
        }
        // 35 wchan … 44 cguest_time; 38 is SIGCHLD, the signal of its end
        add([0, 0, 0, 17, 0, 0, 0, 0, 0, 0])
        // 45 start_data … 52 exit_code
        add([
            0, 0, Int(memory.breakStart), Int(arguments.lowerBound), Int(arguments.upperBound),
            Int(environment.lowerBound), Int(environment.upperBound), 0,
        ])
        text.add("\n")
        return text.bytes
    }

    /// /proc/self/status.
    func statusText() -> [UInt8] {
        var text = ByteText("Name:\t")
        text.add(threadName())
        text.add("\nUmask:\t0")
        let umask = UInt(files.context.umask.rawValue)
        for shift in [6, 3, 0] as [UInt] { text.add(byte: 0x30 + UInt8(umask >> shift & 7)) }
        text.add("\nState:\tR (running)\n")
        func field(_ name: StaticString, _ number: Int) {
            text.add(name)
            text.add(":\t")
            text.add(decimal: number)
            text.add("\n")
        }
        func fields(_ name: StaticString, _ identity: Credentials.Identity) {
            text.add(name)
            for number in [identity.real, identity.effective, identity.saved, identity.file] {
                text.add("\t")
                text.add(decimal: UInt(number))
            }
            text.add("\n")
        }
        func set(_ name: StaticString, _ bits: UInt64) {
            text.add(name)
            text.add(":\t")
            text.add(hexDigits: UInt(bits), width: 16)
            text.add("\n")
        }
        func size(_ name: StaticString, _ pages: Int) {
            text.add(name)
            text.add(":\t")
            padded(pages * 4, 8)
            text.add(" kB\n")
        }
        func padded(_ number: Int, _ width: Int) {
            var digits = ByteText()
            digits.add(decimal: number)
            for _ in 0..<max(width - digits.bytes.count, 0) { text.add(" ") }
            text.add(digits.bytes)
        }
        field("Tgid", Int(attributes.id))
        field("Ngid", 0)
        field("Pid", Int(Thread.current.id))
        field("PPid", Int(attributes.parent))
        field("TracerPid", 0)
        fields("Uid:", attributes.credentials.user)
        fields("Gid:", attributes.credentials.group)
        field("FDSize", files.descriptors.capacity)
        text.add("Groups:\t")
        for group in attributes.credentials.groups {
            text.add(decimal: UInt(group))
            text.add(" ")
        }
        text.add("\n")
        let sizes = mappedSizes()
        size("VmPeak", memory.mappedPages)
        size("VmSize", memory.mappedPages)
        size("VmLck", memory.lockedPages)
        size("VmPin", 0)
        size("VmHWM", memory.residentPages)
        size("VmRSS", memory.residentPages)
        size("VmData", sizes.data)
        size("VmStk", sizes.stack)
        size("VmExe", sizes.text)
        size("VmSwap", 0)
        field("Threads", threads.count)
        let sets = signalSets()
        set("SigPnd", Thread.current.signals.pendingBits)
        set("ShdPnd", signals.pendingBits)
        set("SigBlk", Thread.current.signals.mask.rawValue)
        set("SigIgn", sets.ignored)
        set("SigCgt", sets.caught)
        let capabilities = attributes.credentials.capabilities
        set("CapInh", capabilities.inheritable)
        set("CapPrm", capabilities.permitted)
        set("CapEff", capabilities.effective)
        set("CapBnd", Credentials.Capabilities.all)
        set("CapAmb", 0)
        field("NoNewPrivs", attributes.flags.contains(.noNewPrivileges) ? 1 : 0)
        field("Seccomp", 0)
        let processors = services.control.processorCount
        text.add("Cpus_allowed:\t")
        text.add(hexDigits: processors >= 64 ? .max : 1 << UInt(processors) - 1)
        text.add(processors == 1 ? "\nCpus_allowed_list:\t0" : "\nCpus_allowed_list:\t0-")
        if processors > 1 { text.add(decimal: UInt(processors - 1)) }
        text.add("\n")
        return text.bytes
    }


    /// /proc/self/limits.
    func limitsText() -> [UInt8] {
        var text = ByteText("Limit                     Soft Limit           Hard Limit           Units     \n")
        let rows: [(StaticString, StaticString, Resource)] = [
            ("Max cpu time", "seconds", .RLIMIT_CPU), ("Max file size", "bytes", .RLIMIT_FSIZE),
            ("Max data size", "bytes", .RLIMIT_DATA), ("Max stack size", "bytes", .RLIMIT_STACK),
            ("Max core file size", "bytes", .RLIMIT_CORE), ("Max resident set", "bytes", .RLIMIT_RSS),
            ("Max processes", "processes", .RLIMIT_NPROC), ("Max open files", "files", .RLIMIT_NOFILE),
            ("Max locked memory", "bytes", .RLIMIT_MEMLOCK), ("Max address space", "bytes", .RLIMIT_AS),
            ("Max file locks", "locks", .RLIMIT_LOCKS), ("Max pending signals", "signals", .RLIMIT_SIGPENDING),
            ("Max msgqueue size", "bytes", .RLIMIT_MSGQUEUE), ("Max nice priority", "", .RLIMIT_NICE),
            ("Max realtime priority", "", .RLIMIT_RTPRIO), ("Max realtime timeout", "us", .RLIMIT_RTTIME),
        ]
        func column(_ bytes: [UInt8], _ width: Int) {
            text.add(bytes)
            for _ in 0..<max(width - bytes.count, 0) { text.add(" ") }
            text.add(" ")
        }
        func limit(_ value: UInt64) {
            var number = ByteText()
            if value == ResourceLimit.infinity { number.add("unlimited") } else { number.add(decimal: UInt(value)) }
            column(number.bytes, 20)
        }
        for (name, unit, resource) in rows {
            guard let value = attributes.limits[resource] else { continue }
            column([UInt8](ascii: name), 25)
            limit(value.current)
            limit(value.maximum)
            column([UInt8](ascii: unit), 9)
            text.add("\n")
        }
        return text.bytes
    }
}
