import LinuxABI
import Testing

/// The catalogue's calls and the suite's programs belong together.
@Suite struct CallCoverageTests {
    /// The calls that the catalogue calls supported, or supported in part.
    static let implemented: [String] = (0..<Catalogue.count).map { Catalogue.row(at: $0) }
        .filter { $0.support != .absent }.map { "\($0.name)" }

    @Test func everyImplementedCallHasAProgram() {
        let covered = Set((CallProgram.all + CallProgram.threaded).flatMap(\.calls))
        let missing = Self.implemented.filter { !covered.contains($0) }
        #expect(missing.isEmpty, "no program of Tests/SystemCallTests/Programs names \(missing)")
    }

    @Test(arguments: CallProgram.all + CallProgram.threaded)
    func aProgramNamesCallsThatAreThereAndDoesThem(_ program: CallProgram) {
        #expect(!program.calls.isEmpty, "\(program.name).c does not begin with `// Calls: …`")
        let implemented = Set(Self.implemented)
        for call in program.calls {
            #expect(implemented.contains(call), "\(call) is absent in the catalogue")
            #expect(program.does(call) || CallProgram.implicit.contains(call), "\(call) is named and not done")
        }
    }
}
