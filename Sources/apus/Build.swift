import ArgumentParser
import CLauncher
import Glibc
import ImageBuilder
import Launcher

struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the image of a program to a file, and print the QEMU line that boots it.")

    @OptionGroup var machine: MachineOptions
    @OptionGroup var image: ImageOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String

    func run() throws {
        _ = apus_block_signals()
        let toolkit = try Toolkit()
        let found = try ImageCache().image(for: try image.request(toolkit), announce: Console.say)
        guard let status = HostFiles.status(found.path) else { throw Failure(.ours, "\(found.path) is gone") }
        let target = PathNames.absolute(output, from: HostFiles.workingDirectory())
        let temporary = "\(target).new-\(getpid())"
        do {
            try HostFiles.copy(found.path, to: temporary, status: status)
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, target) == 0 else {
            let text = HostFiles.errorText(errno)
            unlink(temporary)
            throw Failure(.ours, "cannot write \(target): \(text)")
        }
        var line = GuestStart.commandLine(found, image)
        line.processors = machine.cpus
        // What differs from start to start is left to the one who starts it.
        line.time = nil
        line.seed = []
        line.terminals = []
        line.windowSize = nil
        print(machine.machine(toolkit, found, file: target, commandLine: line.text).shellLine)
    }
}
