import Foundation
import Testing

@testable import ELF

@Suite struct DynamicLoadingTests {
    private func running(_ shop: Workshop, _ host: LiveHost) throws -> Linker {
        let program = try shop.build("libprogram.so", "int own(void) { return 100; } int shared(void) { return 1; }")
        let linker = shop.linkerOver(host)
        _ = try linker.load(program: program.bytes)
        while linker.nextInitialiser() != nil {}
        return linker
    }

    private func call(_ linker: Linker, _ host: LiveHost, _ handle: UInt, _ name: String) throws -> UInt {
        guard case .address(let address) = try linker.find(name.bytes, in: .handle(handle), caller: 0) else { return 0 }
        return host.call(address)
    }

    @Test func opensUsesAndClosesALibraryWithItsDependencies() throws {
        let shop = try Workshop()
        let host = LiveHost()
        let linker = try running(shop, host)
        try shop.build("libdep.so", "int dep(void) { return 20; }")
        try shop.build(
            "libplug.so",
            "int dep(void); int own(void); int f(void) { return dep() + own(); } int state; __attribute__((constructor)) void up(void) { state = 3; } int get(void) { return state; } __attribute__((destructor)) void down(void) { state = 0; }",
            "-ldep")
        let handle = try linker.open("libplug.so".bytes, .now, caller: 0)
        var initialisers = 0
        while let function = linker.nextInitialiser() {
            host.initialise(function)
            initialisers += 1
        }
        #expect(initialisers == 1)
        #expect(try call(linker, host, handle, "f") == 120)
        #expect(try call(linker, host, handle, "get") == 3)
        #expect(try call(linker, host, handle, "dep") == 20)
        #expect(linker.objects.count == 3)
        #expect(try linker.open("libplug.so".bytes, .now, caller: 0) == handle)
        #expect(linker.nextInitialiser() == nil)
        try linker.close(handle)
        #expect(linker.nextFinaliser(closing: handle) == nil)
        #expect(linker.objects.count == 3)
        try linker.close(handle)
        var finalisers = 0
        while let function = linker.nextFinaliser(closing: handle) {
            host.initialise(function)
            finalisers += 1
        }
        #expect(finalisers == 1)
        linker.unmapClosed(handle)
        #expect(linker.objects.count == 1)
        #expect(linker.removals == 2)
        #expect(throws: LinkError.self) { try linker.close(handle) }
        let again = try linker.open("libplug.so".bytes, .now, caller: 0)
        #expect(try call(linker, host, again, "f") == 120)
    }

    @Test func localLibrariesStayOutOfTheGlobalScope() throws {
        let shop = try Workshop()
        let host = LiveHost()
        let linker = try running(shop, host)
        try shop.build("liba.so", "int secret(void) { return 7; }")
        try shop.build(
            "libb.so", "int secret(void) __attribute__((weak)); int see(void) { return secret ? secret() : 0; }")
        let local = try linker.open("liba.so".bytes, .now, caller: 0)
        #expect(throws: LinkError.self) { try linker.find("secret".bytes, in: .standard, caller: 0) }
        let first = try linker.open("libb.so".bytes, .now, caller: 0)
        while linker.nextInitialiser() != nil {}
        while linker.nextInitialiser() != nil {}
        #expect(try call(linker, host, first, "see") == 0)
        try linker.close(first)
        while linker.nextFinaliser(closing: first) != nil {}
        linker.unmapClosed(first)
        #expect(try linker.open("liba.so".bytes, [.now, .global, .noLoad], caller: 0) == local)
        let second = try linker.open("libb.so".bytes, .now, caller: 0)
        #expect(try call(linker, host, second, "see") == 7)
        // It is bound to liba now, which must outlive its own handles.
        try linker.close(local)
        try linker.close(local)
        linker.unmapClosed(local)
        #expect(try call(linker, host, second, "see") == 7)
    }

    @Test func deepBindingPrefersTheLibrarysOwn() throws {
        let shop = try Workshop()
        let host = LiveHost()
        let linker = try running(shop, host)
        for name in ["plain", "deep"] {
            try shop.build("lib\(name).so", "int shared(void) { return 2; } int use(void) { return shared(); }")
        }
        let plain = try linker.open("libplain.so".bytes, .now, caller: 0)
        let deep = try linker.open("libdeep.so".bytes, [.now, .deepBind], caller: 0)
        #expect(try call(linker, host, plain, "use") == 1)
        #expect(try call(linker, host, deep, "use") == 2)
    }

    @Test func nextFindsTheDefinitionAfterTheCallers() throws {
        let shop = try Workshop()
        let host = LiveHost()
        try shop.build("libsecond.so", "int shared(void) { return 2; }")
        let program = try shop.build(
            "libprogram.so", "int shared(void) { return 1; }", "-Wl,--no-as-needed", "-lsecond")
        let linker = shop.linkerOver(host)
        let start = try linker.load(program: program.bytes)
        let caller = try linker.address("shared", start.program)
        guard case .address(let next) = try linker.find("shared".bytes, in: .next, caller: caller) else {
            throw NoError()
        }
        #expect(host.call(next) == 2)
        guard case .address(let first) = try linker.find("shared".bytes, in: .standard, caller: caller) else {
            throw NoError()
        }
        #expect(first == caller)
    }

    @Test func aFailedOpenLeavesNothingBehind() throws {
        let shop = try Workshop()
        let host = LiveHost()
        let linker = try running(shop, host)
        try shop.build("libgood.so", "int good(void) { return 1; }")
        try shop.build(
            "libbad.so", "int good(void); int nowhere(void); int f(void) { return good() + nowhere(); }", "-lgood")
        let error = try linkError { () throws(LinkError) in _ = try linker.open("libbad.so".bytes, .now, caller: 0) }
        #expect(text(error.text).contains("undefined symbol nowhere"))
        #expect(linker.objects.count == 1)
        #expect(host.word(linker.objects[0].handle + 24) == 0)
        let none = try linkError { () throws(LinkError) in _ = try linker.open("libnone.so".bytes, .now, caller: 0) }
        #expect(text(none.text) == "libnone.so: cannot be loaded: No such file or directory")
        _ = try linker.open("libgood.so".bytes, .now, caller: 0)
        #expect(linker.objects.count == 2)
    }

    @Test func refusesWhatDlopenRefuses() throws {
        let shop = try Workshop()
        let host = LiveHost()
        let linker = try running(shop, host)
        #expect(throws: LinkError.self) { try linker.open("libx.so".bytes, [], caller: 0) }
        #expect(throws: LinkError.self) { try linker.open("libprogram.so".bytes, .now, caller: 0, namespace: .new) }
        #expect(throws: LinkError.self) { try linker.open("libx.so".bytes, [.now, .noLoad], caller: 0) }
        #expect(throws: LinkError.self) { try linker.close(12345) }
        #expect(try linker.open(nil, .lazy, caller: 0) == linker.program?.handle)
    }

    @Test func linkMapsFormTheChainThatDebuggersRead() throws {
        let shop = try Workshop()
        let host = LiveHost()
        let linker = try running(shop, host)
        try shop.build("liba.so", "int a;")
        try shop.build("libb.so", "int b;")
        _ = try linker.open("liba.so".bytes, .now, caller: 0)
        let b = try linker.open("libb.so".bytes, .now, caller: 0)
        for _ in 0..<2 { while linker.nextInitialiser() != nil {} }
        func chain() -> [UInt] {
            var result: [UInt] = []
            var next = host.word(linker.debugRecord + 8)
            while next != 0, result.count < 10 {
                result.append(next)
                next = host.word(next + 24)
            }
            return result
        }
        #expect(chain() == linker.objects.map(\.handle))
        let record = linker.objects[1]
        #expect(host.word(record.handle) == record.base)
        #expect(
            String(cString: UnsafePointer<CChar>(bitPattern: host.word(record.handle + 8))!) == "\(shop.path)/liba.so")
        #expect(host.word(record.handle + 16) == record.dynamicSection)
        try linker.close(b)
        while linker.nextFinaliser(closing: b) != nil {}
        linker.unmapClosed(b)
        #expect(chain() == linker.objects.map(\.handle))
        #expect(linker.objects.count == 2)
    }

    @Test func addressesAreNamed() throws {
        let shop = try Workshop()
        let host = LiveHost()
        let linker = try running(shop, host)
        let program = try #require(linker.program)
        let own = try linker.address("own", program)
        let place = try #require(linker.describe(own + 1))
        #expect(place.object === program)
        #expect(place.symbol.map { text($0.name) } == "own")
        #expect(place.symbol?.address == own)
        let name = try #require(place.symbol?.nameAddress)
        #expect(String(cString: UnsafePointer<CChar>(bitPattern: name)!) == "own")
        let entry = try #require(place.symbol?.entryAddress)
        #expect(host.word(entry + 8) == own - program.base)
        #expect(linker.describe(16) == nil)
        #expect(linker.information(at: 0)?.object === program)
        #expect(linker.information(at: 1) == nil)
    }

    @Test func backtracesNameStaticFunctionsToo() throws {
        let shop = try Workshop()
        let host = FakeHost()
        let library = try shop.build(
            "liblocal.so",
            "static __attribute__((noinline)) int hidden(int x) { return x * 3; } int f(int x) { return hidden(x) + 1; } int (*p)(int) = hidden;"
        )
        let linker = shop.linker(host)
        let start = try linker.load(program: library.bytes)
        let hidden = try host.word(linker.address("p", start.program))
        #expect(linker.symbolise(hidden)?.symbol.map { text($0.name) } == "hidden")
        #expect(linker.describe(hidden)?.symbol == nil)
    }
}

extension LiveHost {
    func word(_ address: UInt) -> UInt { (try? UInt(load64(at: address))) ?? 0 }
}
