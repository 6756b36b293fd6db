import ImageBuilder
import Testing

/// The C library's functions in the guest against glibc's on the host, call by call. Tables/*.table say which.
///
/// `APUS_DIFFERENTIAL_SEED` gives other random arguments, `APUS_DIFFERENTIAL_TABLES` a list of tables to use.
@Suite struct DifferentialTests {
    @Test func theGuestsLibraryAnswersAsGlibcDoes() throws {
        let harness = try Harness.result.get()
        let all = harness.families.sorted { $0.key < $1.key }.flatMap(\.value.mismatches)
        let file = Harness.root + "/.build-call/differences.txt"
        try HostFiles.write(all.map { "\($0)\n" }.joined().utf8, to: file)
        print(harness.report)
        for mismatch in all.prefix(40) { Issue.record("\(mismatch)") }
        if all.count > 40 { Issue.record("\(all.count) differences, all of them in \(file)") }
        #expect(harness.count > 5000)
    }
}
