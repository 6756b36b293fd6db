import GuestHarness
import ImageBuilder
import Testing

/// Programs of languages with a runtime of their own, built here: what their threads, collectors and timers ask of a kernel.
@Suite struct LanguageTests {
    /// Compiles with `tool`, which PATH or one of the usual places has.
    func build(_ place: Workplace, _ tool: String, _ arguments: [String], _ settings: [String] = []) throws {
        let usual = ["/usr/bin/\(tool)", "/opt/swift/usr/bin/\(tool)"].first { HostFiles.isExecutable($0) }
        guard let path = HostPrograms.find(tool) ?? usual else { throw Failure(.ours, "\(tool) not found") }
        let words = settings + ["PATH=/usr/bin:/bin", "HOME=\(place.path)", path] + arguments
        let (status, text) = try Tool.run("/usr/bin/env", words)
        guard status == 0 else { throw Failure(.ours, "\(tool): \(text)") }
    }

    /// A Go program is static, and makes its system calls itself.
    @Test(arguments: ["1", "2"]) func goroutinesTimersAndTheCollector(processors: String) throws {
        let place = Workplace()
        let program = place.path + "/goroutines"
        try build(
            place, "go", ["build", "-o", program, "\(place.sources)/goroutines.go"],
            ["CGO_ENABLED=0", "GO111MODULE=off", "GOCACHE=\(place.path)/cache"])
        let host = try place.run([program, "a", "b"])
        let guest = try Guest.run(place, [program, "a", "b"], options: ["--cpus", processors])
        #expect(host.status == 3)
        #expect(guest == host)
    }

    @Test(arguments: [["-static-stdlib"], []], [LibraryChoice.shim, .host])
    func aSwiftProgramWithFoundationAndDispatch(linking: [String], library: LibraryChoice) throws {
        let place = Workplace()
        let program = place.path + "/birds"
        try build(place, "swiftc", linking + ["-swift-version", "5", "\(place.sources)/birds.swift", "-o", program])
        let host = try place.run([program, "x", "y"])
        let guest = try Guest.run(
            place, [program, "x", "y"], options: ["--libc", library.rawValue, "--cpus", "2", "--memory", "512M"], timeout: "60")
        #expect(host.status == 4)
        #expect(guest == host)
    }

    @Test(arguments: ["1", "2"], [LibraryChoice.shim, .host])
    func aJavaProgramWithThreadsAndACollector(processors: String, library: LibraryChoice) throws {
        let place = Workplace()
        try build(place, "javac", ["-d", place.path, "\(place.sources)/Birds.java"])
        let words = ["/usr/bin/java", "-Xmx64m", "Birds", "a", "b"]
        let host = try place.run(words)
        let files = ["Birds.class", "Birds$Nest.class"].flatMap { ["--file", $0] }
        let guest = try Guest.run(
            place, words,
            options: ["--libc", library.rawValue, "--cpus", processors, "--memory", "768M"] + files, timeout: "120")
        #expect(host.status == 3)
        #expect(guest == host)
    }

    /// The virtual machine itself: `erl` is a script that executes one program after the other. Its helper for ports is another
    /// process, whose fork fails; it goes on without.
    @Test(arguments: [LibraryChoice.shim, .host]) func erlangsMachineRunsManyProcesses(library: LibraryChoice) throws {
        let root = "/usr/lib/erlang"
        let program = """
            Self = self(), [spawn(fun() -> Self ! N * N end) || N <- lists:seq(1, 1000)], \
            io:format("~p~n", [lists:sum([receive M -> M end || _ <- lists:seq(1, 1000)])]), timer:sleep(5), halt(3).
            """
        let versions = (HostFiles.names(in: root) ?? []).filter { $0.hasPrefix("erts-") }
        let version = try #require(versions.first)
        let folder = "\(root)/\(version)/bin"
        let words = [
            "\(folder)/beam.smp", "--", "-root", root, "-bindir", folder, "-progname", "erl", "-home", "/root", "-noshell", "-eval", program,
        ]
        let guest = try Guest.run(Workplace(), words, options: ["--libc", library.rawValue, "--cpus", "2"], timeout: "120")
        #expect(guest.text == "333833500\n")
        #expect(guest.status == 3)
    }
}
