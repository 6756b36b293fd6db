public import Bytes
public import FileSystem
public import LinuxABI
internal import Memory

/// What /proc and /sys show, proc(5): of the process that looks, and of the system.
public final class ProcTexts: ProcessInformation {
    private let program: [UInt8]
    private let kernelCommandLine: FileBytes
    private var bootIdentifier: (UInt64, UInt64)?
    private var programDentry: Dentry?
    /// What was written to oom_score_adj.
    private var oomAdjustment = 0

    /// - Parameters:
    ///   - program: the path of the program, as the kernel started it.
    ///   - kernelCommandLine: what the machine's loader gave the kernel.
    public init(program: [UInt8], kernelCommandLine: FileBytes) {
        self.program = program
        self.kernelCommandLine = kernelCommandLine
    }

    public var processNumber: Int32 { Process.exists ? Process.current.attributes.id : 1 }
    public var threadNumbers: [Int32] { Process.current.threads.all.map { $0.id }.sorted() }
    public var runningThread: Int32 { Thread.current.id }
    public var processorCount: Int { Process.current.services.control.processorCount }
    public var descriptors: DescriptorTable { Process.current.files.descriptors }
    public var context: FileSystemContext { Process.current.files.context }

    public func executable() -> Dentry? {
        if programDentry == nil {
            let path = program
            programDentry = try? Process.current.files.context.walk(path.span)
        }
        return programDentry
    }

    /// The thread of that number; of the process as a whole its first one speaks, or whoever asks. Throws `ESRCH`.
    private func thread(_ number: Int32?, _ process: Process) throws(Errno) -> Thread {
        guard let number else { return process.threads.find(process.attributes.id) ?? Thread.current }
        guard let thread = process.threads.find(number) else { throw .ESRCH }
        return thread
    }

    public func text(of file: GeneratedText, thread number: Int32?) throws(Errno) -> [UInt8] {
        let process = Process.current
        let thread = try thread(number, process)
        switch file {
        case .auxiliaryVector: return process.auxiliaryVector()
        case .controlGroup: return [UInt8](ascii: "0::/\n")
        case .commandLine: return process.programBytes(process.initialStack?.arguments)
        case .name: return thread.nameText() + [0x0A]
        // Nothing of a crash is written to a file.
        case .coreDumpFilter: return [UInt8](ascii: "00000000\n")
        case .environment: return process.programBytes(process.initialStack?.environment)
        case .limits: return process.limitsText()
        case .userMap: return [UInt8](ascii: "         0          0 4294967295\n")
        case .persona:
            var text = ByteText()
            text.add(hexDigits: UInt(process.attributes.persona.rawValue), width: 8)
            text.add("\n")
            return text.bytes
        case .maps: return process.mapsText()
        case .mountInformation: return process.files.context.namespace.mountInformationText()
        case .mounts: return process.files.context.namespace.mountsText()
        case .oomScore: return line(0)
        case .oomAdjustment: return line(oomAdjustment)
        case .processStatistics: return process.statisticsText(thread, isWhole: number == nil)
        case .memoryStatistics: return process.memoryStatisticsText()
        case .status: return process.statusText(thread)
        case .scheduleStatistics: return thread.scheduleText()
        // Where in the kernel it waits is nobody's business, as on a Linux that hides it.
        case .waitChannel: return [0x30]
        case .children: return []
        case .kernelCommandLine:
            let source = kernelCommandLine
            var line: [UInt8] = []
            for index in 0..<source.count { line.append(source.span.u8(index) ?? 0) }
            return line + [0x0A]
        case .bootIdentifier:
            let entropy = process.services.entropy
            let numbers = bootIdentifier ?? (entropy.next(), entropy.next())
            bootIdentifier = numbers
            return identifier(numbers.0, numbers.1)
        case .randomIdentifier:
            let entropy = process.services.entropy
            return identifier(entropy.next(), entropy.next())
        default: return systemText(file, process)
        }
    }

    private func systemText(_ file: GeneratedText, _ process: Process) -> [UInt8] {
        switch file {
        case .processors: return ProcessorTexts.text(count: process.services.control.processorCount)
        case .processorList:
            let count = process.services.control.processorCount
            var text = ByteText(count == 1 ? "0" : "0-")
            if count > 1 { text.add(decimal: UInt(count - 1)) }
            text.add("\n")
            return text.bytes
        case .noProcessors: return [0x0A]
        case .highestProcessor: return line(63)
        case .core(let index): return line(index)
        case .package: return line(0)
        case .ownList(let index): return line(index)
        case .ownMask(let index): return mask(1 << UInt64(index))
        case .allMask: return mask(process.services.control.processorCount >= 64 ? .max : 1 << UInt64(process.services.control.processorCount) - 1)
        // Only where a program asks with madvise(2), or has very much.
        case .hugePages: return [UInt8](ascii: "always [madvise] never\n")
        case .hugePageSize: return line(1 << 21)
        // Whole blocks are taken where there are any, and nothing is moved to make one.
        case .hugePageDefragmentation: return [UInt8](ascii: "always defer defer+madvise madvise [never]\n")
        case .sharedHugePages: return [UInt8](ascii: "always within_size advise [never] deny force\n")
        case .zeroHugePage: return line(0)
        case .node: return line(0)
        case .nodeDistance: return line(10)
        case .nodeMemory: return SystemTexts.nodeMemory(process)
        case .noControllers: return [0x0A]
        case .controlGroupProcesses: return line(Int(process.attributes.id))
        case .controlGroupThreads:
            var text = ByteText()
            for number in threadNumbers {
                text.add(decimal: Int(number))
                text.add("\n")
            }
            return text.bytes
        case .controlGroupStatistics: return [UInt8](ascii: "nr_descendants 0\nnr_dying_descendants 0\n")
        case .fileSystems:
            return [UInt8](ascii: "nodev\tproc\nnodev\tsysfs\nnodev\ttmpfs\nnodev\tdevtmpfs\nnodev\tcgroup2\n\terofs\n")
        case .loadAverage: return SystemTexts.loadAverage(process)
        case .memory: return SystemTexts.memory(process)
        case .systemStatistics: return SystemTexts.statistics(process)
        case .uptime: return SystemTexts.uptime(process)
        case .version: return SystemTexts.version()
        case .hostName: return SystemTexts.name(SystemCalls.names().nodename) + [0x0A]
        case .osRelease: return SystemTexts.name(SystemCalls.names().release) + [0x0A]
        case .osType: return SystemTexts.name(SystemCalls.names().sysname) + [0x0A]
        case .highestProcess: return line(4_194_304)
        case .highestThreads: return line(Threads.limit(process))
        case .highestGroups: return line(65_536)
        case .highestCapability: return line(Credentials.Capabilities.last)
        case .highestFiles, .highestDescriptor: return line(DescriptorTable.highestLimit)
        case .pipeSize: return line(Pipe.largestCapacity)
        // Only what the machine could never provide is refused.
        case .overcommit: return line(0)
        case .lowestAddress: return line(Int(AddressMap.programLow))
        // 2: the heap's place too.
        case .addressRandomisation: return line(process.attributes.startsAtRandomAddresses ? 2 : 0)
        case .highestMappings: return line(process.memory.regionLimit)
        default: return []
        }
    }

    public func store(_ text: [UInt8], in file: GeneratedText, thread number: Int32?) throws(Errno) {
        switch file {
        case .name:
            let end = text.firstIndex { $0 == 0x0A || $0 == 0 } ?? text.count
            let name = [UInt8](text[..<end])
            try thread(number, Process.current).attributes.setName(name.span)
        case .oomAdjustment:
            guard let value = SystemTexts.number(text), (-1000...1000).contains(value) else { throw .EINVAL }
            oomAdjustment = value
        // What cannot be set is as on a read-only mount of it.
        default: throw .EACCES
        }
    }

    /// A set of processors in hexadecimal.
    private func mask(_ set: UInt64) -> [UInt8] {
        var text = ByteText()
        text.add(hexDigits: UInt(set), width: 1)
        text.add("\n")
        return text.bytes
    }

    private func line(_ number: Int) -> [UInt8] {
        var text = ByteText()
        text.add(decimal: number)
        text.add("\n")
        return text.bytes
    }

    /// 128 random bits as a UUID of version 4.
    private func identifier(_ high: UInt64, _ low: UInt64) -> [UInt8] {
        let high = high & ~0xF000 | 0x4000
        let low = low & ~(3 << 62) | 1 << 63
        var text = ByteText()
        text.add(hexDigits: UInt(high >> 32), width: 8)
        text.add("-")
        text.add(hexDigits: UInt(high >> 16 & 0xFFFF), width: 4)
        text.add("-")
        text.add(hexDigits: UInt(high & 0xFFFF), width: 4)
        text.add("-")
        text.add(hexDigits: UInt(low >> 48), width: 4)
        text.add("-")
        text.add(hexDigits: UInt(low & 0xFFFF_FFFF_FFFF), width: 12)
        text.add("\n")
        return text.bytes
    }
}
