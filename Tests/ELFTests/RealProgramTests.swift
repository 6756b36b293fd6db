import Foundation
import Testing

@testable import ELF

/// Programs and libraries as Debian ships them, linked here and compared with what the host's own linker does.
@Suite struct RealProgramTests {
    /// A linker that uses the host's C library, as `ld.so` would.
    private func load(_ path: String) throws -> (Linker, FakeHost, Linker.StartInformation) {
        let host = FakeHost()
        var configuration = LinkerConfiguration()
        configuration.shimPath = []
        let linker = Linker(configuration, host: host)
        let start = try linker.load(program: path.bytes)
        return (linker, host, start)
    }

    /// What LD_DEBUG=bindings says: "from symbol@version" to the defining file.
    private func hostBindings(_ path: String, _ arguments: [String]) throws -> [String: String] {
        let (_, output) = try run(path, arguments, environment: ["LD_DEBUG": "bindings", "LD_BIND_NOW": "1"])
        var result: [String: String] = [:]
        for line in output.split(separator: "\n") {
            guard let range = line.range(of: "binding file ") else { continue }
            let words = line[range.upperBound...].split(separator: " ")
            guard words.count >= 8, words[5] == "normal", let symbol = words[7].split(separator: "`").last else {
                continue
            }
            let version = words.count > 8 ? "@" + words[8].dropFirst().dropLast() : ""
            result["\(words[0]) \(symbol.dropLast())\(version)"] = String(words[3].prefix { $0 != ":" })
        }
        return result
    }

    @Test(arguments: [
        ("/bin/true", []), ("/usr/bin/perl", ["-e", "1"]), ("/usr/bin/gcc", ["--version"]),
    ])
    func bindsEverySymbolWhereTheHostsLinkerBindsIt(_ path: String, _ arguments: [String]) throws {
        let (linker, _, _) = try load(path)
        let expected = try hostBindings(path, arguments)
        try #require(!expected.isEmpty)
        var checked = 0
        var mine: [String: String] = [:]
        for object in linker.objects {
            for table in [object.image.dynamic.rela, object.image.dynamic.pltRela] {
                let file = object.image.file
                for entry in stride(from: table.offset, to: table.offset + table.size, by: 24) {
                    guard let info = file.span.u64(entry + 8) else { continue }
                    let index = UInt32(truncatingIfNeeded: info >> 32)
                    let type = UInt32(truncatingIfNeeded: info)
                    guard index != 0, let symbol = object.table.symbol(index) else { continue }
                    let version = object.table.version(of: index)
                    let name = try #require(SymbolName(file, at: object.table.nameOffset(symbol)))
                    guard !symbol.bindsLocally,
                        let found = linker.lookUp(name, version, RelocationType.use(type), for: object)
                    else { continue }
                    let suffix = version.map { "@" + text($0.bytes) } ?? ""
                    mine["\(text(object.path)) \(text(name.bytes))\(suffix)"] = text(found.object.path)
                }
            }
        }
        let canonical = { (path: String) in URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
        for (reference, definer) in mine {
            guard let theirs = expected[reference] else { continue }
            checked += 1
            #expect(canonical(definer) == canonical(theirs), "\(reference)")
        }
        #expect(checked > 20)
    }

    @Test(arguments: [
        "/bin/true", "/usr/bin/perl", "/usr/bin/gawk", "/usr/bin/openssl", "/usr/bin/python3.11", "/usr/bin/git",
        "/usr/bin/xz", "/usr/bin/gdb", "/usr/bin/ld.gold",
    ])
    func linksPrograms(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let (linker, host, start) = try load(path)
        #expect(start.entry != 0)
        #expect(host.protection(at: start.entry)?.contains(.execute) == true)
        #expect(start.programHeaders != 0)
        var initialisers = 0
        while let function = linker.nextInitialiser() {
            initialisers += 1
            #expect(linker.object(at: function) != nil || function > 0x1_0000_0000)
        }
        var finalisers = 0
        while linker.nextFinaliser(closing: nil) != nil { finalisers += 1 }
        #expect(finalisers > 0)
    }
}
