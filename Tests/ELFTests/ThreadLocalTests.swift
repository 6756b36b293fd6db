import Testing

@testable import ELF

@Suite struct ThreadLocalTests {
    private func template(_ address: UInt, _ size: UInt, _ alignment: UInt) -> TLSTemplate {
        TLSTemplate(address: address, fileSize: 0, memorySize: size, alignment: alignment)
    }

    @Test func modulesLieBelowTheThreadPointerAlignedAsTheyAsk() {
        var layout = TLSLayout()
        #expect(layout.place(template(0x1000, 12, 4)) == 12)
        #expect(layout.place(template(0x1000, 8, 8)) == 24)
        #expect(layout.place(template(0x1000, 1, 64)) == 64)
        // p_vaddr is 16 above a multiple of 64: so must the block be.
        let odd = layout.place(template(0x1010, 100, 64))
        #expect(odd == 176)
        #expect((0 &- (odd ?? 0)) & 63 == 0x10)
        layout.fix(surplus: 100)
        #expect(layout.size == 320)
        #expect(layout.alignment == 64)
        #expect(layout.place(template(0, 1000, 8)) == nil)
        #expect(layout.place(template(0, 16, 128)) == nil)
        #expect(layout.place(template(0, 16, 8)) == 192)
    }

    @Test func anyMixOfModulesIsLaidOutWithoutOverlap() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var layout = TLSLayout()
            var below: UInt = 0
            for _ in 0..<8 {
                let alignment = UInt(1) << UInt.random(in: 0...7, using: &generator)
                let one = template(
                    UInt.random(in: 0...500, using: &generator), UInt.random(in: 1...300, using: &generator), alignment)
                guard let offset = layout.place(one) else {
                    Issue.record("no place")
                    return
                }
                #expect(offset >= below + one.memorySize)
                #expect((0 &- offset &- one.address) & (alignment - 1) == 0)
                below = offset
            }
        }
    }

    @Test func initialExecAndGeneralDynamicReferencesAgree() throws {
        let shop = try Workshop()
        try shop.build(
            "libtls.so",
            """
            __thread int counter = 5; __thread int other = 6;
            int general(void) { extern void *__tls_get_addr(void *); return counter; }
            """)
        let program = try shop.build(
            "program",
            """
            extern __thread int counter __attribute__((tls_model("initial-exec"))); __thread long own[3] = {1};
            void *__tls_get_addr(void *p) { return p; }
            int read(void) { return counter; } void _start(void) { read(); own[1] = 2; }
            """, "-pie", "-fPIE", "-ltls", "-Wl,-E")
        let host = FakeHost()
        let linker = shop.linker(host)
        let start = try linker.load(program: program.bytes)
        let library = try linker.object(named: "libtls.so")
        #expect(start.program.tlsModule == 1)
        // The program's block, 24 bytes aligned to 16 by gcc, is nearest to the thread pointer; the library's follows.
        let own = try #require(start.program.tlsOffset)
        #expect(own == (24 + start.program.image.tls!.alignment - 1) & ~(start.program.image.tls!.alignment - 1))
        #expect(library.tlsModule == 2)
        #expect(library.tlsOffset == own + 8)
        #expect(start.tls.size >= own + 8 + 1664)
        let module = try #require(linker.tlsModule(2))
        let counter = try #require(library.table.find(SymbolName("counter".bytes), nil, .definition, .newest)).symbol
        #expect(try host.load(UInt32.self, at: module.image + counter.value) == 5)
        #expect(module.fileSize == 8)
        // Every thread offset in the program's GOT is where the library's block has the variable.
        var offsets: [UInt] = []
        for (object, type, target) in try relocations(linker) where object === start.program && type == 18 {
            offsets.append(host.word(target))
        }
        #expect(offsets == [counter.value &- own &- 8])
        for (object, type, target) in try relocations(linker) where object === library {
            if type == 16 { #expect(host.word(target) == 2) }
            if type == 17 { #expect(host.word(target) == counter.value) }
        }
        guard
            case .threadLocal(let number, let offset) = try linker.find(
                "counter".bytes, in: .standard, caller: start.entry)
        else { throw NoError() }
        #expect(number == 2)
        #expect(offset == counter.value)
    }

    private func relocations(_ linker: Linker) throws -> [(LinkedObject, UInt32, UInt)] {
        var all: [(LinkedObject, UInt32, UInt)] = []
        for object in linker.objects {
            let file = object.image.file
            for table in [object.image.dynamic.rela, object.image.dynamic.pltRela] {
                for entry in stride(from: table.offset, to: table.offset + table.size, by: 24) {
                    guard let target = file.span.word(entry), let type = file.span.u32(entry + 8) else { continue }
                    all.append((object, type, object.base &+ target))
                }
            }
        }
        return all
    }

    /// A shim with the two entries that descriptors call.
    private func buildShim(_ shop: Workshop) throws -> String {
        try shop.build(
            "libshim.so",
            """
            void __apus_tlsdesc_static(void) {} void __apus_tlsdesc_dynamic(void) {}
            void *__tls_get_addr(void *p) { return p; }
            """)
    }

    @Test func descriptorsAreFixedForStartupModulesAndDynamicForLaterOnes() throws {
        let shop = try Workshop()
        let shim = try buildShim(shop)
        for name in ["desc", "late"] {
            try shop.build(
                "lib\(name).so",
                "__thread int pad\(name); __thread int \(name) = 1; int *where(void) { return &\(name); }",
                "-mtls-dialect=gnu2")
        }
        let program = try shop.build(
            "program", "int *where(void); void _start(void) { where(); }", "-pie", "-fPIE", "-ldesc")
        let host = FakeHost()
        let linker = shop.linker(host) { $0.shimPath = shim.bytes }
        _ = try linker.load(program: program.bytes)
        _ = try linker.open("liblate.so".bytes, .now, caller: 0)
        let provider = try #require(linker.shim)
        for (name, entry) in [("desc", "__apus_tlsdesc_static"), ("late", "__apus_tlsdesc_dynamic")] {
            let object = try linker.object(named: "lib\(name).so")
            let v = try #require(object.table.find(SymbolName(name.bytes), nil, .definition, .newest)).symbol.value
            let found = try relocations(linker).filter { $0.0 === object && $0.1 == 36 }
            #expect(found.count == 1)
            let target = try #require(found.first).2
            #expect(try host.word(target) == linker.address(entry, provider))
            let argument = host.word(target &+ 8)
            if let offset = object.tlsOffset {
                #expect(argument == v &- offset)
            } else {
                #expect(host.word(argument) == UInt(object.tlsModule))
                #expect(host.word(argument &+ 8) == v)
            }
        }
    }

    @Test func laterInitialExecModulesUseTheSurplusUntilItIsGone() throws {
        let shop = try Workshop()
        let shim = try buildShim(shop)
        let program = try shop.build("program", "void _start(void) {}", "-pie", "-fPIE")
        for name in ["one", "two"] {
            try shop.build(
                "lib\(name).so",
                "__thread char \(name)[1000] __attribute__((tls_model(\"initial-exec\"))) = {1}; char *f\(name)(void) { return \(name); }"
            )
        }
        let host = FakeHost()
        let linker = shop.linker(host) { $0.shimPath = shim.bytes }
        _ = try linker.load(program: program.bytes)
        _ = try linker.open("libone.so".bytes, .now, caller: 0)
        let late = linker.takeLateStaticModules()
        #expect(late.count == 1)
        #expect(late.first?.staticOffset != nil)
        #expect(linker.takeLateStaticModules().isEmpty)
        let before = linker.objects.count
        let error = try linkError { () throws(LinkError) in _ = try linker.open("libtwo.so".bytes, .now, caller: 0) }
        #expect(text(error.text).hasSuffix("libtwo.so: cannot allocate memory in static TLS block"))
        #expect(linker.objects.count == before)
    }
}
