import GuestHarness
import ImageBuilder
import LinuxABI
import Testing

@testable import Coverage

@Suite struct ReportTests {
    private func report(_ program: String, library: CLibraryChoice = .shim) throws -> CoverageReport {
        try ReportBuilder.report(
            on: request(program, shim: LibraryTests.shim), library: library, cache: summaries)
    }

    @Test func theStatusIsTheCatalogues() throws {
        let report = try report("/bin/true")
        for call in report.calls {
            let row = try #require(Catalogue.row(SystemCallNumber(rawValue: call.number)))
            #expect(call.status == row.status && call.name == "\(row.name)" && call.note == row.note.map { "\($0)" })
        }
        #expect(!report.isLacking)
        #expect(report.summary.hasPrefix("true and 0 libraries; "))
    }

    @Test func whoNeedsACallIsNamed() throws {
        let place = Workplace()
        let report = try report(try place.compile("numbers.c", ["-O2"]))
        let alarm = try #require(report.calls.first { $0.name == "alarm" })
        #expect(alarm.ways.map(\.kind) == [.function])
        let yield = try #require(report.calls.first { $0.name == "sched_yield" })
        #expect(yield.ways.contains { $0.kind == .instruction && $0.object == report.program })
        #expect(
            report.undetermined.contains {
                $0.object == report.program && $0.function == "main" || $0.function.hasPrefix("code")
            })
        #expect(report.isLacking == (alarm.status == .absent))
    }

    @Test func aStaticProgramHasItsOwnCalls() throws {
        let place = Workplace()
        let report = try report(try place.compile("numbers.c", ["-O2", "-static"]))
        #expect(report.library == .own && report.symbols.isEmpty && report.problems.isEmpty)
        let names = Set(report.calls.map(\.name))
        #expect(names.isSuperset(of: ["sched_yield", "alarm", "exit_group", "brk", "write"]))
    }

    @Test func pluginsOfTheManifestAreLookedAt() throws {
        let report = try report("/usr/bin/python3.11")
        #expect(report.objects.contains { $0.role == .plugin && $0.path.contains("_multiprocessing") })
    }

    @Test func whatTheLinkerWouldRefuseIsSaid() throws {
        let place = Workplace()
        let library = try place.compile("wanting.c", ["-shared", "-fPIC"], as: "libwanting.so")
        let program = try place.compile(
            "tables.c", ["-Wl,--no-as-needed", library, "-Wl,-rpath,\(place.path)", "-Wl,--allow-shlib-undefined"])
        let report = try report(program)
        #expect(report.problems.contains { $0.isFatal && $0.text.contains("nobody_has_this") })
        #expect(report.isLacking)
    }

    @Test func aMissingLibraryIsAProblemAndNoFailure() throws {
        let place = Workplace()
        let library = try place.compile("tables.c", ["-shared", "-fPIC", "-Wl,-soname,libgone.so.7"], as: "libgone.so")
        let program = try place.compile("tables.c", ["-Wl,--no-as-needed", library])
        for choice in [CLibraryChoice.shim, .host] {
            #expect(try report(program, library: choice).problems.contains { $0.text.contains("libgone.so.7") })
        }
    }

    @Test func aFileCutAnywhereIsNoCrash() throws {
        let place = Workplace()
        let whole = try #require(HostFiles.read("/usr/bin/jq"))
        let path = place.path + "/cut"
        for length in stride(from: 64, to: whole.count, by: whole.count / 60) {
            try HostFiles.write(whole[..<length], to: path, mode: 0o755)
            if let object = ObjectFile(path) { _ = ObjectCalls.find(in: object, shownPath: path) }
        }
    }

    @Test func bytesChangedAtRandomAreNoCrash() throws {
        let place = Workplace()
        let whole = try #require(HostFiles.read("/usr/bin/jq"))
        let path = place.path + "/changed"
        var state: UInt64 = 0x2545_F491_4F6C_DD1D
        func random() -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state >> 1)
        }
        for _ in 0..<60 {
            var bytes = whole
            for _ in 0..<40 { bytes[random() % min(bytes.count, 4096)] = UInt8(truncatingIfNeeded: random()) }
            try HostFiles.write(bytes, to: path, mode: 0o755)
            if let object = ObjectFile(path) { _ = ObjectCalls.find(in: object, shownPath: path) }
        }
    }

    // MARK: Formats

    @Test func jsonComesBackAsItWas() throws {
        let document = CoverageDocument(programs: [try report("/usr/bin/jq")])
        #expect(try CoverageDocument(json: Array(document.json.utf8), path: "x") == document)
        let table = CoverageDocument(table: CatalogueTable())
        #expect(try CoverageDocument(json: Array(table.json.utf8), path: "x") == table)
    }

    @Test(arguments: ["", "{}", "[1]", "{\"format\": 99}", "{\"format\": 1, \"table\": {\"rows\": 3}}"])
    func badJSONIsOneClearLine(_ text: String) {
        #expect(throws: Failure.self) { try CoverageDocument(json: Array(text.utf8), path: "old.json") }
    }

    @Test func changesAreNamed() throws {
        let new = CoverageDocument(table: CatalogueTable())
        #expect(Comparison(from: new, to: new).text == "nothing changed\n")
        let text = new.json.replacing("\"name\" : \"read\",", with: "\"name\" : \"read\", \"note\" : \"No.\",")
        let old = try CoverageDocument(json: Array(text.utf8), path: "x")
        #expect(Comparison(from: old, to: new).text.contains("read: still implemented"))
    }

    @Test func thePageNeedsNothingElseAndEscapesNames() throws {
        var report = try report("/usr/bin/jq")
        report.program = "/tmp/<b>&\""
        let page = CoverageDocument(programs: [report]).html
        #expect(page.contains("&lt;b&gt;&amp;&quot;") && !page.contains("<b>&\""))
        // Links lead away; nothing is fetched.
        for text in ["src=", "@import", "url(", "<link"] { #expect(!page.contains(text)) }
        for call in report.calls { #expect(page.contains(">\(call.name)<")) }
    }

    @Test func theDocumentationIsCurrent() throws {
        let path = "docs/system-calls.md"
        let current = HostFiles.text(Guest.root + "/" + path) == CatalogueTable().markdown
        #expect(current, "\(path) is old: ./apus coverage --all --format markdown -o \(path)")
    }
}
