import Foundation
import Testing

@testable import ELF

/// Damaged files: an error or a success, never a trap and never a store outside the object (which the fake host turns
/// into an error).
@Suite struct FuzzTests {
    /// A small generator whose sequence is the same on every run.
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    /// A library that uses most of what there is, 20 KB or less.
    private func victim(_ shop: Workshop) throws -> [UInt8] {
        try shop.write("map", "V1 { global: f; }; V2 { global: *; } V1;")
        try shop.build("libdep.so", "__thread int elsewhere = 3; int dep(void) { return 1; }")
        let path = try shop.build(
            "libvictim.so",
            """
            int dep(void); int maybe(void) __attribute__((weak)); extern __thread int elsewhere;
            void *__tls_get_addr(void *p) { return p; }
            static int x; int *pointers[20] = {&x, &x}; int (*function)(void) = dep;
            __thread int t = 1; __thread int ie __attribute__((tls_model("initial-exec"))) = 2;
            int f(void) { return dep() + t + ie + elsewhere + (maybe ? maybe() : 0); }
            static void *pick(void) { return f; } int g(void) __attribute__((ifunc("pick")));
            __attribute__((constructor)) void up(void) { x = g(); } __attribute__((destructor)) void down(void) {}
            """, "-ldep", "-Wl,--version-script=\(shop.path)/map", "-Wl,--hash-style=both",
            "-Wl,-z,pack-relative-relocs")
        return [UInt8](try #require(FileManager.default.contents(atPath: path)))
    }

    /// Loads `bytes` as the program and does everything that can be done with it.
    private func exercise(_ bytes: [UInt8], _ shop: Workshop, _ host: FakeHost) {
        host.files["/victim"] = bytes
        host.largest = 1 << 20
        let linker = shop.linker(host)
        do throws(LinkError) {
            let start = try linker.load(program: "/victim".bytes)
            var left = 1000
            while linker.nextInitialiser() != nil, left > 0 { left -= 1 }
            while linker.nextProgramInitialiser() != nil, left > 0 { left -= 1 }
            _ = try? linker.find("f".bytes, version: "V1".bytes, in: .standard, caller: start.entry)
            _ = try? linker.find("g".bytes, in: .handle(start.program.handle), caller: 0)
            _ = linker.symbolise(start.program.range.lowerBound + 0x1100)
            _ = linker.tlsModule(1)
            left = 1000
            while linker.nextFinaliser(closing: nil) != nil, left > 0 { left -= 1 }
        } catch {
            #expect(!error.text.contains(0x0a))
        }
        host.unmap(at: 0, size: 1 << 60)
    }

    @Test func noDamagedByteTraps() throws {
        let shop = try Workshop()
        let original = try victim(shop)
        let host = FakeHost()
        exercise(original, shop, host)
        var random = Random(state: 0x9e37_79b9_7f4a_7c15)
        // Headers and tables are where the parser looks: the first page and the dynamic section get most of the damage.
        for round in 0..<1500 {
            var bytes = original
            for _ in 0..<(round % 3 + 1) {
                let range = round % 2 == 0 ? 0..<min(0x600, bytes.count) : 0..<bytes.count
                let interesting: [UInt8] = [0, 1, 0x7f, 0x80, 0xff, UInt8.random(in: 0...255, using: &random)]
                bytes[Int.random(in: range, using: &random)] = interesting.randomElement(using: &random)!
            }
            exercise(bytes, shop, host)
        }
    }

    @Test func noDamagedWordInAnyTableTraps() throws {
        let shop = try Workshop()
        let original = try victim(shop)
        let host = FakeHost()
        var random = Random(state: 42)
        let image = try Image(FakeHost.file(original), name: [])
        let segment = try #require(image.segments.last)
        let words: [UInt64] = [0, 1, 0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000, .max, .max - 7, 0xffff_ffff, 4096]
        for round in 0..<800 {
            var bytes = original
            // Alternate between the writable segment, which holds the dynamic section, and the tables at the front.
            let front = round % 2 == 0
            let start = front ? 0 : Int(segment.offset)
            let count = (front ? 0x1000 : Int(segment.fileSize)) / 8
            let place = start + Int.random(in: 0..<count, using: &random) * 8
            guard place + 8 <= bytes.count else { continue }
            let word = words.randomElement(using: &random)!
            for index in 0..<8 { bytes[place + index] = UInt8(truncatingIfNeeded: word >> (index * 8)) }
            exercise(bytes, shop, host)
        }
    }

    @Test func noTruncationTraps() throws {
        let shop = try Workshop()
        let original = try victim(shop)
        let host = FakeHost()
        for length in stride(from: 0, to: original.count, by: 37) {
            exercise(Array(original[..<length]), shop, host)
        }
    }
}
