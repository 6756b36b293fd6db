import Foundation
import Testing

@testable import ELF

@Suite struct ForeignProgramTests {
    @Test(arguments: ["-static", "-static-pie"])
    func staticProgramsAreMappedAndLeftAlone(_ kind: String) throws {
        let shop = try Workshop()
        let program = try shop.build(
            "program", "static int x; int *p = &x; void _start(void) {}", kind, kind == "-static" ? "-fno-pie" : "-fPIE"
        )
        let host = FakeHost()
        let linker = shop.linker(host) { $0.shimPath = "/nonexistent".bytes }
        let start = try linker.load(program: program.bytes)
        guard case .standalone = start.mode else { throw NoError() }
        #expect(host.protection(at: start.entry)?.contains(.execute) == true)
        #expect(start.programHeaders != 0)
        #expect(linker.symbolise(start.entry)?.symbol.map { text($0.name) } == "_start")
        #expect(linker.nextInitialiser() == nil)
    }

    @Test func programsOfAnotherCLibraryAreGivenToTheirInterpreter() throws {
        let shop = try Workshop()
        let interpreter = try shop.build("ld-musl-x86_64.so.1", "void _dlstart(void) {}", "-Wl,-e,_dlstart")
        let program = try shop.build(
            "program", "void _start(void) {}", "-pie", "-fPIE", "-Wl,-dynamic-linker,\(interpreter)")
        let host = FakeHost()
        let linker = shop.linker(host)
        let start = try linker.load(program: program.bytes)
        guard case .interpreter(let base, let entry) = start.mode else { throw NoError() }
        #expect(try linker.object(named: "ld-musl-x86_64.so.1").base == base)
        #expect(try linker.address("_dlstart", linker.object(named: "ld-musl-x86_64.so.1")) == entry)
        #expect(start.program.range.contains(start.entry))
        let ours = shop.linker(host) { $0.interpreters = .own }
        guard case .interpreter = try ours.load(program: "/bin/true".bytes).mode else { throw NoError() }
    }
}
