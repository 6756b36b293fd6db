import Testing

@testable import ELF

@Suite struct VersionTests {
    /// libver.so with f@V1 = 1 and f@@V2 = 2, g@@V2 only.
    private func shop() throws -> Workshop {
        let shop = try Workshop()
        try shop.write("map", "V1 { global: f; }; V2 { global: f; g; } V1;")
        try shop.build(
            "libver.so",
            """
            __asm__(".symver f1, f@V1"); __asm__(".symver f2, f@@V2");
            int f1(void) { return 1; } int f2(void) { return 2; } int g(void) { return 3; }
            """, "-Wl,--version-script=\(shop.path)/map")
        return shop
    }

    @Test func eachReferenceGetsItsVersion() throws {
        let shop = try shop()
        try shop.build(
            "libold.so", "__asm__(\".symver f, f@V1\"); int f(void); int call(void) { return f(); }", "-lver")
        try shop.build("libnew.so", "int f(void); int call_new(void) { return f(); }", "-lver")
        let user = try shop.build(
            "libuser.so", "int call(void); int call_new(void); int both(void) { return call() * 10 + call_new(); }",
            "-lold", "-lnew")
        let live = LiveHost()
        let linker = shop.linkerOver(live)
        let start = try linker.load(program: user.bytes)
        #expect(try live.call(linker.address("both", start.program)) == 12)
    }

    @Test func aReferenceWithoutVersionGetsTheOldest() throws {
        let shop = try shop()
        // Linked against a library without versions, run with one that has them.
        let plain = try Workshop()
        try plain.build("libver.so", "int f(void) { return 0; }")
        let user = try plain.build("libuser.so", "int f(void); int call(void) { return f(); }", "-lver")
        let live = LiveHost()
        let linker = shop.linkerOver(live)
        let start = try linker.load(program: user.bytes)
        #expect(try live.call(linker.address("call", start.program)) == 1)
    }

    @Test func dlsymGetsTheDefaultAndDlvsymTheVersionAskedFor() throws {
        let shop = try shop()
        let live = LiveHost()
        let linker = shop.linkerOver(live)
        let start = try linker.load(program: "\(shop.path)/libver.so".bytes)
        func value(_ version: String?) throws -> UInt {
            let found = try linker.find(
                "f".bytes, version: version.map(\.bytes), in: .handle(start.program.handle), caller: start.program.base)
            guard case .address(let address) = found else { return 0 }
            return live.call(address)
        }
        #expect(try value(nil) == 2)
        #expect(try value("V1") == 1)
        #expect(try value("V2") == 2)
        #expect(throws: LinkError.self) { try value("V3") }
    }

    @Test func aVersionThatTheLibraryLacksIsReported() throws {
        let shop = try shop()
        let user = try shop.build("libuser.so", "int g(void); int call(void) { return g(); }", "-lver")
        let older = try Workshop()
        try older.write("map", "V1 { global: f; };")
        try older.build("libver.so", "int f(void) { return 1; }", "-Wl,--version-script=\(older.path)/map")
        let linker = older.linker(FakeHost())
        let error = try linkError { () throws(LinkError) in _ = try linker.load(program: user.bytes) }
        let line = text(error.text)
        #expect(line.contains("missing version V2 in libver.so (needed by \(user))"))
        #expect(line.contains("undefined symbol g@V2 (needed by \(user))"))
        #expect(!line.contains("\n"))
    }

    @Test func aLibraryWithoutVersionsAnswersAnyVersion() throws {
        let shop = try shop()
        let user = try shop.build("libuser.so", "int g(void); int call(void) { return g(); }", "-lver")
        let plain = try Workshop()
        try plain.build("libver.so", "int g(void) { return 9; }")
        let live = LiveHost()
        let linker = plain.linkerOver(live)
        let start = try linker.load(program: user.bytes)
        #expect(try live.call(linker.address("call", start.program)) == 9)
    }
}
