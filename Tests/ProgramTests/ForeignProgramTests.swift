import GuestHarness
import ImageBuilder
import Testing

/// Programs that bring their own C library: static ones, those of musl, and dynamic ones under their own loader.
@Suite struct ForeignProgramTests {
    enum Kind: String, CaseIterable, Sendable {
        case fixed, positionIndependent, musl, muslDynamic, ownLoader
    }

    @Test(arguments: Kind.allCases)
    func runsAsOnTheHost(kind: Kind) throws {
        let place = Workplace()
        let options: [String]
        switch kind {
        case .fixed, .musl: options = ["-static"]
        case .positionIndependent: options = ["-static-pie"]
        case .muslDynamic, .ownLoader: options = []
        }
        let program: String
        if kind == .musl || kind == .muslDynamic {
            program = place.path + "/program"
            let (status, text) = try Tool.run(
                "/usr/bin/musl-gcc", ["-O1", "\(place.sources)/foreign.c", "-o", program] + options)
            guard status == 0 else { throw Failure(.ours, "musl-gcc: \(text)") }
        } else {
            program = try place.compile("foreign.c", ["-O1", "-pthread"] + options)
        }
        let host = try place.run([program, "one", "two words"])
        let guest = try Guest.run(
            place, [program, "one", "two words"], options: ["--cpus", "2"] + (kind == .ownLoader ? ["--libc", "host"] : []))
        #expect(guest == host)
    }
}
