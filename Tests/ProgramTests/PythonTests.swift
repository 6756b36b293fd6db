import GuestHarness
import ImageBuilder
import Testing

/// CPython's own tests (Debian's libpython3.11-testsuite) in the guest: those of its modules that need no other process and no network.
@Suite struct PythonTests {
    /// images/python3/tests.txt: a module a line, those marked with a `+` belong to every run of the tests.
    static let lines = (HostFiles.text(Guest.root + "/images/python3/tests.txt") ?? "").split(separator: "\n")
        .filter { !$0.hasPrefix("#") }
    static let modules = lines.map { String($0.drop { $0 == "+" }) }

    /// What one virtual machine runs. APUS_PYTHON_TESTS=all in the environment asks for all modules, eight at a time.
    static let batches: [[String]] = {
        guard HostPrograms.environment("APUS_PYTHON_TESTS") == "all" else {
            return [lines.filter { $0.hasPrefix("+") }.map { String($0.dropFirst()) }]
        }
        return stride(from: 0, to: modules.count, by: 8).map { Array(modules[$0..<min($0 + 8, modules.count)]) }
    }()

    @Test func thereAreModules() {
        #expect(Self.modules.count >= 150)
        #expect(Self.batches.allSatisfy { !$0.isEmpty })
    }

    @Test(.serialized, arguments: batches, [LibraryChoice.shim, .host])
    func pythonPassesItsOwnTests(modules: [String], library: LibraryChoice) throws {
        let place = Workplace()
        let run = try Guest.run(
            place, ["/usr/bin/python3", "-m", "test", "--ignorefile", "/tests-without.txt"] + modules,
            options: [
                "--libc", library.rawValue, "--memory", "1G", "--cwd", "/tmp", "--package", "libpython3.11-testsuite",
                "--package", "libpython3.11-stdlib", "--file", Guest.root + "/images/python3/tests-without.txt:/tests-without.txt",
            ], timeout: "1500")
        #expect(run.status == 0, "\(run.text.suffix(3000))\n\(run.errors.suffix(2000))")
        #expect(run.text.contains("Tests result: SUCCESS"))
    }
}
