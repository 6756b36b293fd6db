import Bytes
import Testing

@testable import ELF

@Suite struct RelocationTests {
    @Test func relocatesPointersIntoTheObjectAndToOthers() throws {
        let shop = try Workshop()
        try shop.build("libone.so", "int first[4] = {1, 2, 3, 4}; int f(void) { return 7; }")
        let program = try shop.build(
            "program",
            """
            extern int first[]; int f(void); static int mine;
            int *a = &first[1]; int *b = &mine; int (*c)(void) = f; long d = 5;
            void _start(void) { f(); }
            """, "-pie", "-fPIE", "-lone", "-Wl,-E")
        let host = FakeHost()
        let linker = shop.linker(host)
        let start = try linker.load(program: program.bytes)
        let one = try linker.object(named: "libone.so")
        #expect(start.entry != 0)
        #expect(try host.word(linker.address("a", start.program)) == linker.address("first", one) + 4)
        #expect(try host.word(linker.address("c", start.program)) == linker.address("f", one))
        #expect(try host.word(linker.address("d", start.program)) == 5)
        let mine = try host.word(linker.address("b", start.program))
        #expect(start.program.range.contains(mine))
    }

    @Test(arguments: ["-Wl,-z,pack-relative-relocs", "-Wl,-z,nopack-relative-relocs"])
    func appliesPackedAndPlainRelativeRelocations(_ option: String) throws {
        let shop = try Workshop()
        let rows = (0..<200).map { "&x[\($0 % 7)]" }.joined(separator: ", ")
        let library = try shop.build(
            "libtable.so", "static int x[8]; int *table[] = {\(rows)}; char gap[3]; int *last = x + 1;", option)
        let host = FakeHost()
        let linker = shop.linker(host)
        let start = try linker.load(program: library.bytes)
        #expect(start.program.image.dynamic.relr.isEmpty == (option.contains("nopack")))
        let table = try linker.address("table", start.program)
        let first = host.word(table)
        for index in 0..<200 { #expect(host.word(table + UInt(index) * 8) == first + UInt(index % 7) * 4) }
        #expect(try host.word(linker.address("last", start.program)) == first + 4)
        #expect(host.protection(at: table) == [.read, .write])
    }

    @Test func copiesALibrarysVariableIntoAnExecutable() throws {
        let shop = try Workshop()
        try shop.build(
            "libdata.so", "int shared[3] = {11, 22, 33}; int *where(void) { return shared; }\nint *pointer = shared;")
        let program = try shop.build(
            "program", "extern int shared[3]; int *where(void); void _start(void) { shared[0] = *where(); }", "-no-pie",
            "-fno-pie", "-ldata")
        let host = FakeHost()
        let linker = shop.linker(host)
        let start = try linker.load(program: program.bytes)
        #expect(start.program.base == 0)
        let library = try linker.object(named: "libdata.so")
        let copy = try linker.address("shared", start.program)
        #expect(start.program.range.contains(copy))
        #expect(try host.load(UInt32.self, at: copy + 4) == 22)
        // The library itself uses the executable's copy now.
        #expect(try host.word(linker.address("pointer", library)) == copy)
    }

    @Test func executablesAddressOfAFunctionIsEverybodysAddress() throws {
        let shop = try Workshop()
        try shop.build("libfun.so", "int f(void) { return 1; } int (*theirs)(void) = f;")
        let program = try shop.build(
            "program", "int f(void); void _start(void) { int (*volatile p)(void) = f; p(); }", "-no-pie", "-fno-pie",
            "-lfun")
        let host = FakeHost()
        let linker = shop.linker(host)
        _ = try linker.load(program: program.bytes)
        let library = try linker.object(named: "libfun.so")
        let theirs = try host.word(linker.address("theirs", library))
        #expect(linker.program?.range.contains(theirs) == true)
    }

    @Test func resolversOfIndirectFunctionsRunAfterAllElse() throws {
        let shop = try Workshop()
        let source = """
            static int one(void) { return 1; }
            static int (*choice)(void) = one;
            static void *pick(void) { return choice; }
            int f(void) __attribute__((ifunc("pick")));
            __attribute__((visibility("hidden"))) int g(void) __attribute__((ifunc("pick")));
            int call(void) { return f() * 10 + g(); }
            int (*pointer)(void) = f;
            """
        let library = try shop.build("libifunc.so", source)
        let live = LiveHost()
        let linker = shop.linkerOver(live)
        let start = try linker.load(program: library.bytes)
        #expect(try live.call(linker.address("call", start.program)) == 11)
        let host = FakeHost()
        let other = shop.linker(host)
        let again = try other.load(program: library.bytes)
        #expect(host.resolversCalled.count >= 2)
        #expect(try host.word(other.address("pointer", again.program)) > 0x1_0000_0000)
    }

    @Test func undefinedWeakSymbolsAreNull() throws {
        let shop = try Workshop()
        let library = try shop.build(
            "libweak.so",
            "extern int nothing __attribute__((weak)); int *p = &nothing; int *q(void) { return &nothing; }")
        let live = LiveHost()
        let linker = shop.linkerOver(live)
        let start = try linker.load(program: library.bytes)
        #expect(try live.call(linker.address("q", start.program)) == 0)
        #expect(try live.load64(at: linker.address("p", start.program)) == 0)
    }

    @Test func textRelocationsAreAppliedAndTheTextSealedAgain() throws {
        let shop = try Workshop()
        try shop.write(
            "text.s",
            """
            .globl value, here, size
            .text
            here: .quad here
            .long here - . , 0
            .quad value
            .reloc ., R_X86_64_SIZE64, value
            .quad 0
            .data
            value: .quad 42, 43
            .size value, 16
            .type value, @object
            """)
        let (status, message) = try run(
            "gcc", ["-shared", "-nostdlib", "-Wl,-z,notext", "-o", "\(shop.path)/libtext.so", "\(shop.path)/text.s"])
        try #require(status == 0, "\(message)")
        let host = FakeHost()
        let linker = shop.linker(host)
        let start = try linker.load(program: "\(shop.path)/libtext.so".bytes)
        let here = try linker.address("here", start.program)
        #expect(host.word(here) == here)
        #expect(try host.word(here + 16) == linker.address("value", start.program))
        #expect(host.protection(at: here) == [.read, .execute])
    }

    @Test func relroBecomesReadOnly() throws {
        let shop = try Workshop()
        let library = try shop.build(
            "librelro.so", "static int x; int *const table[600] = {&x, &x}; int y = 1;", "-Wl,-z,relro")
        let host = FakeHost()
        let linker = shop.linker(host)
        let start = try linker.load(program: library.bytes)
        #expect(host.protection(at: try linker.address("table", start.program)) == .read)
        #expect(host.protection(at: try linker.address("y", start.program)) == [.read, .write])
    }

    @Test func uninitialisedDataIsZeroed() throws {
        let shop = try Workshop()
        let library = try shop.build("libbss.so", "char first = 1; char room[20000];")
        let host = FakeHost()
        let linker = shop.linker(host)
        let start = try linker.load(program: library.bytes)
        let room = try linker.address("room", start.program)
        for offset in stride(from: UInt(0), to: 20000, by: 8) { #expect(host.word(room + offset) == 0) }
    }

    @Test func aLazyOpenLeavesMissingFunctionsForTheirFirstCall() throws {
        let shop = try Workshop()
        try shop.build("libone.so", "int f(void) { return 7; }")
        try shop.build("libuser.so", "int f(void); int call(void) { return f(); }", "-Wl,-z,lazy")
        let program = try shop.build("program", "void __apus_bind_lazily(void) {} void _start(void) {}", "-pie", "-rdynamic")
        let host = FakeHost()
        let linker = shop.linker(host)
        let start = try linker.load(program: program.bytes)
        let now = try linkError { () throws(LinkError) in _ = try linker.open("libuser.so".bytes, .now, caller: 0) }
        #expect(now.message.map(text) == "\(shop.path)/libuser.so: undefined symbol: f")
        let handle = try linker.open("libuser.so".bytes, .lazy, caller: 0)
        let user = try linker.object(named: "libuser.so")
        let table = user.base + (try #require(user.image.dynamic.pltGOT))
        #expect(host.word(table + 8) == handle)
        #expect(try host.word(table + 16) == linker.address("__apus_bind_lazily", start.program))
        #expect(user.range.contains(host.word(table + 24)))
        let missing = try linkError { () throws(LinkError) in _ = try linker.bind(handle, relocation: 0) }
        #expect(missing.message.map(text) == "\(shop.path)/libuser.so: undefined symbol: f")
        _ = try linker.open("libone.so".bytes, [.now, .global], caller: 0)
        let target = try linker.bind(handle, relocation: 0)
        #expect(try target == linker.address("f", linker.object(named: "libone.so")))
        #expect(host.word(table + 24) == target)
    }

    @Test(arguments: ["-Wl,--hash-style=sysv", "-Wl,--hash-style=gnu", "-Wl,--hash-style=both"])
    func findsSymbolsByEitherHashTable(_ style: String) throws {
        let shop = try Workshop()
        let functions = (0..<50).map { "int function\($0)(void) { return \($0); }" }.joined(separator: "\n")
        let library = try shop.build("libmany.so", functions, style)
        let host = FakeHost()
        let linker = shop.linker(host)
        let start = try linker.load(program: library.bytes)
        for index in 0..<50 { _ = try linker.address("function\(index)", start.program) }
        #expect(linker.address(of: "function50".bytes, in: start.program) == nil)
        #expect(start.program.table.count >= 51)
    }
}
