import Foundation
import Testing

@testable import ELF

@Suite struct SearchTests {
    private func directories(_ shop: Workshop) throws -> (String, String) {
        let (one, two) = ("\(shop.path)/one", "\(shop.path)/two")
        for path in [one, two] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        try shop.build("one/libwhere.so", "int where(void) { return 1; }")
        try shop.build("two/libwhere.so", "int where(void) { return 2; }")
        return (one, two)
    }

    private func loadedFrom(_ linker: Linker, _ program: String) throws -> String {
        _ = try linker.load(program: program.bytes)
        return text(try linker.object(named: "libwhere.so").path)
    }

    @Test func rpathComesBeforeTheEnvironmentAndRunpathAfterIt() throws {
        let shop = try Workshop()
        let (one, two) = try directories(shop)
        let source = "int where(void); void _start(void) { where(); }"
        let rpath = try shop.build(
            "rpath", source, "-pie", "-fPIE", "-L\(one)", "-lwhere", "-Wl,--disable-new-dtags,-rpath,\(one)")
        let runpath = try shop.build(
            "runpath", source, "-pie", "-fPIE", "-L\(one)", "-lwhere", "-Wl,--enable-new-dtags,-rpath,\(one)")
        let origin = try shop.build(
            "origin", source, "-pie", "-fPIE", "-L\(one)", "-lwhere", "-Wl,--enable-new-dtags,-rpath,${ORIGIN}/one")
        #expect(try loadedFrom(shop.linker(FakeHost()) { $0.libraryPath = two.bytes }, rpath) == "\(one)/libwhere.so")
        #expect(try loadedFrom(shop.linker(FakeHost()) { $0.libraryPath = two.bytes }, runpath) == "\(two)/libwhere.so")
        #expect(try loadedFrom(shop.linker(FakeHost()) { $0.libraryPath = [] }, runpath) == "\(one)/libwhere.so")
        #expect(try loadedFrom(shop.linker(FakeHost()) { $0.libraryPath = [] }, origin) == "\(one)/libwhere.so")
        let standard = try loadedFrom(
            shop.linker(FakeHost()) {
                $0.libraryPath = []
                $0.defaultDirectories = ["/nonexistent".bytes, two.bytes]
            }, rpath)
        #expect(standard == "\(one)/libwhere.so")
    }

    @Test func preloadedLibrariesComeFirst() throws {
        let shop = try Workshop()
        try shop.build("libone.so", "int f(void) { return 1; }")
        let over = try shop.build("libover.so", "int f(void) { return 2; }")
        let user = try shop.build("libuser.so", "int f(void); int call(void) { return f(); }", "-lone")
        let live = LiveHost()
        let linker = shop.linkerOver(live) { $0.preload = over.bytes }
        let start = try linker.load(program: user.bytes)
        #expect(try live.call(linker.address("call", start.program)) == 2)
    }

    @Test func allThatIsMissingIsNamedAtOnce() throws {
        let shop = try Workshop()
        try shop.build("libgone.so", "int f(void) { return 1; }")
        try shop.build("libgone2.so", "int g(void) { return 1; }")
        let user = try shop.build(
            "libuser.so", "int f(void); int g(void); int call(void) { return f() + g(); }", "-lgone", "-lgone2")
        for name in ["libgone.so", "libgone2.so"] { try FileManager.default.removeItem(atPath: "\(shop.path)/\(name)") }
        let error = try linkError { () throws(LinkError) in _ = try shop.linker(FakeHost()).load(program: user.bytes) }
        #expect(
            text(error.text)
                == "\(user): missing library libgone.so (needed by \(user)); missing library libgone2.so (needed by \(user))"
        )
        #expect(error.exitStatus == 127)
    }

    @Test func allUndefinedSymbolsAreNamedAtOnceByObject() throws {
        let shop = try Workshop()
        try shop.build("liba.so", "int x(void); int y(void); int a(void) { return x() + y(); } int (*p)(void) = x;")
        let user = try shop.build(
            "libuser.so",
            "int a(void); int z(void); int weak(void) __attribute__((weak)); int u(void) { return a() + z() + (weak ? weak() : 0); }",
            "-la")
        let error = try linkError { () throws(LinkError) in _ = try shop.linker(FakeHost()).load(program: user.bytes) }
        guard case .missing(let parts) = error.kind else { throw NoError() }
        #expect(Set(parts.symbols.map { text($0.name) }) == ["x", "y", "z"])
        #expect(parts.symbols.count == 3)
        #expect(text(error.text).contains("undefined symbol z (needed by \(user))"))
    }

    @Test func aLibraryForAnotherProcessorIsPassedOver() throws {
        let shop = try Workshop()
        let (one, two) = try directories(shop)
        var bytes = [UInt8](try #require(FileManager.default.contents(atPath: "\(one)/libwhere.so")))
        bytes[18] = 183
        let host = FakeHost()
        host.files["\(one)/libwhere.so"] = bytes
        let user = try shop.build(
            "user", "int where(void); void _start(void) { where(); }", "-pie", "-fPIE", "-L\(two)", "-lwhere")
        let linker = shop.linker(host) { $0.libraryPath = "\(one):\(two)".bytes }
        #expect(try loadedFrom(linker, user) == "\(two)/libwhere.so")
        let only = shop.linker(host) { $0.libraryPath = one.bytes }
        let error = try linkError { () throws(LinkError) in _ = try only.load(program: user.bytes) }
        guard case .wrongMachine(183) = error.kind else { throw NoError() }
    }

    @Test func theSameFileUnderTwoNamesIsOneObject() throws {
        let shop = try Workshop()
        try shop.build("libreal.so", "int f(void) { return 1; }")
        try FileManager.default.createSymbolicLink(
            atPath: "\(shop.path)/libalias.so", withDestinationPath: "libreal.so")
        let program = try shop.build("program", "void _start(void) {}", "-pie", "-fPIE")
        let linker = shop.linker(FakeHost())
        _ = try linker.load(program: program.bytes)
        let first = try linker.open("libreal.so".bytes, .now, caller: 0)
        let second = try linker.open("libalias.so".bytes, .now, caller: 0)
        #expect(first == second)
        #expect(linker.objects.count == 2)
    }

    @Test func theCLibrarysNamesMeanTheShimAndOnlyItAsksTheKernel() throws {
        let shop = try Workshop()
        let shim = try shop.build(
            "libshim.so",
            "long __apus_sys_write(void); extern int __apus_process; long puts(void) { return __apus_sys_write() + __apus_process; }"
        )
        let program = try shop.build(
            "program", "long puts(void); void _start(void) { puts(); }", "-pie", "-fPIE", "\(shim)",
            "-Wl,--unresolved-symbols=ignore-in-shared-libs")
        var bytes = [UInt8](try #require(FileManager.default.contents(atPath: program)))
        // The name by which it was linked becomes libc.so.6, as long as it is.
        let name = try #require(text(bytes.map { $0 < 0x80 ? $0 : 0x3f }).range(of: shim))
        let start = text(bytes.map { $0 < 0x80 ? $0 : 0x3f })[..<name.lowerBound].utf8.count
        bytes.replaceSubrange(start..<start + 10, with: "libc.so.6\0".bytes)
        let host = FakeHost()
        host.files["/program"] = bytes
        host.kernelSymbols = ["__apus_sys_write": 0x4000_1000, "__apus_process": 0x4000_2000]
        let linker = shop.linker(host) { $0.shimPath = shim.bytes }
        _ = try linker.load(program: "/program".bytes)
        #expect(linker.objects.count == 2)
        #expect(linker.shim != nil)
        #expect(Set(host.symbolsAsked) == ["__apus_sys_write", "__apus_process"])
        let object = try #require(linker.shim)
        #expect(try linker.open("/lib/x86_64-linux-gnu/libm.so.6".bytes, .lazy, caller: 0) == object.handle)
    }

    @Test func aProgramWithoutLibrariesGetsTheShimAllTheSame() throws {
        let shop = try Workshop()
        let shim = try shop.build("libshim.so", "int _apus_start(void) { return 1; }")
        let library = try shop.build("libapp.so", "int main(void) { return 0; }")
        let host = FakeHost()
        let linker = shop.linker(host) { $0.shimPath = shim.bytes }
        let start = try linker.load(program: library.bytes)
        #expect(start.main == (try linker.address("main", start.program)))
        #expect(linker.shim.flatMap { linker.address(of: "_apus_start".bytes, in: $0) } != nil)
    }

    @Test func tokensAreExpandedWithBracesAndWithout() throws {
        let search = LibrarySearch(configuration: LinkerConfiguration())
        #expect(
            text(search.expand("$ORIGIN/../$LIB:${PLATFORM}:$ORIGINAL:$".bytes, nil))
                == "//../lib/x86_64-linux-gnu:x86_64:$ORIGINAL:$")
    }
}
