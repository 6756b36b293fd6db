import ArgumentParser
import CLauncher
import Glibc
import ImageBuilder
import Launcher

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a program in a virtual machine of its own.",
        discussion: """
            The exit status is the program's, or 128+n when signal n killed it; 124 after --timeout; 125 when apus or the kernel \
            failed, 126 when the program cannot be run, 127 when it or a library was not found.
            """)

    @OptionGroup var machine: MachineOptions
    @OptionGroup var image: ImageOptions

    @Option(help: ArgumentHelp("Stop the program after this time; the status is then 124.", valueName: "seconds"))
    var timeout: Double?

    @Flag(name: .customLong("no-aslr"), help: "Give the program the same addresses at every run.")
    var sameAddresses = false

    @Flag(help: "Show the program's system calls on standard error.")
    var trace = false

    @Flag(name: .customLong("dry-run"), help: "Print QEMU's command line instead of running it.")
    var dryRun = false

    @Flag(help: "Show the image, QEMU's command line and the time taken to boot.")
    var verbose = false

    func validate() throws {
        if let timeout, !(timeout > 0 && timeout < 1e7) {
            throw ValidationError("--timeout needs a positive number of seconds")
        }
    }

    func run() throws {
        let start = Stopwatch()
        let signals = apus_block_signals()
        let toolkit = try Toolkit()
        let found = try ImageCache().image(for: try image.request(toolkit), announce: Console.say)
        var line = GuestStart.commandLine(found, image)
        line.processors = machine.cpus
        line.tracing = trace ? .systemCalls : .off
        line.addresses = sameAddresses ? .same : .random
        line.verbosity = verbose ? .verbose : .quiet
        line.errors = !dryRun && GuestStart.outputsAreOne() ? .joinedToOutput : .separate
        let virtual = machine.machine(toolkit, found, commandLine: line.text)
        if dryRun {
            print(virtual.shellLine)
            return
        }
        let size = (HostFiles.status(found.path)?.size ?? 0) >> 20
        guard size < virtual.memory else {
            throw Failure(.ours, "the image has \(size) MB, more than the machine's memory: give it more with --memory")
        }
        if verbose {
            Console.say("image \(found.path) (\(found.isNew ? "new" : "cached"))")
            Console.say(virtual.shellLine)
        }
        if let port = virtual.debuggerPort {
            Console.say("waiting for gdb: gdb \(toolkit.kernel) -ex 'target remote :\(port)'")
        }
        let prepared = start.milliseconds
        var session = try Session(virtual, signals: signals)
        let outcome = session.run(timeout: timeout)
        switch outcome {
        case .lost(let why): Console.say(why)
        case .timedOut: Console.say("stopped after \(timeout!) seconds")
        default: break
        }
        if verbose {
            Console.say(
                "prepared in \(prepared) ms, ran for \(start.milliseconds - prepared) ms, status \(outcome.status)")
        }
        Glibc.exit(outcome.status)
    }
}

/// Time since it was made.
struct Stopwatch {
    private let start = ContinuousClock.now

    var milliseconds: Int {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
