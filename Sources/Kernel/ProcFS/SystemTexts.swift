internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Memory
internal import Scheduling

/// The texts of /proc that tell of the whole system.
enum SystemTexts {
    /// A name of uname(2) without its padding.
    static func name(_ name: SystemNames.Name) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in name.indices {
            if name[index] == 0 { break }
            bytes.append(name[index])
        }
        return bytes
    }

    /// The number that a text spells, white space around it; nil if it spells none.
    static func number(_ text: [UInt8]) -> Int? {
        var value = 0
        var sign = 1
        var digits = 0
        for byte in text {
            switch byte {
            case 0x20, 0x09, 0x0A, 0: if digits > 0 { return value * sign }
            case 0x2D where digits == 0: sign = -1
            case 0x30...0x39 where digits < 9:
                value = value * 10 + Int(byte - 0x30)
                digits += 1
            default: return nil
            }
        }
        return digits > 0 ? value * sign : nil
    }

    /// Seconds with two places.
    private static func add(_ nanoseconds: UInt64, to text: inout ByteText) {
        let hundredths = UInt(nanoseconds / 10_000_000)
        text.add(decimal: hundredths / 100)
        text.add(".")
        text.add(decimal: hundredths % 100, width: 2)
    }

    static func uptime(_ process: Process) -> [UInt8] {
        let time = process.services.time
        let now = time.monotonicNanoseconds()
        var text = ByteText()
        add(now, to: &text)
        text.add(" ")
        var idle: UInt64 = 0
        for index in 0..<process.services.control.processorCount { idle &+= Threads.scheduler.idleTime(ofProcessor: index) }
        add(idle, to: &text)
        text.add("\n")
        return text.bytes
    }

    /// The share of the time since start-up in which something ran, for want of a longer past.
    static func loadAverage(_ process: Process) -> [UInt8] {
        let time = process.services.time
        let now = max(time.monotonicNanoseconds(), 1)
        let load = min(time.processorNanoseconds(), now) / max(now / 1000, 1) * 1_000_000
        var text = ByteText()
        for _ in 0..<3 {
            add(load, to: &text)
            text.add(" ")
        }
        text.add(decimal: running(process))
        text.add("/")
        text.add(decimal: process.threads.count)
        text.add(" ")
        text.add(decimal: Int(process.threads.lastNumber))
        text.add("\n")
        return text.bytes
    }

    static func memory(_ process: Process) -> [UInt8] {
        let frames = process.services.pages.statistics()
        let rows: [(StaticString, Int)] = [
            ("MemTotal:", frames.total * 4), ("MemFree:", frames.free * 4), ("MemAvailable:", frames.free * 4),
            ("Buffers:", 0), ("Cached:", 0), ("SwapCached:", 0), ("SwapTotal:", 0), ("SwapFree:", 0),
            ("AnonHugePages:", process.memory.hugePageCount * 2048), ("HugePages_Total:", -1), ("HugePages_Free:", -1), ("Hugepagesize:", 2048),
        ]
        var text = ByteText()
        for (name, value) in rows {
            text.add(name)
            var digits = ByteText()
            digits.add(decimal: max(value, 0))
            for _ in 0..<max(24 - name.utf8CodeUnitCount - digits.bytes.count, 1) { text.add(" ") }
            text.add(digits.bytes)
            text.add(value < 0 ? "\n" : " kB\n")
        }
        return text.bytes
    }

    /// The same for the one node there is.
    static func nodeMemory(_ process: Process) -> [UInt8] {
        let frames = process.services.pages.statistics()
        let rows: [(StaticString, Int)] = [
            ("MemTotal:", frames.total * 4), ("MemFree:", frames.free * 4), ("MemUsed:", (frames.total - frames.free) * 4),
            ("AnonHugePages:", process.memory.hugePageCount * 2048),
        ]
        var text = ByteText()
        for (name, value) in rows {
            text.add("Node 0 ")
            text.add(name)
            var digits = ByteText()
            digits.add(decimal: value)
            for _ in 0..<max(24 - name.utf8CodeUnitCount - digits.bytes.count, 1) { text.add(" ") }
            text.add(digits.bytes)
            text.add(" kB\n")
        }
        return text.bytes
    }

    static func statistics(_ process: Process) -> [UInt8] {
        let time = process.services.time
        let now = time.monotonicNanoseconds()
        let count = process.services.control.processorCount
        var text = ByteText()
        var allIdle: UInt64 = 0
        for index in 0..<count { allIdle &+= Threads.scheduler.idleTime(ofProcessor: index) }
        for index in -1..<count {
            text.add(index < 0 ? "cpu " : "cpu")
            if index >= 0 { text.add(decimal: UInt(index)) }
            // The program and its kernel run in one address space: all of it is user time.
            let all = now &* UInt64(index < 0 ? count : 1)
            let idle = min(index < 0 ? allIdle : Threads.scheduler.idleTime(ofProcessor: index), all)
            text.add(" ")
            text.add(decimal: UInt((all - idle) / 10_000_000))
            text.add(" 0 0 ")
            text.add(decimal: UInt(idle / 10_000_000))
            text.add(" 0 0 0 0 0 0\n")
        }
        text.add("ctxt ")
        text.add(decimal: UInt(Threads.scheduler.switchCount))
        text.add("\n")
        text.add("btime ")
        text.add(decimal: Int(time.wallClock().seconds) - Int(now / 1_000_000_000))
        text.add("\nprocesses ")
        text.add(decimal: Int(process.threads.lastNumber - process.attributes.id + 1))
        text.add("\nprocs_running ")
        text.add(decimal: running(process))
        text.add("\nprocs_blocked 0\n")
        return text.bytes
    }

    /// How many threads run or could.
    private static func running(_ process: Process) -> Int {
        var count = 0
        for thread in process.threads.all where thread.state == .running || thread.state == .ready { count += 1 }
        return count
    }

    static func version() -> [UInt8] {
        let names = SystemCalls.names()
        return name(names.sysname) + [UInt8](ascii: " version ") + name(names.release) + [0x20] + name(names.version)
            + [0x0A]
    }
}
