#if os(none)
public import Bytes
internal import CMachine
internal import ELF
internal import FileSystem
internal import LinuxABI
internal import Machine
internal import Memory

/// From a path to a running program: link it, give it a stack and thread-local storage, and jump.
public struct ProgramStart {
    private let process: Process
    private let line: CommandLine
    /// Random bytes for the canary, the pointer guard and AT_RANDOM.
    private let random: () -> UInt64

    /// What the stack has at first: 132 KiB, as on Linux. It grows as it is touched.
    private static let stackSize: UInt = 33 << 12
    private let layout: AddressLayout

    public init(_ process: Process, _ line: CommandLine, random: @escaping () -> UInt64) {
        self.process = process
        self.line = line
        self.random = random
        layout = AddressLayout(line.isRandomised ? random : nil)
    }

    /// Starts the program; comes back only to say why it cannot be: the text and the status to end with.
    public func run() -> (text: ByteText, status: UInt8) {
        var configuration = LinkerConfiguration()
        if line.startsItself { configuration.interpreters = .own }
        if let path = variable("LD_LIBRARY_PATH=") { configuration.libraryPath = path }
        if let preload = variable("LD_PRELOAD=") { configuration.preload = preload }
        if let now = variable("LD_BIND_NOW="), !now.isEmpty { configuration.binding = .now }
        let linker = Linker(configuration, host: ProcessLinkerHost(memory: process.memory, files: process.files.context))
        process.linker = linker
        // Resolvers run while there is no thread control block yet.
        Processor.threadPointer = UInt(machine_no_thread_address())
        let start: Linker.StartInformation
        let stack: InitialStack
        do throws(Errno) {
            stack = try makeStack()
            process.attributes.startsAtRandomAddresses = line.isRandomised
            process.attributes.persona = line.isRandomised ? [] : .ADDR_NO_RANDOMIZE
            process.kernelPages = try KernelPages(process.memory)
            process.publishIdentity()
        } catch {
            return (ByteText("out of memory: no room for the program's first pages"), 125)
        }
        let path = line.program
        if let file = try? process.files.context.walk(path.span) { linker.configuration.programRealPath = file.displayPath() }
        linker.configuration.processorLevel = { Processor.level() }
        linker.configuration.programBase = layout.programBase
        linker.configuration.libraryWords = [([UInt8](ascii: "__libc_stack_end"), stack.stackPointer)]
        do throws(LinkError) { start = try linker.load(program: line.program) } catch {
            var text = ByteText()
            text.add(error.text)
            return (text, UInt8(truncatingIfNeeded: error.exitStatus))
        }
        for ignored in linker.ignoredPreloads {
            var text = ByteText()
            text.add(ignored.preloadMessage)
            process.log.log(text)
        }
        do throws(Errno) { try enter(start, linker, stack) } catch {
            var text = ByteText("cannot start ")
            text.add(line.program)
            text.add(": ")
            text.add(error.message ?? "unknown error")
            return (text, 126)
        }
        return (ByteText("the program has neither an entry point nor a function main"), 126)
    }

    /// Sets the stack aside and lays out what the program will find on it.
    private func makeStack() throws(Errno) -> InitialStack {
        process.memory.placementTop = layout.mappingTop
        let top = try process.memory.mapStack(Self.stackSize, endingAt: layout.stackTop)
        process.stack = top &- Self.stackSize..<top
        return InitialStack(
            top: top &- layout.stackGap, program: line.program, arguments: line.arguments, environment: line.environment,
            random: bytes(random(), random()), auxiliaryCount: Self.auxiliaryCount)
    }

    private func enter(
        _ start: Linker.StartInformation, _ linker: Linker, _ prepared: InitialStack
    ) throws(Errno) {
        guard start.entry != 0 || start.main != 0 else { return }
        if line.processors > 1 { awaitProcessors() }
        MachineTime.programStarts()
        let program = line.program
        if let file = try? process.files.context.walk(program.span) { file.inode.isExecuting = true }
        process.memory.startBreak(at: start.program.range.upperBound + layout.heapGap)
        if start.wantsExecutableStack { try process.makeStackExecutable() }
        var stack = prepared
        stack.complete(auxiliary(start))
        try linker.host.write(stack.bytes.span.raw, at: stack.stackPointer)
        process.initialStack = stack
        if case .linked = start.mode, let shim = linker.shim {
            guard let entry = linker.address(of: [UInt8](ascii: "_apus_start"), in: shim) else { throw .ENOEXEC }
            try makeThreadBlock(linker, shim)
            machine_unlock()
            machine_enter_program(
                UInt64(entry), UInt64(stack.stackPointer), UInt64(stack.stackPointer), UInt64(start.entry), UInt64(start.main))
        }
        var entry = start.entry
        if case .interpreter(_, let first) = start.mode { entry = first }
        machine_unlock()
        machine_enter_program(UInt64(entry), UInt64(stack.stackPointer), 0, 0, 0)
    }

    private static let auxiliaryCount = 17
    private func auxiliary(_ start: Linker.StartInformation) -> [(AuxiliaryType, UInt)] {
        let features = Processor.identify(1)
        var base: UInt = 0
        switch start.mode {
        case .interpreter(let address, _): base = address
        // The shim is its own interpreter.
        case .linked: base = process.linker?.shim?.base ?? 0
        case .standalone: break
        }
        return [
            (.AT_SYSINFO_EHDR, process.kernelPages?.object ?? 0), (.AT_PHDR, start.programHeaders), (.AT_PHENT, 56), (.AT_PHNUM, UInt(start.programHeaderCount)),
            (.AT_PAGESZ, 4096), (.AT_BASE, base), (.AT_FLAGS, 0), (.AT_ENTRY, start.entry), (.AT_UID, 0), (.AT_EUID, 0),
            (.AT_GID, 0), (.AT_EGID, 0), (.AT_HWCAP, UInt(features.d)), (.AT_HWCAP2, machine_uses_fsgsbase() != 0 ? 2 : 0), (.AT_CLKTCK, 100), (.AT_SECURE, 0),
            (.AT_MINSIGSTKSZ, SignalFrame.largest),
        ]
    }

    /// The first thread's static TLS and control block (ELF TLS variant II): images below, the control block above.
    private func makeThreadBlock(_ linker: Linker, _ shim: LinkedObject) throws(Errno) {
        let layout = linker.tlsLayout
        var controlSize: UInt = 4096
        if let symbol = linker.address(of: [UInt8](ascii: "__apus_tcb_size"), in: shim) {
            controlSize = UInt(truncatingIfNeeded: try linker.host.load64(at: symbol))
            guard controlSize <= 1 << 20 else { throw .ENOEXEC }
        }
        let below = (layout.size + layout.alignment - 1) & ~(layout.alignment - 1)
        let block = try linker.host.reserve(size: below + controlSize, alignment: max(4096, layout.alignment), at: 0)
        try linker.host.mapAnonymous(at: block, size: below + controlSize, protection: [.read, .write])
        let thread = block + below
        for number in 1...max(1, linker.tlsModuleCount) {
            guard let module = linker.tlsModule(number), let offset = module.staticOffset, module.fileSize > 0 else { continue }
            try linker.host.copy(from: module.image, to: thread - offset, count: module.fileSize)
        }
        try linker.host.store64(UInt64(thread), at: thread)
        // The canary's lowest byte is zero, so that a string's copy cannot carry it along.
        try linker.host.store64(random() & ~0xff, at: thread + 0x28)
        try linker.host.store64(random(), at: thread + 0x30)
        Processor.threadPointer = thread
        Thread.current.record.threadPointer = thread
    }

    private func variable(_ prefix: StaticString) -> [UInt8]? {
        let name = [UInt8](ascii: prefix)
        for variable in line.environment where variable.starts(with: name) { return Array(variable[name.count...]) }
        return nil
    }

    private func bytes(_ first: UInt64, _ second: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        for word in [first, second] {
            for shift in 0..<8 as Range<UInt64> { bytes.append(UInt8(truncatingIfNeeded: word >> (shift * 8))) }
        }
        return bytes
    }
}
#endif
