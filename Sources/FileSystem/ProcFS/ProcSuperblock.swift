internal import Bytes
public import LinuxABI

/// The file system of /proc, proc(5), or with another root that of /sys. Nothing in it exists before it is looked for.
public final class ProcSuperblock: Superblock {
    public override var belongsToProcess: Bool { true }
    private let information: any ProcessInformation
    private let magic: FileSystemMagic
    private var rootDirectory: VirtualDirectory?

    /// /proc.
    @export(interface)
    public static func process(_ information: any ProcessInformation, clock: any FileClock) -> ProcSuperblock {
        let result = ProcSuperblock("proc", 4, .PROC_SUPER_MAGIC, information, clock)
        result.rootDirectory = VirtualDirectory(result, number: 1) { result.systemEntries() }
        return result
    }

    /// /sys: the few files of it that programs ask for.
    @export(interface)
    public static func system(_ information: any ProcessInformation, clock: any FileClock) -> ProcSuperblock {
        let result = ProcSuperblock("sysfs", 6, .SYSFS_MAGIC, information, clock)
        result.rootDirectory = VirtualDirectory(result, number: 1) { result.deviceEntries() }
        return result
    }

    /// /sys/fs/cgroup: the root of the one hierarchy of cgroups(7), version 2, with everything in it and no controllers.
    @export(interface)
    public static func controlGroups(_ information: any ProcessInformation, clock: any FileClock) -> ProcSuperblock {
        let result = ProcSuperblock("cgroup2", 7, .CGROUP2_SUPER_MAGIC, information, clock)
        result.rootDirectory = VirtualDirectory(result, number: 1) { result.controlGroupEntries() }
        return result
    }

    private init(
        _ typeName: StaticString, _ minor: UInt32, _ magic: FileSystemMagic,
        _ information: any ProcessInformation, _ clock: any FileClock
    ) {
        self.information = information
        self.magic = magic
        super.init(minor: minor, typeName: typeName, isReadOnly: false, clock: clock)
    }

    @export(interface)
    public override func root() throws(Errno) -> Inode {
        guard let rootDirectory else { throw .ENODEV }
        return rootDirectory
    }

    @export(interface)
    public override func statistics() -> FileSystemStatistics { FileSystemStatistics(magic: magic) }

    // MARK: Entries

    private typealias Entry = VirtualDirectory.Entry

    private func file(
        _ name: StaticString, _ text: GeneratedText, _ permissions: UInt32 = 0o444, thread: Int32? = nil
    ) -> Entry {
        Entry(name: [UInt8](ascii: name), type: .regular) {
            GeneratedInode(self, text, FileMode(rawValue: permissions), self.information, thread: thread)
        }
    }

    private func directory(_ name: StaticString, _ build: @escaping () -> [Entry]) -> Entry {
        Entry(name: [UInt8](ascii: name), type: .directory) { VirtualDirectory(self, build) }
    }

    private func link(_ name: StaticString, _ target: [UInt8]) -> Entry {
        Entry(name: [UInt8](ascii: name), type: .symbolicLink) { TextLink(self, target) }
    }

    private func magic(_ name: StaticString, _ find: @escaping () -> Dentry?) -> Entry {
        Entry(name: [UInt8](ascii: name), type: .symbolicLink) { MagicLink(self, find) }
    }

    private func digits(_ number: Int32) -> [UInt8] {
        var text = ByteText()
        text.add(decimal: UInt(number))
        return text.bytes
    }

    private func systemEntries() -> [Entry] {
        let process = digits(information.processNumber)
        return [
            link("self", process),
            Entry(name: [UInt8](ascii: "thread-self"), type: .symbolicLink) { RunningThreadLink(self, self.information) },
            Entry(name: process, type: .directory) {
                VirtualDirectory(self) { self.processEntries(nil) + self.threadEntries() }
            },
            file("cmdline", .kernelCommandLine),
            file("cpuinfo", .processors),
            file("filesystems", .fileSystems),
            file("loadavg", .loadAverage),
            file("meminfo", .memory),
            link("mounts", [UInt8](ascii: "self/mounts")),
            file("stat", .systemStatistics),
            directory("sys") {
                [
                    self.directory("fs") {
                        [
                            self.file("file-max", .highestFiles), self.file("nr_open", .highestDescriptor),
                            self.file("pipe-max-size", .pipeSize),
                        ]
                    },
                    self.directory("kernel") { self.kernelEntries() },
                    self.directory("vm") {
                        [
                            self.file("max_map_count", .highestMappings),
                            self.file("mmap_min_addr", .lowestAddress), self.file("overcommit_memory", .overcommit),
                        ]
                    },
                ]
            },
            file("uptime", .uptime),
            file("version", .version),
        ]
    }

    private func kernelEntries() -> [Entry] {
        [
            file("cap_last_cap", .highestCapability),
            file("hostname", .hostName),
            file("ngroups_max", .highestGroups),
            file("osrelease", .osRelease),
            file("ostype", .osType),
            file("pid_max", .highestProcess),
            file("randomize_va_space", .addressRandomisation),
            file("threads-max", .highestThreads),
            directory("random") {
                [self.file("boot_id", .bootIdentifier), self.file("uuid", .randomIdentifier)]
            },
        ]
    }

    /// What a process and each of its threads have.
    private func processEntries(_ thread: Int32?) -> [Entry] {
        let information = information
        return [
            file("auxv", .auxiliaryVector, 0o400),
            file("cgroup", .controlGroup),
            file("cmdline", .commandLine),
            file("children", .children, thread: thread),
            file("comm", .name, 0o644, thread: thread),
            magic("cwd") { information.context.workingDirectory },
            file("environ", .environment, 0o400),
            magic("exe") { information.executable() },
            Entry(name: [UInt8](ascii: "fd"), type: .directory) { DescriptorDirectory(self, information, .links) },
            Entry(name: [UInt8](ascii: "fdinfo"), type: .directory) {
                DescriptorDirectory(self, information, .information)
            },
            file("gid_map", .userMap),
            file("limits", .limits),
            file("maps", .maps),
            file("mountinfo", .mountInformation),
            file("mounts", .mounts),
            file("oom_score", .oomScore),
            file("oom_score_adj", .oomAdjustment, 0o644),
            file("personality", .persona, 0o400),
            magic("root") { information.context.root },
            file("schedstat", .scheduleStatistics, thread: thread),
            file("stat", .processStatistics, thread: thread),
            file("statm", .memoryStatistics),
            file("status", .status, thread: thread),
            file("uid_map", .userMap),
            file("wchan", .waitChannel, thread: thread),
        ]
    }

    /// What only a process has: its threads.
    private func threadEntries() -> [Entry] {
        [
            file("coredump_filter", .coreDumpFilter, 0o444),
            Entry(name: [UInt8](ascii: "task"), type: .directory) {
                TaskDirectory(self, self.information) { number in
                    VirtualDirectory(self) { self.processEntries(number) }
                }
            },
        ]
    }

    /// cpu0 and its likes: each processor is a core, and all of them are one package.
    private func processorEntry(_ index: Int) -> Entry {
        Entry(name: [UInt8](ascii: "cpu") + digits(Int32(index)), type: .directory) {
            VirtualDirectory(self) {
                [
                    self.directory("topology") {
                        [
                            self.file("core_cpus", .ownMask(index)), self.file("core_cpus_list", .ownList(index)),
                            self.file("core_id", .core(index)), self.file("core_siblings", .allMask),
                            self.file("core_siblings_list", .processorList), self.file("die_cpus", .allMask),
                            self.file("die_cpus_list", .processorList), self.file("die_id", .package),
                            self.file("package_cpus", .allMask), self.file("package_cpus_list", .processorList),
                            self.file("physical_package_id", .package), self.file("thread_siblings", .ownMask(index)),
                            self.file("thread_siblings_list", .ownList(index)),
                        ]
                    },
                    self.link("node0", [UInt8](ascii: "../../node/node0")),
                ]
            }
        }
    }

    /// numa(7): one node with all there is.
    private func nodeEntries() -> [Entry] {
        [
            file("has_cpu", .node), file("has_memory", .node), file("has_normal_memory", .node), file("online", .node),
            file("possible", .node),
            directory("node0") {
                [
                    self.file("cpulist", .processorList), self.file("cpumap", .allMask), self.file("distance", .nodeDistance),
                    self.file("meminfo", .nodeMemory),
                ]
                    + (0..<self.information.processorCount).map { index in
                        Entry(name: [UInt8](ascii: "cpu") + self.digits(Int32(index)), type: .symbolicLink) {
                            TextLink(self, [UInt8](ascii: "../../cpu/cpu") + self.digits(Int32(index)))
                        }
                    }
            },
        ]
    }

    private func controlGroupEntries() -> [Entry] {
        [
            file("cgroup.controllers", .noControllers),
            file("cgroup.procs", .controlGroupProcesses),
            file("cgroup.stat", .controlGroupStatistics),
            file("cgroup.subtree_control", .noControllers),
            file("cgroup.threads", .controlGroupThreads),
        ]
    }

    private func deviceEntries() -> [Entry] {
        [
            directory("fs") { [self.directory("cgroup") { [] }] },
            directory("devices") {
                [
                    self.directory("system") {
                        [
                            self.directory("cpu") {
                                [
                                    self.file("isolated", .noProcessors), self.file("kernel_max", .highestProcessor),
                                    self.file("offline", .noProcessors), self.file("online", .processorList),
                                    self.file("possible", .processorList), self.file("present", .processorList),
                                ] + (0..<self.information.processorCount).map { self.processorEntry($0) }
                            },
                            self.directory("node") { self.nodeEntries() },
                        ]
                    }
                ]
            },
            directory("kernel") {
                [
                    self.directory("mm") {
                        [
                            self.directory("transparent_hugepage") {
                                [
                                    self.file("defrag", .hugePageDefragmentation), self.file("enabled", .hugePages),
                                    self.file("hpage_pmd_size", .hugePageSize), self.file("shmem_enabled", .sharedHugePages),
                                    self.file("use_zero_page", .zeroHugePage),
                                ]
                            }
                        ]
                    }
                ]
            },
        ]
    }
}
