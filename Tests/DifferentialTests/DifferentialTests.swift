import Calling
import GuestHarness
import ImageBuilder
import Testing

/// The C library's functions in the guest against glibc's on the host, call by call. Tables/*.table say which.
///
/// `APUS_DIFFERENTIAL_SEED` gives other random arguments; `./apus test --only strings.table:12` makes the calls of one line.
@Suite struct DifferentialTests {
    @Test func theGuestsLibraryAnswersAsGlibcDoes() throws {
        let harness = try Harness()
        for (family, result) in harness.families {
            let allowed = result.allowed.values.reduce(0, +)
            Tally.add("libc: " + family, passed: result.passed, failed: result.mismatches.count, allowed: allowed)
        }
        let all = harness.families.sorted { $0.key < $1.key }.flatMap(\.value.mismatches)
        let file = Harness.root + "/.build-call/differences.txt"
        try HostFiles.write(all.map { "\($0)\n" }.joined().utf8, to: file)
        print(harness.report)
        for mismatch in all.prefix(40) { Issue.record("\(mismatch)") }
        if all.count > 40 { Issue.record("\(all.count) differences, all of them in \(file)") }
        #expect(harness.count > 50_000 || !Selection.isEverything)
    }

    /// A row that was wrong has emptied a file of the host's.
    @Test func rowsOnTheHostChangeNoFileOutsideTheirFolder() throws {
        let place = Workplace()
        try HostFiles.makeDirectories(place.path + "/inside")
        try place.write("precious", "content")
        let driver = try CallDriver(root: Harness.root)
        func result(_ signature: String, _ words: [String]) throws -> CallResult {
            let call = try Call(library: "libc.so.6", signature: Signature(signature), words: words)
            let command = try Workshop().hostCommand(driver.path, folder: place.path + "/inside")
            let output = try CallDriver.run(command, rows: [call.row(tag: "0")]).output
            return try #require(CallResult.parse(output).results["0"])
        }
        let file = "\"\(place.path)/precious\""
        let inside = try result("int creat(const char *, mode_t)", ["\"\(place.path)/inside/made\"", "0644"])
        #expect(inside.errno == 0)
        for (signature, words) in [
            ("int truncate(const char *, off_t)", [file, "0"]), ("int unlink(const char *)", [file]),
            ("int rename(const char *, const char *)", [file, "\"\(place.path)/other\""]),
            ("int creat(const char *, mode_t)", ["\"\(place.path)/made\"", "0644"]),
        ] {
            let refused = try result(signature, words)
            #expect(refused.outcome == .returned("-1") && [13, 18, 30].contains(refused.errno), "\(signature): \(refused)")
        }
        #expect(HostFiles.text(place.path + "/precious") == "content")
    }
}
