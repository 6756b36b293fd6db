import Bytes
import Foundation
import LinuxABI
import Testing

@testable import ELF

extension String {
    var bytes: [UInt8] { [UInt8](utf8) }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// Runs a program of the host.
/// - Returns: its exit status and what it wrote to standard output and error together.
@discardableResult
func run(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = environment.map { "\($0.key)=\($0.value)" } + [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

/// A directory with objects compiled for one test, gone when the test is over.
final class Workshop {
    let path: String

    init() throws {
        var template = Array((NSTemporaryDirectory() + "/elf-XXXXXX").utf8CString)
        path = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Compiles `source` with gcc to `name` in the directory, without any library unless asked for.
    @discardableResult
    func build(_ name: String, _ source: String, _ options: String...) throws -> String {
        try build(name, source, options: options)
    }

    @discardableResult
    func build(_ name: String, _ source: String, options: [String]) throws -> String {
        let file = "\(path)/\(name).c"
        try source.write(toFile: file, atomically: true, encoding: .utf8)
        let output = "\(path)/\(name)"
        let flags = name.contains(".so") ? ["-shared", "-fPIC"] : []
        let (status, message) = try run(
            "gcc", ["-O1", "-nostdlib", "-fcf-protection=none", "-o", output, file, "-L\(path)"] + flags + options)
        try #require(status == 0, "gcc: \(message)")
        return output
    }

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    }

    /// A linker that finds libraries in this directory and loads no C library shim.
    func linker(_ host: FakeHost, _ change: (inout LinkerConfiguration) -> Void = { _ in }) -> Linker {
        var configuration = LinkerConfiguration()
        configuration.shimPath = []
        configuration.libraryPath = path.bytes
        configuration.defaultDirectories = []
        change(&configuration)
        return Linker(configuration, host: host)
    }
}

extension Linker {
    /// The object whose file has that name.
    func object(named name: String) throws -> LinkedObject {
        try #require(objects.first { text($0.path).hasSuffix("/" + name) })
    }
    func address(_ name: String, _ object: LinkedObject) throws -> UInt {
        try #require(address(of: name.bytes, in: object))
    }
}

/// Runs `body` and returns the error that it throws.
func linkError(_ body: () throws(LinkError) -> Void) throws -> LinkError {
    do throws(LinkError) { try body() } catch { return error }
    throw NoError()
}
struct NoError: Error {}

extension Workshop {
    /// A linker into this very process.
    func linkerOver(_ host: LiveHost, _ change: (inout LinkerConfiguration) -> Void = { _ in }) -> Linker {
        var configuration = LinkerConfiguration()
        configuration.shimPath = []
        configuration.libraryPath = path.bytes
        configuration.defaultDirectories = []
        change(&configuration)
        return Linker(configuration, host: host)
    }
}
