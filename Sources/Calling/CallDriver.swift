import CLauncher
import Glibc
import ImageBuilder

/// The program that makes the calls, on the host or in the guest (Guest/call).
public struct CallDriver: Sendable {
    /// The compiled program.
    public let path: String

    /// Compiles it below the project's folder where its sources are newer, or it never was.
    public init(root: String) throws {
        let (sources, folder) = (root + "/Guest/call", root + "/.build-call")
        let driver = folder + "/call"
        path = driver
        let files = (HostFiles.names(in: sources) ?? []).map { sources + "/" + $0 }
        let newest = files.compactMap { HostFiles.status($0)?.modified }.max() ?? 0
        guard newest > 0 else { throw Failure(.ours, "the sources of the calling program are not in \(sources)") }
        if let built = HostFiles.status(driver), built.modified > newest { return }
        guard let compiler = HostPrograms.find("cc") else {
            throw Failure(.ours, "cc not found (Debian package gcc)")
        }
        try HostFiles.makeDirectories(folder)
        // Complete before it has its name: others may compile it at the same time.
        let new = "\(driver).\(UInt32.random(in: 0 ... .max))"
        let (status, output) = try Tool.run(
            compiler,
            ["-std=gnu11", "-O1", "-g", "-D_GNU_SOURCE", "-Wall", "-Werror", "-rdynamic", "-o", new]
                + files.filter { $0.hasSuffix(".c") } + ["-lffi"])
        guard status == 0, rename(new, driver) == 0 else {
            unlink(new)
            let line = output.split(separator: "\n").first { $0.contains("error") } ?? ""
            throw Failure(.ours, "cannot compile the calling program (is the Debian package libffi-dev installed?): \(line)")
        }
    }

    /// Where a library named on a command line lies, for the guest's image; nil for glibc's own, which the guest has.
    public static func locate(_ library: String) throws -> String? {
        if LibraryClosure.shimNames.contains(library) { return nil }
        if library.contains("/") {
            let path = PathNames.absolute(library, from: HostFiles.workingDirectory())
            guard HostFiles.status(path) != nil else { throw Failure(.notFound, "\(library): no such file") }
            return path
        }
        for directory in LibraryClosure.defaultDirectories {
            let path = PathNames.join(directory, library)
            if HostFiles.status(path) != nil { return path }
        }
        throw Failure(.notFound, "\(library): shared library not found")
    }

    /// Runs `words` (the driver, or `apus run` with it) with rows on its standard input; its standard error is ours.
    public static func run(_ words: [String], rows: [String]) throws -> (status: Int32, output: [UInt8]) {
        let input = try temporary(Array(rows.joined(separator: "\n").utf8))
        let output = try temporary([])
        defer {
            close(input)
            close(output)
        }
        let child = ChildProcess.start(words, descriptors: [input, output, 2])
        guard child > 0 else { throw Failure(.ours, "cannot start \(words[0]): \(HostFiles.errorText(-child))") }
        let status = ChildProcess.wait(for: child)
        let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
        return (code, HostFiles.read("/proc/self/fd/\(output)") ?? [])
    }

    /// A file without a name that holds `bytes`, at its beginning.
    private static func temporary(_ bytes: [UInt8]) throws -> Int32 {
        var name = Array("/tmp/apus-call-XXXXXX".utf8CString)
        let (descriptor, path) = name.withUnsafeMutableBufferPointer { buffer in
            (mkstemp(buffer.baseAddress!), String(cString: buffer.baseAddress!))
        }
        guard descriptor >= 0 else { throw Failure(.ours, "cannot make a temporary file: \(HostFiles.errorText(errno))") }
        defer { unlink(path) }
        try HostFiles.write(bytes, to: path)
        return descriptor
    }
}
