import Glibc
import ImageBuilder

/// The shared objects of the tests' own, compiled anew for each run; gone when it is.
final class Workshop {
    /// Calls in several steps: Scenarios/*.c.
    let scenarios: String
    /// Exact values: Reference/*.c, with MPFR; the host's alone.
    let reference: String
    private let folder: String

    init() throws {
        folder = Harness.root + "/.build-call"
        try HostFiles.makeDirectories(folder)
        scenarios = folder + "/scenarios.so"
        reference = folder + "/reference.so"
        try Self.compile("Scenarios", ["-fno-builtin"], to: scenarios)
        try Self.compile("Reference", ["-lmpfr", "-lgmp"], to: reference)
    }

    private static func compile(_ name: String, _ options: [String], to output: String) throws {
        let sources = Harness.folder + "/" + name
        let all = (HostFiles.names(in: sources) ?? []).map { sources + "/" + $0 }
        let files = all.filter { $0.hasSuffix(".c") }
        let newest = all.compactMap { HostFiles.status($0)?.modified }.max() ?? 0
        if let built = HostFiles.status(output), built.modified > newest { return }
        let (status, text) = try Tool.run(
            "/usr/bin/gcc",
            ["-std=gnu11", "-O1", "-D_GNU_SOURCE", "-w", "-shared", "-fPIC", "-o", output] + files + options)
        guard status == 0 else { throw Failure(.ours, "cannot compile \(name): \(text)") }
    }

    /// What the guest has besides the program: time zones, the tests' library.
    func guestCommand(_ driver: String) throws -> [String] {
        let command = Harness.root + "/.build/release/apus"
        guard HostFiles.isExecutable(command) else {
            throw Failure(.ours, "not built: run these tests through `./apus test`")
        }
        let settings = ["APUS_ROOT=\(Harness.root)"]
        return ["/usr/bin/env"] + settings + [
            command, "run", "--timeout", "20", "--file", "/usr/share/zoneinfo", "--file", scenarios, driver,
        ]
    }
}
