import Foundation
import Testing

@testable import ELF

@Suite struct VisibilityTests {
    private func value(_ shop: Workshop, _ library: String, _ function: String) throws -> UInt {
        let live = LiveHost()
        let linker = shop.linkerOver(live)
        _ = try linker.load(program: library.bytes)
        guard case .address(let address) = try linker.find(function.bytes, in: .standard, caller: 0) else { return 0 }
        return live.call(address)
    }

    @Test func theFirstDefinitionInTheScopeWinsEvenOverTheLibrarysOwn() throws {
        let shop = try Workshop()
        try shop.build("liblow.so", "int f(void) { return 1; } int low(void) { return f(); }")
        let top = try shop.build(
            "libtop.so", "int f(void) { return 2; } int low(void); int g(void) { return low(); }", "-llow")
        #expect(try value(shop, top, "g") == 2)
    }

    @Test(arguments: ["-Wl,-Bsymbolic", "-Wl,-Bsymbolic-functions"])
    func symbolicLibrariesPreferTheirOwn(_ option: String) throws {
        let shop = try Workshop()
        try shop.build("liblow.so", "int f(void) { return 1; } int low(void) { return f(); }", option)
        let top = try shop.build(
            "libtop.so", "int f(void) { return 2; } int low(void); int g(void) { return low(); }", "-llow")
        #expect(try value(shop, top, "g") == 1)
    }

    @Test func protectedSymbolsAreVisibleButNotReplaced() throws {
        let shop = try Workshop()
        try shop.build(
            "liblow.so",
            "__attribute__((visibility(\"protected\"))) int f(void) { return 1; } int (*p)(void) = f; int low(void) { return p(); }"
        )
        let top = try shop.build(
            "libtop.so", "int f(void) { return 2; } int low(void); int g(void) { return low() * 10 + f(); }", "-llow")
        #expect(try value(shop, top, "g") == 12)
    }

    @Test func hiddenSymbolsAreNotFound() throws {
        let shop = try Workshop()
        let library = try shop.build(
            "liblow.so", "__attribute__((visibility(\"hidden\"))) int f(void) { return 1; } int g(void) { return f(); }"
        )
        #expect(try value(shop, library, "g") == 1)
        #expect(throws: LinkError.self) { try value(shop, library, "f") }
    }

    @Test func aWeakDefinitionThatComesFirstIsUsed() throws {
        let shop = try Workshop()
        try shop.build("libstrong.so", "int f(void) { return 1; }")
        try shop.build("libweak.so", "__attribute__((weak)) int f(void) { return 2; }")
        let top = try shop.build(
            "libtop.so", "int f(void); int g(void) { return f(); }", "-Wl,--no-as-needed", "-lweak", "-lstrong")
        #expect(try value(shop, top, "g") == 2)
    }

    @Test func uniqueSymbolsAreOneForTheWholeProcess() throws {
        let shop = try Workshop()
        let program = try shop.build("libprogram.so", "int main(void) { return 0; }")
        for name in ["a", "b"] {
            try shop.build(
                "lib\(name).so",
                """
                __asm__(".data\\n.globl only\\n.type only, @gnu_unique_object\\n.size only, 8\\nonly: .quad 0\\n.text");
                extern long only; long *where\(name)(void) { return &only; }
                """)
        }
        let live = LiveHost()
        let linker = shop.linkerOver(live)
        _ = try linker.load(program: program.bytes)
        var places: [UInt] = []
        for name in ["a", "b"] {
            let handle = try linker.open("lib\(name).so".bytes, .now, caller: 0)
            while linker.nextInitialiser() != nil {}
            guard case .address(let where_) = try linker.find("where\(name)".bytes, in: .handle(handle), caller: 0)
            else { continue }
            places.append(live.call(where_))
        }
        #expect(places.count == 2)
        #expect(places.first == places.last)
        // The library that holds it stays for good.
        let first = try linker.object(named: "liba.so")
        try linker.close(first.handle)
        linker.unmapClosed(first.handle)
        #expect(linker.objects.contains { $0 === first })
    }

    /// ld.gold and ld.lld lay files out in their own ways: other segments, packed tables, no section symbols.
    @Test(arguments: ["bfd", "gold", "lld"])
    func objectsOfEveryLinkEditorAreLinked(_ editor: String) throws {
        let name = editor == "lld" ? "ld.lld" : "ld.\(editor)"
        guard try run("which", [name]).0 == 0 else { return }
        let shop = try Workshop()
        let option = "-fuse-ld=\(editor)"
        try shop.build(
            "liblow.so",
            "int data[3] = {1, 2, 3}; static int hidden; int *pointers[] = {&data[2], &hidden}; int f(void) { return *pointers[0]; }",
            option)
        let top = try shop.build(
            "libtop.so", "extern int data[]; int f(void); int g(void) { return f() * 10 + data[1]; }", option, "-llow")
        #expect(try value(shop, top, "g") == 32)
    }
}
