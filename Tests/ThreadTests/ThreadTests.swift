import GuestHarness
import Testing

/// Programs with threads, signals, timers and waits: each prints and ends as it does here, on one processor and on several.
///
/// Every `Programs/*.c` is such a program; a first line `// options: …` gives gcc's options beyond `-O1 -pthread`.
@Suite("Threads")
struct ThreadTests {
    @Test(
        "The guest prints and ends as the host does",
        arguments: Selection.of(ThreadProgram.all, name: \.source), ["1", "4"])
    func theGuestPrintsAndEndsAsTheHostDoes(program: ThreadProgram, processors: String) throws {
        let place = Workplace()
        let path = try place.compile(program.source, ["-O1", "-pthread", "-Wno-unused-result"] + program.options)
        let host = try place.run([path])
        let guest = try Guest.run(place, [path], options: ["--cpus", processors])
        #expect(guest == host, "\(Selection.again(program.source, "ThreadTests"))")
    }
}
