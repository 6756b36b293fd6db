import Testing

@testable import ELF

@Suite struct InitialiserTests {
    /// Builds a library with one constructor and one destructor, named after it.
    private func build(_ shop: Workshop, _ name: String, needs: [String] = []) throws {
        try shop.build(
            "lib\(name).so",
            "int \(name); __attribute__((constructor)) static void up(void) { \(name) = 1; } __attribute__((destructor)) static void down(void) { \(name) = 2; }",
            options: ["-Wl,--no-as-needed"] + needs.map { "-l\($0)" })
    }

    private func owners(_ linker: Linker, _ next: () -> UInt?) -> [String] {
        var names: [String] = []
        while let function = next() {
            names.append(linker.object(at: function).map { String(text($0.path).split(separator: "/").last!) } ?? "?")
        }
        return names
    }

    @Test func dependenciesAreInitialisedFirstAndFinalisedLast() throws {
        let shop = try Workshop()
        try build(shop, "c")
        try build(shop, "b", needs: ["c"])
        try build(shop, "a", needs: ["c"])
        let program = try shop.build(
            "program",
            "int x; void pre(void) { x = 1; } __attribute__((section(\".preinit_array\"), used)) void (*p)(void) = pre; __attribute__((constructor)) void up(void) { x++; } __attribute__((destructor)) void down(void) { x--; } void _start(void) {}",
            "-pie", "-fPIE", "-Wl,--no-as-needed", "-la", "-lb")
        let linker = shop.linker(FakeHost())
        _ = try linker.load(program: program.bytes)
        #expect(owners(linker) { linker.nextInitialiser() } == ["program", "libc.so", "libb.so", "liba.so"])
        #expect(owners(linker) { linker.nextProgramInitialiser() } == ["program"])
        #expect(owners(linker) { linker.nextFinaliser(closing: nil) } == ["program", "liba.so", "libb.so", "libc.so"])
        #expect(linker.nextFinaliser(closing: nil) == nil)
    }

    @Test func circlesAreBrokenAndEveryoneInitialisedOnce() throws {
        let shop = try Workshop()
        try build(shop, "x")
        try build(shop, "y", needs: ["x"])
        try build(shop, "x", needs: ["y"])
        let program = try shop.build("program", "void _start(void) {}", "-pie", "-fPIE", "-Wl,--no-as-needed", "-lx")
        let linker = shop.linker(FakeHost())
        _ = try linker.load(program: program.bytes)
        #expect(Set(owners(linker) { linker.nextInitialiser() }) == ["libx.so", "liby.so"])
        #expect(linker.nextInitialiser() == nil)
    }

    @Test func anOpenInsideAnInitialiserRunsItsOwnBatchFirst() throws {
        let shop = try Workshop()
        try build(shop, "late")
        try build(shop, "b")
        try build(shop, "a", needs: ["b"])
        let program = try shop.build("program", "void _start(void) {}", "-pie", "-fPIE", "-Wl,--no-as-needed", "-la")
        let linker = shop.linker(FakeHost())
        _ = try linker.load(program: program.bytes)
        let first = try #require(linker.nextInitialiser())
        #expect(linker.object(at: first).map { text($0.path).hasSuffix("libb.so") } == true)
        _ = try linker.open("liblate.so".bytes, .now, caller: 0)
        #expect(owners(linker) { linker.nextInitialiser() } == ["liblate.so"])
        #expect(owners(linker) { linker.nextInitialiser() } == ["liba.so"])
    }
}
