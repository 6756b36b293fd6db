import GuestHarness
import Testing

/// The system calls on files, error cases and all, against the host's Linux.
@Suite struct FileCallTests {
    @Test(arguments: ["filecalls.c", "events.c"]) func callsReturnWhatLinuxReturns(_ source: String) throws {
        let place = Workplace()
        let program = try place.compile(source, ["-w"])
        let host = try place.run([program])
        let guest = try Guest.run(place, [program])
        #expect(guest == host)
    }
}
