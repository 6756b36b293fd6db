import Glibc
import GuestHarness
import Testing

/// What system calls return, error cases and all: in the guest the same as from the Linux that the tests run on.
@Suite struct SystemCallTests {
    /// The programs change users and owners, and some answers came with Linux 6.11 (a null path with `AT_EMPTY_PATH`).
    static let canCompare: Bool = {
        var names = utsname()
        uname(&names)
        let release = withUnsafeBytes(of: &names.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let version = release.split(whereSeparator: { !$0.isNumber }).prefix(2).compactMap { Int($0) }
        return geteuid() == 0 && version.count == 2 && (version[0], version[1]) >= (6, 11)
    }()

    @Test(
        .enabled(if: canCompare, "needs the superuser and Linux 6.11 or later to compare with"),
        arguments: Selection.of(CallProgram.all, name: \.name))
    func callsReturnWhatLinuxReturns(_ program: CallProgram) throws {
        var (answers, wrong) = (0, 1)
        // Each line is an answer.
        defer { Tally.add("system calls: " + program.family, passed: answers, failed: wrong) }
        let place = Workplace()
        let built = try place.compile(program.name + ".c", ["-w"])
        let host = try place.run([built])
        let guest = try Guest.run(place, [built])
        let differences = Self.differences(host.text, guest.text)
        let again = Selection.again(program.name, "SystemCallTests")
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))\n\(again)")
        let endedAlike = guest.status == host.status && guest.errors == host.errors
        #expect(endedAlike, "\(guest.status), \(guest.errors.prefix(500))\n\(again)")
        let missing = differences.count { $0.hasPrefix("-") }
        answers = host.text.split(separator: "\n").count - missing
        wrong = max(missing, differences.count - missing) + (endedAlike ? 0 : 1)
    }

    /// The lines that only one of the two printed: `-` Linux, `+` the guest.
    static func differences(_ host: String, _ guest: String) -> [String] {
        let (old, new) = (host.split(separator: "\n"), guest.split(separator: "\n"))
        return new.difference(from: old).map {
            switch $0 {
            case .remove(_, let line, _): "- \(line)"
            case .insert(_, let line, _): "+ \(line)"
            }
        }
    }
}
