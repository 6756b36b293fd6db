import Glibc
import ImageBuilder

/// A folder of a test's own, the working directory of what it runs; gone when the test is.
public final class Workplace {
    public let path: String
    /// Where the sources are that `compile` takes.
    public let sources: String

    /// - Parameter sources: a folder; unless told, `Programs` beside the test's own file.
    public init(sources: String? = nil, file: String = #filePath) {
        self.sources = sources ?? PathNames.directory(file) + "/Programs"
        var template = Array("/tmp/apus-program-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template))
    }

    deinit { HostFiles.removeTree(path) }

    public func write(_ name: String, _ text: String) throws {
        try HostFiles.write(text.utf8, to: path + "/" + name)
    }

    /// Compiles one of the sources with the host's compiler and libraries; the result is an ordinary Debian program.
    public func compile(_ source: String, _ options: [String] = [], as name: String = "program") throws -> String {
        let output = "\(path)/\(name)"
        let compiler = source.hasSuffix(".cc") ? "/usr/bin/g++" : "/usr/bin/gcc"
        let (status, text) = try Tool.run(compiler, ["-g", "\(sources)/\(source)", "-o", output] + options)
        guard status == 0 else { throw Failure(.ours, "\(compiler) \(source): \(text)") }
        return output
    }

    /// Runs a command here with the environment that a guest program also gets.
    public func run(_ words: [String], input: [UInt8] = [], environment: [String] = []) throws -> Run {
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
