import ArgumentParser
import CLauncher
import Glibc
import ImageBuilder

/// The command. The `apus` script at the top of the project builds it and calls it.
@main
struct Apus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apus",
        abstract: "Runs an unmodified Linux program in a virtual machine without Linux.",
        subcommands: [Run.self, Build.self, CallCommand.self, CoverageCommand.self, Bench.self])

    static func main() {
        let arguments = OptionalPort.settle(Array(CommandLine.arguments.dropFirst()))
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch let failure as Failure {
            apus_unblock_signals()
            Console.say(failure.message)
            Glibc.exit(failure.status.rawValue)
        } catch  where exitCode(for: error) == .validationFailure {
            // A wrong command line is a failure of the command itself: 125, as with env(1).
            Console.say("\(message(for: error)) (apus --help tells more)")
            Glibc.exit(Failure.Status.ours.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}

/// Lines of our own on standard error.
enum Console {
    static func say(_ line: String) { write("apus: \(line)\n") }

    static func write(_ text: String) { write(text.utf8, to: 2) }

    static func write(_ bytes: some Sequence<UInt8>, to descriptor: Int32) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress!, $0.count) }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
