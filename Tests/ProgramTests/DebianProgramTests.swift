import GuestHarness
import ImageBuilder
import Testing

/// One run from a manifest's list.
struct ManifestCase: Sendable, CustomTestStringConvertible {
    var manifest: String
    /// Its place in the list, from 1.
    var number: Int
    var program: String
    var example: Manifest.Example

    var name: String { "\(manifest)/\(number)" }
    var testDescription: String { "\(manifest) \(number): \(example.arguments.joined(separator: " ").prefix(60))" }

    static let all: [ManifestCase] = {
        var tree = FileTree()
        let manifests = (try? Manifest.all(in: Guest.root + "/images", noting: &tree)) ?? []
        return manifests.flatMap { name, manifest in
            (manifest.tests ?? []).enumerated().map { index, example in
                ManifestCase(manifest: name, number: index + 1, program: manifest.programs[0], example: example)
            }
        }
    }()
}

/// Programs from Debian's packages do in the guest what they do on the host.
@Suite struct DebianProgramTests {
    @Test func thereAreCases() {
        #expect(ManifestCase.all.count > 50)
    }

    /// With libc-shim and our linker, and with the program's own loader and glibc.
    @Test(arguments: ManifestCase.all.filter { Selection.has($0.manifest, $0.name) }, [LibraryChoice.shim, .host])
    func theGuestPrintsAndEndsAsTheHostDoes(example: ManifestCase, library: LibraryChoice) throws {
        let place = Workplace()
        let files = (example.example.files ?? [:]).sorted { $0.key < $1.key }
        for (name, text) in files { try place.write(name, text) }
        let words = [example.program] + example.example.arguments
        let input = Array((example.example.input ?? "").utf8)
        let host = try place.run(words, input: input)
        let guest = try Guest.run(place, words, options: ["--libc", library.rawValue] + files.flatMap { ["--file", $0.key] }, input: input)
        #expect(guest == host, "\(Selection.again(example.name, "DebianProgramTests"))")
    }
}
