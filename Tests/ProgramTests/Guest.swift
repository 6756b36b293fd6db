import Glibc
import ImageBuilder
import Testing

/// What a program printed and how it ended.
struct Run: Equatable, CustomStringConvertible {
    var output: [UInt8]
    var errors: String
    var status: Int32

    var text: String { String(decoding: output, as: UTF8.self) }
    var description: String {
        "status \(status), output \(text.prefix(2000).debugDescription), errors \(errors.prefix(2000).debugDescription)"
    }
}

/// A folder of a test's own, the working directory of what it runs; gone when the test is.
final class Workplace {
    let path: String

    init() {
        var template = Array("/tmp/apus-program-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template))
    }

    deinit { HostFiles.removeTree(path) }

    func write(_ name: String, _ text: String) throws {
        try HostFiles.write(text.utf8, to: path + "/" + name)
    }

    /// Compiles `Programs/NAME` with the host's compiler and libraries; the result is an ordinary Debian program.
    func compile(_ source: String, _ options: [String] = [], as name: String = "program") throws -> String {
        let output = "\(path)/\(name)"
        let compiler = source.hasSuffix(".cc") ? "/usr/bin/g++" : "/usr/bin/gcc"
        let (status, text) = try Tool.run(compiler, ["-g", "\(Guest.programs)/\(source)", "-o", output] + options)
        guard status == 0 else { throw Failure(.ours, "\(compiler) \(source): \(text)") }
        return output
    }

    /// Runs a command here with the environment that a guest program also gets.
    func run(_ words: [String], input: [UInt8] = [], environment: [String] = []) throws -> Run {
        try HostFiles.write(input, to: path + "/.input")
        let script = "cd \"$0\" && exec \"$@\" <.input >.output 2>.errors"
        let settings =
            ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LC_ALL=C.UTF-8"]
            + environment
        let (status, _) = try Tool.run("/usr/bin/env", ["-i"] + settings + ["/bin/bash", "-c", script, path] + words)
        return Run(
            output: HostFiles.read(path + "/.output") ?? [], errors: HostFiles.text(path + "/.errors") ?? "",
            status: status)
    }
}

/// The built command and what it runs on.
enum Guest {
    static let root: String = {
        let here = #filePath
        return PathNames.directory(PathNames.directory(PathNames.directory(here)))
    }()
    static let programs = root + "/Tests/ProgramTests/Programs"
    static let command = root + "/.build/release/apus"
    /// Long enough for the slowest of them on a loaded machine; a hang is a failure and not a standstill.
    static let timeout = "30"

    /// Runs a program in a virtual machine, with `options` for `apus run`.
    static func run(
        _ place: Workplace, _ words: [String], options: [String] = [], input: [UInt8] = [], timeout: String = timeout
    )
        throws -> Run
    {
        try #require(HostFiles.isExecutable(command), "not built: run these tests through `./apus test`")
        let settings =
            ["APUS_ROOT=\(root)"]
            + ["HOME", "XDG_CACHE_HOME", "APUS_KERNEL", "APUS_SHIM"].compactMap { name in
                HostPrograms.environment(name).map { "\(name)=\($0)" }
            }
        let common = options + ["--env", "LC_ALL=C.UTF-8"]
        // The image first, so that no line about building it is among the program's errors.
        _ = try place.run([command, "run", "--dry-run"] + common + words, environment: settings)
        return try place.run(
            [command, "run", "--timeout", timeout] + common + words, input: input, environment: settings)
    }
}
