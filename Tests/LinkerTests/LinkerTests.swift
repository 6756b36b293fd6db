import GuestHarness
import Testing

/// What the dynamic linker does with programs and libraries made by the host's tools, compared with glibc's.
@Suite struct LinkerTests {
    /// Topics whose `build.sh` makes one program or several, each run here and in the guest.
    static let topics: [(name: String, programs: [String])] = [
        ("tls", ["program"]), ("order", ["program"]), ("cxx", ["program"]), ("unique", ["program"]),
        ("versions", ["program"]), ("ifunc", ["program", "no-pie"]), ("copy", ["program", "lld", "gold"]),
        ("visibility", ["program"]), ("formats", ["program", "lld", "gold", "fixed"]), ("flags", ["program"]),
        ("introspection", ["program"]), ("filter", ["program"]), ("pinned", ["program"]),
    ]

    @Test(arguments: topics)
    func theGuestPrintsWhatTheHostPrints(name: String, programs: [String]) throws {
        let made = try LinkerCase(name)
        for program in programs {
            let host = try made.host(program)
            #expect(!host.output.isEmpty && host.errors.isEmpty)
            #expect(try made.guest(program) == host)
        }
    }

    @Test(arguments: [
        ["LD_PRELOAD=./libhooks.so:./libsecond.so"], ["LD_PRELOAD=./libheap.so ./libhooks.so"],
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
}
