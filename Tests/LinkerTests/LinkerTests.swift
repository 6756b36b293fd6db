import GuestHarness
import Testing

/// What the dynamic linker does with programs and libraries made by the host's tools, compared with glibc's.
@Suite struct LinkerTests {
    @Test(arguments: [
        "cxx", "copy", "visibility",
    ])
    func theGuestPrintsWhatTheHostPrints(name: String) throws {
        let made = try LinkerCase(name)
        #expect(try made.guest() == made.host())
    }
}
