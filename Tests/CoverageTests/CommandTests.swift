import GuestHarness
import ImageBuilder
import Testing

@testable import Coverage

/// `apus coverage` as one types it.
@Suite struct CommandTests {
    @Test func theStatusSaysWhetherSomethingIsAbsent() throws {
        let whole = try command(["/bin/true"])
        #expect(whole.status == 0 && whole.text.contains("0 absent") && whole.errors.isEmpty)
        // acct(2) is of no use without a disk to write to.
        let place = Workplace()
        try HostFiles.makeDirectories(place.path + "/sources")
        try place.write("sources/acct.c", "#include <unistd.h>\nint main(void) { return acct(0); }\n")
        let program = place.path + "/program"
        let (status, text) = try Tool.run("/usr/bin/gcc", [place.path + "/sources/acct.c", "-o", program])
        try #require(status == 0, "\(text)")
        let lacking = try command([program])
        #expect(lacking.status == 1 && lacking.text.contains("acct") && lacking.text.contains("1 absent"))
    }

    @Test(
        arguments: [
            (["/nowhere/program"], 127), (["no-such-command-anywhere"], 127), (["/usr"], 126), (["/etc/hostname"], 126),
            ([], 125), (["--format", "wrong", "/bin/true"], 125), (["--all", "/bin/true"], 125),
            (["--format", "markdown", "/bin/true"], 125), (["--diff", "/nowhere.json", "--all"], 125),
            (["--package", "no-such-package", "/bin/true"], 125), (["-o", "/nowhere/report", "/bin/true"], 125),
            (["--trace", "--all"], 125),
        ] as [([String], Int32)])
    func unusableInputIsOneClearLine(_ words: [String], _ status: Int32) throws {
        let run = try command(words)
        #expect(run.status == status)
        #expect(run.errors.hasPrefix("apus: ") && run.errors.split(separator: "\n").count == 1, "\(run)")
    }

    @Test func severalProgramsGoIntoOneReport() throws {
        let run = try command(["/bin/true", "/usr/bin/jq", "--format", "json"])
        let document = try CoverageDocument(json: run.output, path: "output")
        #expect(document.programs?.map(\.program) == ["/bin/true", "/usr/bin/jq"])
    }

    @Test func aReportComparesWithAFormerOne() throws {
        let place = Workplace()
        let file = place.path + "/old.json"
        #expect(try command(["/usr/bin/jq", "--format", "json", "-o", file]).status == 0)
        #expect(try command(["/usr/bin/jq", "--diff", file]).text == "nothing changed\n")
    }
}

/// What programs do in the guest is among what the report says they may do there.
@Suite struct TracedRunTests {
    @Test(arguments: [
        ["/usr/bin/sqlite3", ":memory:", "create table t(a); insert into t values(1); select * from t"],
        ["/usr/bin/jq", "-n", "[1, 2] | add"],
        [
            "/usr/bin/perl", "-MPOSIX", "-e",
            "print getpid(), stat('/'); open F, '>/tmp/x'; print F 1; opendir D, '/'; print readdir D",
        ],
        ["/usr/bin/gawk", "BEGIN { print systime(), strftime() }"],
        ["/usr/bin/lua5.4", "-e", "print(os.time(), os.tmpname())"],
        [
            "/usr/bin/python3.11", "-c",
            "import os, tempfile; print(os.urandom(2), os.listdir('/'), tempfile.mkdtemp())",
        ],
        ["/usr/bin/ls", "-la", "/"], ["/usr/bin/sort", "/proc/self/maps"], ["/usr/bin/find", "/", "-maxdepth", "2"],
    ])
    func whatIsMadeIsForeseen(_ words: [String]) throws {
        let run = try command(["--trace", "--timeout", "60", "--format", "json", "--"] + words)
        let report = try #require(try CoverageDocument(json: run.output, path: "output").programs?.first)
        let made = report.calls.filter { $0.run != nil }
        #expect(made.count > 5, "\(run)")
        #expect(made.filter { $0.ways.isEmpty }.map(\.name) == [])
        let map = try #require(report.calls.first { $0.name == "mmap" }?.run)
        #expect(map.count > 0 && map.nanoseconds > 0 && (map.flags["MAP_PRIVATE"] ?? 0) > 0)
    }
}

@Suite struct TracedLineTests {
    @Test func namesAndErrorsAreRead() throws {
        let line = try #require(
            TracedLine("open(\"/O_X/A_B\", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)"))
        #expect(line.name == "open" && line.flags == ["O_RDONLY", "O_CLOEXEC"] && line.error == "ENOENT")
        let write = try #require(TracedLine("write(1, \"a) = -1 \\\" EIO\", 3) = 3"))
        #expect(write.name == "write" && write.flags.isEmpty && write.error == nil)
        #expect(TracedLine("system call x is not implemented") == nil)
    }

    @Test func runsAreAddedUp() throws {
        let calls = TracedCall.calls(in: [
            (10, "madvise(0x1000, 4096, MADV_FREE) = 0"),
            (30, "madvise(0x1000, 4096, MADV_HWPOISON) = -1 EINVAL (Invalid argument)"),
        ])
        let madvise = try #require(calls["madvise"])
        #expect(madvise.count == 2 && madvise.nanoseconds == 40 && madvise.errors == ["EINVAL": 1])
        #expect(madvise.refused == ["EINVAL for MADV_HWPOISON": 1])
    }
}
