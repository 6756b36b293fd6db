import Glibc
import ImageBuilder

/// A folder of a test's own, gone when the test is.
final class Scratch {
    let path: String

    init() {
        var template = Array("/tmp/apus-test-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template))
    }

    deinit { HostFiles.removeTree(path) }

    @discardableResult
    func write(_ name: String, _ text: String, mode: UInt32 = 0o644) throws -> String {
        let file = "\(path)/\(name)"
        try HostFiles.makeDirectories(PathNames.directory(file))
        try HostFiles.write(text.utf8, to: file, mode: mode)
        return file
    }

    @discardableResult
    func link(_ name: String, to target: String) throws -> String {
        let file = "\(path)/\(name)"
        try HostFiles.makeDirectories(PathNames.directory(file))
        symlink(target, file)
        return file
    }

    /// A program made from C, by the host's compiler.
    func compile(_ name: String, _ source: String, _ options: [String] = []) throws -> String {
        let input = try write(name + ".c", source)
        let output = "\(path)/\(name)"
        let (status, text) = try Tool.run("/usr/bin/gcc", [input, "-o", output] + options)
        guard status == 0 else { throw Failure(.ours, "gcc: \(text)") }
        return output
    }
}
