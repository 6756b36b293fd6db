import GuestHarness
import ImageBuilder
import Testing

/// Programs that bring their own C library: static ones, those of musl, and dynamic ones under their own loader.
@Suite struct ForeignProgramTests {
    enum Kind: String, CaseIterable, Sendable {
        case fixed, positionIndependent, musl, muslDynamic, ownLoader
    }

    /// Builds the program the way `kind` says.
    private func build(_ source: String, _ kind: Kind, in place: Workplace) throws -> String {
        var options = ["-O1", "-pthread"]
        switch kind {
        case .fixed, .musl: options.append("-static")
        case .positionIndependent: options.append("-static-pie")
        case .muslDynamic, .ownLoader: break
        }
        guard kind == .musl || kind == .muslDynamic else { return try place.compile(source, options) }
        let program = place.path + "/program"
        let (status, text) = try Tool.run(
            "/usr/bin/musl-gcc", ["\(place.sources)/\(source)", "-o", program] + options)
        guard status == 0 else { throw Failure(.ours, "musl-gcc: \(text)") }
        return program
    }

    private func options(_ kind: Kind) -> [String] { kind == .ownLoader ? ["--libc", "host"] : [] }

    @Test(arguments: Kind.allCases)
    func runsAsOnTheHost(kind: Kind) throws {
        let place = Workplace()
        let program = try build("foreign.c", kind, in: place)
        let host = try place.run([program, "one", "two words"])
        let guest = try Guest.run(
            place, [program, "one", "two words"], options: ["--cpus", "2"] + options(kind))
        #expect(guest == host)
    }

    /// The kernel's shared object answers all of it but the processor's clock and a clock that is none.
    @Test(arguments: Kind.allCases)
    func readingTheTimeCostsNoSystemCall(kind: Kind) throws {
        let place = Workplace()
        let program = try build("vdso.c", kind, in: place)
        let host = try place.run([program])
        let guest = try Guest.run(place, [program], options: ["--cpus", "2", "--trace"] + options(kind))
        #expect(guest.output == host.output && guest.status == host.status)
        let calls = guest.errors.split(separator: "\n").filter { line in
            ["clock_gettime", "gettimeofday", "time(", "getcpu"].contains { line.contains($0) }
        }
        #expect(calls.count == 2 && calls.contains { $0.contains("CLOCK_PROCESS_CPUTIME_ID") }, "\(calls)")
    }
}
