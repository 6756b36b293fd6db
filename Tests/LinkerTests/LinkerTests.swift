import GuestHarness
import Testing

/// What the dynamic linker does with programs and libraries made by the host's tools, compared with glibc's.
@Suite struct LinkerTests {
    /// Topics whose `build.sh` makes one program or several, each run here and in the guest.
    static let topics: [(name: String, programs: [String])] = [
        ("tls", ["program"]), ("order", ["program"]), ("cxx", ["program"]), ("unique", ["program"]),
        ("versions", ["program"]), ("ifunc", ["program", "no-pie"]), ("copy", ["program", "lld", "gold"]),
        ("visibility", ["program"]), ("formats", ["program", "lld", "gold", "fixed", "huge", "far"]),
        ("flags", ["program"]),
        ("introspection", ["program", "fixed"]), ("filter", ["program"]), ("pinned", ["program"]),
        ("dlerrors", ["program"]), ("protection", ["program", "withstack"]),
    ]

    @Test(arguments: Selection.of(topics, name: \.name))
    func theGuestPrintsWhatTheHostPrints(name: String, programs: [String]) throws {
        let again = Selection.again(name, "LinkerTests")
        let made = try Tally.building("linker: " + name) { try LinkerCase(name) }
        for program in programs {
            _ = try Tally.one("linker: " + name) {
                let (host, guest) = (try made.host(program), try made.guest(program))
                let isSound = !host.output.isEmpty && host.errors.isEmpty && host.status < 128
                #expect(isSound, "\(program) here: \(host)\n\(again)")
                #expect(guest == host, "\(program)\n\(again)")
                return isSound && guest == host
            }
        }
    }

    @Test(arguments: [
        ["LD_PRELOAD=./libhooks.so:./libsecond.so"], ["LD_PRELOAD=./libheap.so ./libhooks.so"],
        ["LD_PRELOAD=./libnone.so ./libsecond.so"],
    ])
    func preloadedObjectsComeFirst(environment: [String]) throws {
        let made = try LinkerCase("preload")
        #expect(try made.guest(environment: environment) == made.host(environment: environment))
    }

    @Test func librariesAreSearchedForWhereTheyAreOnTheHost() throws {
        let made = try LinkerCase("search")
        for (program, environment) in [
            ("program", []), ("runpath", []), ("program", ["LD_LIBRARY_PATH=/nonexistent:./env"]),
            ("runpath", ["LD_LIBRARY_PATH=./env"]),
        ] {
            let host = try made.host(program, environment: environment)
            #expect(try made.guest(program, environment: environment) == host)
        }
    }

    @Test(arguments: ["1", "2"])
    func threadsHaveTheirOwnStorageOfLibrariesThatComeAndGo(processors: String) throws {
        let made = try LinkerCase("threads")
        #expect(try made.guest(options: ["--cpus", processors]) == made.host())
    }

    @Test(arguments: [[], ["LD_BIND_NOW=1"]])
    func missingFunctionsMayWaitWithLazyBinding(environment: [String]) throws {
        let made = try LinkerCase("lazy")
        let host = try made.host(environment: environment)
        #expect(host.status == (environment.isEmpty ? 127 : 0))
        #expect(try made.guest(environment: environment) == host)
    }

    @Test func everythingThatIsMissingIsNamedAtOnceWithWhoWantsIt() throws {
        let made = try LinkerCase("startup")
        func refused(_ program: String, status: Int32, naming words: [String]) throws {
            let run = try made.guest(program)
            #expect(run.status == status && run.output.isEmpty)
            #expect(run.errors.split(separator: "\n").count == 1)
            for word in words { #expect(run.errors.contains(word), "\(program): \(run.errors)") }
        }
        try refused("symbols", status: 127, naming: ["first", "first_too", "second", "libthree.so"])
        try refused("nolibraries", status: 127, naming: ["libgone1.so", "libgone2.so"])
        try refused(
            "versions", status: 127, naming: ["version V2 in libversioned.so", "needed by \(made.place.path)/versions"])
        try refused("high", status: 126, naming: ["0x50000000", "-pie"])
        try refused("short", status: 126, naming: ["truncated"])
    }

    /// glibc dies of some of these, so there is nothing to compare with.
    @Test func damagedLibrariesAreRefusedWithAText() throws {
        let run = try LinkerCase("corrupt").guest()
        #expect(run.status == 0 && run.errors.isEmpty)
        let numbers = run.text.split { !$0.isNumber }.compactMap { Int($0) }
        try #require(numbers.count == 4)
        #expect(numbers[0] > 0 && numbers[1] > 100 && numbers[2] == 0)
        #expect(run.text.hasSuffix("and the sound one: 6\n"))
    }

    /// The figures are instructions: the guest's clock counts them. Limits leave a third of room above what was measured.
    @Test func lookupsInALargeLibraryAreQuick() throws {
        let made = try LinkerCase("large")
        let run = try made.guest(
            options: ["--accelerator", "tcg", "--qemu", "-icount", "--qemu", "shift=0,sleep=off"])
        #expect(try run.text == made.host().text)
        var figures: [String: Int] = [:]
        for line in run.errors.split(separator: "\n") {
            guard let space = line.lastIndex(of: " ") else { continue }
            figures[String(line[..<space])] = Int(line[line.index(after: space)...])
        }
        for (name, limit) in [
            ("./libgnu.so dlopen", 60_000), ("./libgnu.so dlsym", 5_500), ("./libsysv.so dlsym", 6_500),
            ("binding", 1_800),
        ] {
            let figure = try #require(figures[name], "\(name): \(run.errors)")
            #expect(figure > 0 && figure < limit, "\(name): \(figure)")
        }
    }
}
