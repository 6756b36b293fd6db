import ArgumentParser
import Glibc
import ImageBuilder

/// `apus bench`: instruction counts, which are the same on every machine and at every load.
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Count the guest instructions that common operations take.",
        discussion: """
            Everything runs under QEMU's TCG, where instructions can be counted exactly; times on the host play no part. \
            The figures of the other kernels were counted on the same QEMU (7.2).
            """)

    @Flag(
        help: """
            Count instead what it takes until lua, python, node and java have printed a line, with Linux 6.1 beside it (Debian's \
            linux-image-cloud-amd64, downloaded if it is not installed); and the time that takes here.
            """)
    var start = false

    func run() throws {
        let toolkit = try Toolkit()
        let workshop = try BenchWorkshop(toolkit)
        defer { workshop.remove() }
        if start { return try StartBench(workshop).run() }
        var table = BenchTable()

        Console.say("counting a whole run of hello")
        let alone = try workshop.instructionsOfHello()
        table.add(.powerOnToExit, alone)
        table.add(.moreProcessors, try workshop.instructionsOfHello(processors: 4) - alone)
        Console.say("looking for the least memory that hello runs in")
        table.add(.leastMemory, try workshop.leastMemoryOfHello())
        table.add(.kernelSize, try workshop.strippedKernelSize())
        Console.say("counting operations")
        for source in ["operations", "threads"] {
            for (name, count) in try workshop.operations(source) { table.add(name, count) }
        }
        print(table.text)
    }
}

/// Compiles the measuring programs and runs them through this same command.
struct BenchWorkshop {
    let toolkit: Toolkit
    let folder: String
    let sources: String
    let command: String

    init(_ toolkit: Toolkit) throws {
        self.toolkit = toolkit
        folder = "/tmp/apus-bench-\(getpid())"
        guard mkdir(folder, 0o700) == 0 else { throw Failure(.ours, "cannot make the folder \(folder)") }
        sources = (HostPrograms.environment("APUS_ROOT") ?? "") + "/Guest/bench"
        command = HostPrograms.realPath("/proc/self/exe") ?? CommandLine.arguments[0]
    }

    func remove() { HostFiles.removeTree(folder) }

    private func tool(_ name: String, _ arguments: [String]) throws -> String {
        guard let path = HostPrograms.find(name) else { throw Failure(.ours, "\(name) not found") }
        let (status, output) = try Tool.run(path, arguments)
        guard status == 0 else { throw Failure(.ours, "\(name) failed: \(output.split(separator: "\n").last ?? "")") }
        return output
    }

    func compile(_ name: String, _ options: [String] = ["-O2"], as output: String) throws -> String {
        _ = try tool("gcc", options + ["\(sources)/\(name)", "-o", "\(folder)/\(output)"])
        return "\(folder)/\(output)"
    }

    /// From the first instruction of the firmware to the program's exit status arriving at the host.
    func instructionsOfHello(processors: Int = 1) throws -> Double {
        let counter = try counter()
        let hello = try compile("hello.c", as: "hello")
        let (status, output) = try Tool.run(
            command,
            [
                "run", "--accelerator", "tcg", "--memory", "16M", "--cpus", "\(processors)", "--qemu", "-plugin", "--qemu",
                counter.argument, hello,
            ])
        guard status == 0 else { throw Failure(.ours, "hello ended with status \(status): \(output)") }
        return try counter.read()
    }

    /// A plugin for QEMU that counts instructions.
    func counter() throws -> InstructionCounter {
        InstructionCounter(plugin: try compile("count.c", ["-O2", "-shared", "-fPIC"], as: "libcount.so"), file: folder + "/count")
    }

    /// Mebibytes; QEMU's least step.
    func leastMemoryOfHello() throws -> Double {
        let hello = try compile("hello.c", as: "hello")
        for size in Array(2...16) + [24, 32, 64, 128, 256] {
            let (status, output) = try Tool.run(
                command, ["run", "--accelerator", "tcg", "--timeout", "10", "--memory", "\(size)M", hello])
            if status == 0, output.hasSuffix("of where it runs.\n") { return Double(size) }
        }
        throw Failure(.ours, "hello runs in no size of memory")
    }

    func strippedKernelSize() throws -> Double {
        _ = try tool("strip", ["-o", folder + "/kernel", toolkit.kernel])
        return Double(HostFiles.status(folder + "/kernel")?.size ?? 0)
    }

    /// One more nanosecond on the guest's clock for each instruction.
    func operations(_ name: String) throws -> [(BenchTable.Row, Double)] {
        let program = try compile(name + ".c", ["-O2", "-pthread"], as: name)
        let (status, output) = try Tool.run(
            command, ["run", "--accelerator", "tcg", "--qemu", "-icount", "--qemu", "shift=0,sleep=off", program])
        let rows = output.split(separator: "\n").compactMap { line -> (BenchTable.Row, Double)? in
            let parts = line.split(separator: "\t")
            guard parts.count == 2, let count = Double(parts[1]) else { return nil }
            return (BenchTable.Row(String(parts[0])), count)
        }
        guard status == 0, !rows.isEmpty else {
            throw Failure(.ours, "\(name) ended with status \(status): \(output)")
        }
        return rows
    }
}

/// What QEMU is told to count the guest's instructions, and the count.
struct InstructionCounter {
    let plugin: String
    let file: String

    /// What follows `-plugin`.
    var argument: String { "\(plugin),into=\(file)" }

    /// The instructions so far, or until the end.
    func read() throws -> Double {
        // A count of eight bytes for each processor.
        guard let bytes = HostFiles.read(file), bytes.count == 512 else { throw Failure(.ours, "no count") }
        var total: UInt64 = 0
        for (index, byte) in bytes.enumerated() { total &+= UInt64(byte) << (UInt64(index & 7) * 8) }
        return Double(total)
    }
}
