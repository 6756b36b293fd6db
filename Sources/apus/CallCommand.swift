import ArgumentParser
import Calling
import Glibc
import ImageBuilder

/// `apus call`: one function of a shared object, called in a virtual machine or on the host.
struct CallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Call a function of a shared object in a virtual machine, or with --host here.",
        usage: "apus call [--host] [options of apus run] LIBRARY 'SIGNATURE' ARGUMENT… [then [LIBRARY] 'SIGNATURE' ARGUMENT…]…",
        discussion: """
            apus call libm.so.6 'double cos(double)' 1.0

            Prints the result, errno if it was set, and the buffers that changed. Pointers: "text", null, buffer:SIZE, \
            bytes:"text", out, [1,2,3], &function, @ARGUMENT+OFFSET. In place of `...` a cast gives the type: '(long)5'. \
            The status is 128+n where the last call got signal n.
            """)

    @Flag(help: "Make the calls on the host.")
    var host = false

    @Argument(parsing: .captureForPassthrough, help: ArgumentHelp("What to call.", valueName: "call"))
    var words: [String] = []

    func run() throws {
        let (options, call, onHost) = try split()
        let toolkit = try Toolkit()
        var calls = try Call.calls(in: call)
        let driver = try CallDriver(root: toolkit.root)
        var files: [String] = []
        for index in calls.indices {
            guard let path = try CallDriver.locate(calls[index].library) else { continue }
            calls[index].library = path
            if !files.contains(path) { files.append(path) }
        }
        let command = HostPrograms.realPath("/proc/self/exe") ?? CommandLine.arguments[0]
        let words =
            onHost
            ? [driver.path] : [command, "run"] + options + files.flatMap { ["--file", $0] } + [driver.path]
        let (status, output) = try CallDriver.run(words, rows: calls.enumerated().map { $1.row(tag: "\($0)") })
        let (results, printed) = CallResult.parse(output)
        Console.write(printed, to: 1)
        var code: Int32 = 0
        for (index, call) in calls.enumerated() {
            guard let result = results["\(index)"] else {
                throw Failure(.ours, "\(call.signature.name): the calling program ended with status \(status)")
            }
            if case .problem(let text) = result.outcome { throw Failure(.notFound, "\(call.signature.name): \(text)") }
            if case .signal(let number) = result.outcome { code = 128 + Int32(number) } else { code = 0 }
            for line in call.lines(result) { Console.write((line + "\n").utf8, to: 1) }
        }
        Glibc.exit(code)
    }

    /// The options of `apus run` before the library, and the rest.
    private func split() throws -> (options: [String], call: [String], host: Bool) {
        var (options, rest, onHost) = ([String](), words[...], host)
        while let word = rest.first, word.hasPrefix("-") {
            rest.removeFirst()
            if word == "--" { break }
            if word == "--host" {
                onHost = true
                continue
            }
            options.append(word)
            if OptionalPort.valued.contains(word) || word == "--gdb", let value = rest.popFirst() { options.append(value) }
        }
        guard !(onHost && !options.isEmpty) else {
            throw Failure(.ours, "\(options[0]) is for the virtual machine; leave it out with --host")
        }
        return (options, Array(rest), onHost)
    }
}
