import GuestHarness
import ImageBuilder
import LinuxABI
import Testing

@testable import Coverage

/// What the C library's functions come down to.
@Suite struct LibraryTests {
    static let shim = Guest.root + "/.build-libc/libc-shim.so"

    private func names(_ symbol: String, of library: CLibrary) throws -> [String] {
        let reach = try #require(library.reach(of: symbol, version: nil), "\(symbol)")
        return reach.calls.numbers.compactMap { Catalogue.row(SystemCallNumber(rawValue: $0)).map { "\($0.name)" } }
    }

    private func library(_ choice: CLibraryChoice) throws -> CLibrary {
        let request = request("/bin/true", shim: Self.shim)
        return CLibrary(
            try CLibraryParts.paths(choice, request).map { try summaries.summary(of: $0.host, as: $0.guest) })
    }

    @Test(
        arguments: [
            ("cos", []), ("strlen", []), ("strtol", []), ("lseek", ["lseek"]), ("sync", ["sync"]), ("umask", ["umask"]),
            ("getdents64", ["getdents64"]), ("epoll_ctl", ["epoll_ctl"]), ("chroot", ["chroot"]), ("uname", ["uname"]),
        ] as [(String, [String])])
    func simpleFunctionsOfTheShimReachTheirCallAlone(_ symbol: String, _ expected: [String]) throws {
        #expect(try names(symbol, of: library(.shim)) == expected)
    }

    @Test(arguments: [
        ("printf", "writev"), ("fopen", "open"), ("system", "execve"), ("pthread_create", "clone"), ("malloc", "mmap"),
        ("getaddrinfo", "socket"), ("opendir", "open"), ("raise", "tkill"), ("sem_wait", "futex"),
        ("sleep", "clock_nanosleep"),
        ("tmpfile", "unlink"), ("select", "select"), ("setitimer", "setitimer"), ("socket", "socket"),
    ])
    func otherFunctionsOfTheShimReachWhatTheyNeed(_ symbol: String, _ call: String) throws {
        #expect(try names(symbol, of: library(.shim)).contains(call))
    }

    @Test(
        arguments: [
            ("strlen", []), ("umask", ["umask"]), ("fsync", ["fsync"]), ("chroot", ["chroot"]),
            ("epoll_ctl", ["epoll_ctl"]),
            ("setsid", ["setsid"]), ("mlock", ["mlock"]),
        ] as [(String, [String])])
    func simpleFunctionsOfTheHostsLibraryReachTheirCallAlone(_ symbol: String, _ expected: [String]) throws {
        // What every program does through ld.so says nothing about the function.
        let start = Set(try library(.host).start(entries: CLibraryParts.entries(.host)).calls.numbers)
        let own = try #require(library(.host).reach(of: symbol, version: nil)).calls.numbers
            .filter {
                !start.contains($0) || expected.contains("\(Catalogue.row(SystemCallNumber(rawValue: $0))!.name)")
            }
        #expect(own.map { "\(Catalogue.row(SystemCallNumber(rawValue: $0))!.name)" } == expected)
    }

    @Test func startUpOfTheShimIsSmall() throws {
        let start = try library(.shim).start(entries: CLibraryParts.entries(.shim)).calls.numbers
        #expect(start.count > 5 && start.count < 25)
        #expect(start.contains(231) && !start.contains(57) && !start.contains(41))
    }
}
