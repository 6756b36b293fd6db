#if os(none)
internal import Scheduling
internal import Bytes
internal import CMachine
internal import FileSystem

internal import LinuxABI
internal import Machine
internal import Memory
internal import Sync
internal import Virtio

/// The order of start-up. What a program does not need is not touched.
@c(kernel_start)
public func startUp() {
    guard let information = BootInformation(), startMemory(information) else { Power.off() }
    let place = information.commandLine
    // Held: memory of the loader's that nobody else was given.
    let line = CommandLine(unsafe FileBytes(address: AddressMap.linear + place.address.rawValue, count: place.count).span)
    let tables = information.tables
    guard let device = startSerialDevice(line) else { Power.off() }
    let console = SerialConsole(device, errorFollowsOutput: line.errorFollowsOutput, tables: tables)
    DeviceInterrupts.connect(console)
    let log = KernelLog(console)
    let stacks = KernelStacks(
        allocatePage: { allocatePhysicalPage() },
        releasePage: { page in unsafe frames?.release(PageFrame(rawValue: page >> 12)) })
    guard stacks.installTables(.first) else {
        log.refuse(ByteText("out of memory at start-up: give the machine more with --memory"), status: 125)
    }
    unsafe Threads.stacks = stacks
    Threads.fillStackReserve()
    Processors.silenceLegacyControllers()
    Processor.enableExtendedState()
    do throws(Errno) {
        let process = try makeProcess(information, line, console, log)
        OtherProcessors.prepare(line.processors)
        bindSystemCalls()
        if line.isTraced { process.trace.start(line.areCallsTimed ? .timedMessages : .logLines) }
        process.load(line).enter()
    } catch {
        var text = ByteText("cannot start: ")
        text.add(error.message ?? "unknown error")
        log.refuse(text, status: 125)
    }
}

/// Frames and the kernel's heap: from here on there are objects.
private func startMemory(_ information: BootInformation) -> Bool {
    var usable = InlineArray<16, Range<UInt>>(repeating: 0..<0)
    var count = 0
    // Pages of 1 GiB map all memory there is; without them it stays at what boot.S has mapped.
    let limit = LinearMap.hasGiBPages ? 512 << 30 : LinearMap.initialExtent
    for index in 0..<information.memoryMapCount where count < 16 {
        let entry = information.memoryMap(index)
        guard entry.isRAM, entry.range.lowerBound < limit else { continue }
        usable[count] = entry.range.lowerBound..<min(entry.range.upperBound, limit)
        if usable[count].upperBound > LinearMap.initialExtent {
            for index in max(usable[count].lowerBound, LinearMap.initialExtent) >> 30...(usable[count].upperBound - 1) >> 30 {
                LinearMap.extend(toGiB: index)
            }
        }
        count += 1
    }
    let line = information.commandLine
    let module = information.module
    let reserved: InlineArray<5, Range<UInt>> = [
        0..<4096, startPage..<startPage + 4096,
        0x10_0000..<BootInformation.kernelEnd.rawValue,
        line.address.rawValue..<line.address.rawValue + UInt(line.count) + 1,
        module.map { $0.address.rawValue..<$0.address.rawValue + UInt($0.count) } ?? 0..<0,
    ]
    do throws(Errno) {
        unsafe frames = try FrameAllocator(
            usable: usable.span.extracting(0..<count), reserved: reserved.span, linearBase: AddressMap.linear)
    } catch { return false }
    if !LinearMap.hasGiBPages { mapDevices() }
    return unsafe heap.start(heapPages)
}

/// The GiB below 4 GiB, where the interrupt controllers and virtio-mmio devices are, for processors without large pages.
private func mapDevices() {
    if let table = allocatePhysicalPage() { LinearMap.extend(toGiB: 3, table: table) }
}

/// The process that the program will be: its address space, its files, the services under it.
private func makeProcess(
    _ information: BootInformation, _ line: CommandLine, _ console: SerialConsole, _ log: KernelLog
) throws(Errno) -> Process {
    guard let frames = unsafe frames else { throw .ENOMEM }
    let clock = Clock(wallStart: line.wallTime) { allocatePhysicalPage() }
    let time = MachineTime(clock)
    Threads.begin(MachineProcessors(clock), processors: line.processors)
    // Asked once: under a hypervisor CPUID leaves the guest.
    let hasRandom = Processor.hasRandom
    let random = { () -> UInt64 in (hasRandom ? Processor.random() : nil) ?? Processor.timestamp() }
    let entropy = RandomGenerator(seed: line.seed, more: (random(), random(), random(), random()))
    let pages = FramePages(frames)
    let fileServices = FileServices(pages: pages, clock: time, entropy: entropy)

    guard let module = information.module else { throw .ENODEV }
    // Held: the boot module is reserved and never written.
    let image = unsafe FileBytes(address: AddressMap.linear + module.address.rawValue, count: module.count)
    let root = try ErofsSuperblock(
        image: image, firstFrame: PageFrame(rawValue: module.address.rawValue >> 12), services: fileServices)
    // Not 1: kill(2) means everyone by -1, so that the group of process 1 could not be signalled.
    let attributes = ProcessAttributes(id: 2, parent: 1)
    let terminal =
        line.terminals == 0
        ? nil
        : Terminal(
            console, window: WindowSize(rows: line.windowSize.rows, columns: line.windowSize.columns), group: attributes.id)
    HostCommands.begin(console, terminal)
    let place = information.commandLine
    // Held: the loader's memory is reserved.
    let text = unsafe FileBytes(address: AddressMap.linear + place.address.rawValue, count: place.count)
    let texts = ProcTexts(kernelCommandLine: text)
    let namespace = try MountNamespace.standard(image: root, fileServices, terminal: terminal, texts)
    let anonymous = AnonymousSuperblock(clock: time)
    let files = ProcessFiles(
        process: attributes.id, namespace: namespace, anonymous: anonymous,
        memory: TmpSuperblock(fileServices, minor: 21, typeName: "tmpfs", permissions: FileMode(rawValue: 0o1777)))
    try files.context.changeDirectory(line.workingDirectory.span)
    try files.descriptors.openStandardStreams(
        console, terminal: terminal, terminals: StandardStreams(rawValue: line.terminals), files.context, anonymous)

    let cache = TranslationCache(
        flushPage: { _, address in Processor.invalidate(page: address) }, flushAll: { _ in Processor.invalidateAll() },
        flushOthers: { _ in TranslationFlush.tellOthers() })
    let memory = try AddressSpace(
        frames: frames, template: PageFrame(rawValue: UInt(machine_root_address()) >> 12), cache: cache)
    let process = Process(
        memory: memory, files: files, attributes: attributes,
        services: Services(time: time, control: MachineControl(log), pages: pages, entropy: entropy), log: log)
    Processor.pageTableRoot = memory.root.address
    let thread = try Threads.make(id: attributes.id, process)
    thread.attributes.setName(path: line.program.span)
    process.threads.add(thread)
    process.retainForever()
    thread.record.adopt()
    Threads.scheduler.adopt(thread)
    fileServices.user = ProcessFileUser()
    return process
}

private func bindSystemCalls() {
    let table = HandlerTable()
    table.bindAll()
    LinkerServices.bind()
}
#endif
