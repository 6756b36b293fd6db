import CLauncher
import Coverage
import ImageBuilder
import Launcher

/// Runs a program in a virtual machine and counts its system calls.
enum TracedRun {
    /// - Parameter words: the program and its arguments, which are also the last words of this command.
    static func calls(
        of words: [String], files: [String], packages: [String], timeout: Double?, _ toolkit: Toolkit
    ) throws -> [String: TracedCall] {
        let options = files.flatMap { ["--file", $0] } + packages.flatMap { ["--package", $0] }
        let image = try ImageOptions.parse(options + words)
        let machine = try MachineOptions.parse([])
        let signals = apus_block_signals()
        defer { apus_unblock_signals() }
        let found = try ImageCache().image(for: try image.request(toolkit), announce: Console.say)
        var line = GuestStart.commandLine(found, image)
        line.tracing = .timedCalls
        let virtual = machine.machine(toolkit, found, commandLine: line.text)
        // Standard output is the report's.
        var session = try Session(virtual, signals: signals, outputTarget: 2)
        switch session.run(timeout: timeout) {
        case .exited(0): break
        case .exited(let status): Console.say("the program ended with status \(status)")
        case .killed(let signal): Console.say("signal \(signal) killed the program")
        case .timedOut: Console.say("stopped after \(timeout ?? 0) seconds")
        case .interrupted(let signal): throw Failure(.ours, "stopped by signal \(signal)")
        case .lost(let why): throw Failure(.ours, why)
        case .panicked(let text): throw Failure(.ours, "kernel panic: \(text)")
        case .outputClosed: throw Failure(.ours, "nobody reads standard error any more")
        }
        return TracedCall.calls(in: session.calls)
    }
}
