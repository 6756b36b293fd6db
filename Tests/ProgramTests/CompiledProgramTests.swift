import Foundation
import Glibc
import GuestHarness
import ImageBuilder
import Testing

/// Programs compiled here, against the host's own glibc.
@Suite struct CompiledProgramTests {
    /// Builds, runs on both sides, and expects no difference.
    func compare(_ source: String, _ arguments: [String] = [], options: [String] = [], input: [UInt8] = []) throws {
        let place = Workplace()
        let program = try place.compile(source, options)
        let host = try place.run([program] + arguments, input: input)
        let guest = try Guest.run(place, [program] + arguments, input: input)
        #expect(guest == host)
    }

    func guest(_ source: String, _ arguments: [String] = [], options: [String] = [], compiler: [String] = []) throws
        -> Run
    {
        let place = Workplace()
        let program = try place.compile(source, compiler)
        return try Guest.run(place, [program] + arguments, options: options)
    }

    @Test(arguments: [
        [], ["-no-pie"], ["-O2"], ["-Wl,-z,now"], ["-Wl,-z,lazy"], ["-Wl,--hash-style=sysv"],
        ["-Wl,-z,pack-relative-relocs"],
    ])
    func helloRunsHoweverItIsLinked(options: [String]) throws {
        try compare("hello.c", options: options)
    }

    @Test func argumentsEnvironmentAndDirectoryArrive() throws {
        let arguments = ["", "two words", "ünï", "%41", "--help", "a'b\"c\\", "tab\there"]
        let run = try guest("surroundings.c", arguments, options: ["--env", "COLOUR=sooty brown", "--cwd", "/tmp"])
        let listed = arguments.enumerated().map { "\($0 + 1)=[\($1)]\n" }.joined()
        #expect(
            run.text == listed
                + """
                PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root COLOUR=sooty brown
                in /tmp, terminals 000

                """)
        #expect(run.status == Int32(arguments.count + 1))
    }

    @Test(arguments: ["return", "exit", "quick"])
    func orderlyEndsAreAsOnTheHost(how: String) throws {
        try compare("ending.c", [how])
    }

    @Test(
        arguments: [
            ("abort", 134, "SIGABRT"), ("assert", 134, "argc == 0"), ("null", 139, "touch_nothing"),
            ("stack", 139, "SIGSEGV"),
            ("divide", 136, "SIGFPE"), ("illegal", 132, "SIGILL"), ("term", 143, ""), ("kill", 137, ""),
            ("jump", 139, "0x10"),
        ] as [(String, Int32, String)])
    func aDeadlySignalGives128AndItsNumberAndAReport(how: String, status: Int32, report: String) throws {
        let run = try guest("ending.c", [how])
        #expect(run.status == status)
        #expect(run.text.hasPrefix("constructor\npartial line, "))
        if !report.isEmpty { #expect(run.errors.contains(report)) }
    }

    @Test(arguments: [["-no-pie", "-Wl,-z,relro"], ["-pie"]])
    func theEndOfTheStackIsKnownAndReadOnly(options: [String]) throws { try compare("stackend.c", options: options) }

    @Test func badPointersGiveEFAULT() throws { try compare("pointers.c") }
    @Test func filesAndDevicesBehave() throws { try compare("files.c") }

    @Test func theStandardLibraryOfCPlusPlusWorks() throws {
        try compare("standard.cc", input: Array("swift martin swift swallow".utf8))
        try compare("standard.cc", options: ["-O2", "-static-libstdc++", "-static-libgcc"], input: Array("one".utf8))
    }

    @Test func anExceptionNobodyCatchesAborts() throws {
        let run = try guest("uncaught.cc")
        #expect(run.status == 134)
        #expect(run.errors.contains("what():  nobody wants this"))
    }

    @Test(arguments: [0, 1, 4096, 1_000_000])
    func inputReachesOutputByteForByte(size: Int) throws {
        var state: UInt64 = 88_172_645_463_325_252
        let bytes = (0..<size).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state)
        }
        try compare("copy.c", input: bytes)
    }

    @Test func aPluginIsOpenedUsedAndClosed() throws {
        let place = Workplace()
        _ = try place.compile("plugin.c", ["-shared", "-fPIC"], as: "plugin.so")
        let program = try place.compile("opener.c")
        let host = try place.run([program])
        #expect(try Guest.run(place, [program], options: ["--file", "plugin.so"]) == host)
    }

    @Test func aPreloadedObjectComesFirst() throws {
        let place = Workplace()
        let object = try place.compile("preload.c", ["-shared", "-fPIC", "-fno-builtin"], as: "preload.so")
        let program = try place.compile("hello.c")
        let run = try Guest.run(place, [program], options: ["--env", "LD_PRELOAD=\(object)"])
        #expect(run.text.hasPrefix("preloaded: Hello"))
    }

    @Test func aSharedObjectWithMainRuns() throws {
        let run = try guest("library.c", ["one", "two"], compiler: ["-shared", "-fPIC"])
        #expect(run.text == "before main\n2 arguments, the last is two\n")
        #expect(run.status == 6)
    }

    @Test func allMissingSymbolsAreNamedAtOnce() throws {
        let place = Workplace()
        _ = try place.compile("birds.c", ["-shared", "-fPIC", "-DCOMPLETE"], as: "libbirds.so")
        let program = try place.compile("missing.c", ["-L\(place.path)", "-lbirds", "-Wl,-rpath,$ORIGIN"])
        _ = try place.compile("birds.c", ["-shared", "-fPIC"], as: "libbirds.so")
        let run = try Guest.run(place, [program])
        #expect(run.status == 127)
        #expect(run.errors.contains("swallow") && run.errors.contains("swift"))
    }

    /// As /usr/bin/java is: its libraries lie beside what the link leads to.
    @Test func librariesBesideAProgramAreFoundThroughALinkToIt() throws {
        let place = Workplace()
        try FileManager.default.createDirectory(atPath: place.path + "/deep/lib", withIntermediateDirectories: true)
        _ = try place.compile("birds.c", ["-shared", "-fPIC", "-DCOMPLETE"], as: "deep/lib/libbirds.so")
        _ = try place.compile("missing.c", ["-L\(place.path)/deep/lib", "-lbirds", "-Wl,-rpath,$ORIGIN/lib"], as: "deep/program")
        try FileManager.default.createSymbolicLink(atPath: place.path + "/link", withDestinationPath: "deep/program")
        let host = try place.run([place.path + "/link"])
        for library in ["shim", "host"] {
            #expect(try Guest.run(place, [place.path + "/link"], options: ["--libc", library]) == host)
        }
    }

    /// It names no interpreter and needs no library: it links itself, as a static position-independent executable does.
    @Test func aDynamicLinkerRunsAsAProgram() throws {
        let place = Workplace()
        let line = ["/lib64/ld-linux-x86-64.so.2", "--version"]
        #expect(try Guest.run(place, line) == place.run(line))
    }

    @Test func aRequestForTooMuchMemoryIsRefused() throws {
        let run = try guest("hunger.c", ["ask"])
        #expect(run.text == "1 Cannot allocate memory\n")
    }

    @Test func aProgramThatUsesUpMemoryIsRefusedOrKilledAndTheKernelSurvives() throws {
        let run = try guest("hunger.c", ["touch"], options: ["--memory", "64M"])
        #expect(run.text.hasPrefix("touching\n"))
        #expect(run.status == 137 || run.text == "touching\nrefused\n")
        if run.status == 137 { #expect(run.errors.contains("memory")) }
    }

    /// It took a lock of its own twice.
    @Test(arguments: [[], ["--libc", "host"]]) func aRefusedForkReturns(options: [String]) throws {
        let run = try guest("fork.c", options: options, compiler: ["-pthread"])
        let line = "-1 Function not implemented\n"
        #expect(run.text == line + line + line + "at exit\n")
        #expect(run.status == 0)
    }

    @Test func anUnknownSystemCallIsNamedOnce() throws {
        let run = try guest("unknown.c")
        #expect(run.text == "-1 Function not implemented\n-1 Function not implemented\n")
        #expect(run.errors.split(separator: "\n").filter { $0.contains("9999") }.count == 1)
    }

    @Test func theGuestKnowsTheTimeOfDay() throws {
        let before = time(nil)
        let words = try guest("clock.c").text.split(whereSeparator: \.isWhitespace)
        let told = try #require(words.first.flatMap { Int($0) })
        #expect(told >= before - 2 && told <= time(nil) + 2)
        #expect(words.last == "1")
    }

    @Test(arguments: ["q35", "pc"])
    func theOtherMachinesRunItToo(machine: String) throws {
        let run = try guest("hello.c", options: ["--machine", machine])
        #expect(run.text.hasPrefix("Hello"))
        #expect(run.status == 0)
    }

    @Test func aTraceShowsTheSystemCalls() throws {
        let run = try guest("hello.c", options: ["--trace"])
        #expect(run.text.hasPrefix("Hello"))
        #expect(run.errors.contains("write(1, \"Hello"))
    }

    @Test func aProgramThatHangsIsStoppedAfterTheTimeout() throws {
        let place = Workplace()
        let run = try Guest.run(place, ["/usr/bin/bc"], input: Array("while (1) x = 1\n".utf8), timeout: "1")
        #expect(run.status == 124)
    }
}
