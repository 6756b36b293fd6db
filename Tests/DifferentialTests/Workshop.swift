import Glibc
import GuestHarness
import ImageBuilder

/// What the tests compile for themselves, anew where a source is newer.
final class Workshop {
    /// Calls in several steps: Scenarios/*.c.
    let scenarios: String
    /// Exact values: Reference/*.c, with MPFR; the host's alone.
    let reference: String
    /// Runs what can change no file outside a folder: Confinement/confined.c; the host's alone.
    let confinement: String
    private let folder: String

    init() throws {
        folder = Harness.root + "/.build-call"
        try HostFiles.makeDirectories(folder)
        scenarios = folder + "/scenarios.so"
        reference = folder + "/reference.so"
        confinement = folder + "/confined"
        let library = ["-O1", "-shared", "-fPIC", "-w"]
        try Self.compile("Scenarios", library + ["-fno-builtin"], to: scenarios)
        try Self.compile("Reference", library + ["-lmpfr", "-lgmp", "-lm"], to: reference)
        try Self.compile("Confinement", ["-Wall"], to: confinement)
    }

    private static func compile(_ name: String, _ options: [String], to output: String) throws {
        let sources = Harness.folder + "/" + name
        let all = (HostFiles.names(in: sources) ?? []).map { sources + "/" + $0 }
        let files = all.filter { $0.hasSuffix(".c") }
        let newest = all.compactMap { HostFiles.status($0)?.modified }.max() ?? 0
        if let built = HostFiles.status(output), built.modified > newest { return }
        // Complete before it has its name: another test may use it.
        let new = "\(output).\(UInt32.random(in: 0 ... .max))"
        let (status, text) = try Tool.run(
            "/usr/bin/gcc", ["-std=gnu11", "-D_GNU_SOURCE", "-o", new] + files + options)
        guard status == 0, rename(new, output) == 0 else { throw Failure(.ours, "cannot compile \(name): \(text)") }
    }

    /// The driver, able to change files in `folder` alone.
    func hostCommand(_ driver: String, folder: String = "/tmp") -> [String] {
        ["/usr/bin/env", "-i", "HOME=/root", "PATH=/usr/bin:/bin", confinement, folder, driver]
    }

    /// What the guest has besides the program: time zones, the tests' library.
    func guestCommand(_ driver: String) throws -> [String] {
        let command = Guest.command
        guard HostFiles.isExecutable(command) else {
            throw Failure(.ours, "not built: run these tests through `./apus test`")
        }
        let settings = ["APUS_ROOT=\(Harness.root)"]
        return ["/usr/bin/env"] + settings + [
            command, "run", "--timeout", "300", "--file", "/usr/share/zoneinfo", "--file", scenarios, driver,
        ]
    }
}
