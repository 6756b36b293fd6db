import Bytes
import Foundation
import Testing

@testable import ELF

@Suite struct ParsingTests {
    private func load(_ bytes: [UInt8]) throws -> LinkError {
        let host = FakeHost()
        host.sees = false
        host.files["/program"] = bytes
        var configuration = LinkerConfiguration()
        configuration.shimPath = []
        let linker = Linker(configuration, host: host)
        return try linkError { () throws(LinkError) in _ = try linker.load(program: "/program".bytes) }
    }

    private func truth() throws -> [UInt8] {
        [UInt8](try #require(FileManager.default.contents(atPath: "/bin/true")))
    }

    /// /bin/true with `bytes` written over what is at `offset`.
    private func patched(_ offset: Int, _ bytes: UInt8...) throws -> [UInt8] {
        var file = try truth()
        file.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        return file
    }

    @Test func saysWhatIsWrongInOneLine() throws {
        #expect(text(try load([]).text) == "/program: not an ELF file")
        #expect(text(try load("#!/bin/sh\n".bytes).text) == "/program: not an ELF file")
        #expect(
            text(try load([0x7f, 0x45, 0x4c, 0x46, 2]).text)
                == "/program: file too short: it ends before what its headers promise")
        #expect(text(try load(patched(4, 1)).text) == "/program: wrong ELF class: made for 32-bit machines")
        #expect(text(try load(patched(5, 2)).text) == "/program: wrong byte order: big-endian")
        #expect(
            text(try load(patched(18, 183, 0)).text)
                == "/program: made for another processor (ELF machine 183), this one is x86-64")
        #expect(
            text(try load(patched(16, 1, 0)).text)
                == "/program: neither an executable nor a shared object (ELF type 1)")
    }

    @Test func distinguishesWhatCannotRunFromWhatIsNotThere() throws {
        #expect(try load([]).exitStatus == 126)
        let host = FakeHost()
        host.sees = false
        let linker = Linker(LinkerConfiguration(), host: host)
        let error = try linkError { () throws(LinkError) in _ = try linker.load(program: "/none".bytes) }
        #expect(error.exitStatus == 127)
        #expect(text(error.text) == "/none: cannot be loaded: No such file or directory")
    }

    @Test func controlCharactersInNamesStayOutOfTheText() {
        let error = LinkError(.undefinedSymbol(name: [0x61, 0x1b, 0x0a], version: []), in: "/x".bytes)
        #expect(text(error.text) == "/x: undefined symbol: a??")
    }

    @Test func readsHeadersAsReadelfDoes() throws {
        let image = try Image(FileBytes(truth()), name: "/bin/true".bytes)
        #expect(image.kind == .relocatable)
        #expect(image.interpreter.map(text) == "/lib64/ld-linux-x86-64.so.2")
        #expect(!image.wantsExecutableStack)
        #expect(image.programHeaderAddress == 64)
        #expect(image.exceptionFrames != nil)
        let (_, output) = try run("readelf", ["-lW", "/bin/true"])
        #expect(output.split(separator: "\n").count { $0.hasPrefix("  LOAD") } == image.segments.count)
    }

    @Test func findsExactlyTheSymbolsInTheTable() throws {
        let path = "/usr/lib/x86_64-linux-gnu/libstdc++.so.6".bytes
        let host = FakeHost()
        let file = try host.open(path)
        let image = try Image(file.bytes, name: path)
        let table = try SymbolTable(image, path)
        var found = 0
        for index in 1..<UInt32(table.count) {
            guard let symbol = table.symbol(index), symbol.defines(.definition) else { continue }
            let name = try #require(SymbolName(file.bytes, at: table.nameOffset(symbol)))
            // Each symbol is found under its own version, or is its own default.
            let version = table.version(of: index)
            let hit = try #require(table.find(name, version, .definition, .newest), "\(text(name.bytes))")
            #expect(table.name(hit.symbol) == name.bytes)
            if version != nil { #expect(hit.symbol.value == symbol.value) }
            found += 1
        }
        #expect(found > 5000)
        #expect(table.find(SymbolName("no such symbol".bytes), nil, .definition, .newest) == nil)
    }
}
