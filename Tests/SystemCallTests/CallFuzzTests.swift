import Glibc
import GuestHarness
import ImageBuilder
import LinuxABI
import Testing

/// Any call with any arguments, from any thread, leaves the kernel standing: Guest/fuzz throws them, and the kernel answers afterwards.
///
/// Longer by hand: APUS_FUZZ_CALLS=100000 and APUS_FUZZ_SEED=7 in the environment, each a number; APUS_FUZZ_LIST=FILE keeps the list that
/// Guest/fuzz/fuzz takes when it is run by itself.
@Suite struct CallFuzzTests {
    /// The list that Guest/fuzz/list.c describes.
    static let list: String = (0..<Catalogue.count).map { index in
        let row = Catalogue.row(at: index)
        let arguments = (0..<6).map { letter(row.argument($0)) }.filter { !$0.isEmpty }
        return "\(row.number.rawValue) \(row.name) \(arguments.joined(separator: " "))\n"
    }.joined()

    private static func letter(_ kind: ArgumentKind) -> String {
        switch kind {
        case .none: ""
        case .descriptor: "d"
        case .directory: "D"
        case .path: "p"
        case .string: "s"
        case .input: "i"
        case .output: "o"
        case .inputVectors, .outputVectors: "v"
        case .count: "c"
        case .integer, .unsigned, .offset, .mode, .device: "n"
        case .hexadecimal: "h"
        case .address: "a"
        case .process: "P"
        case .signal: "g"
        case .clock: "k"
        case .reads, .socketAddress: "r"
        case .writes: "w"
        case .futexOperation: values(NameTable.futexCommand.values + NameTable.futexFlags.values)
        case .named(let table): values(table.values)
        }
    }

    private static func values(_ named: [NamedValue]) -> String {
        "x" + named.map { String($0.value) }.joined(separator: ",")
    }

    private static func number(_ name: String) -> Int? { HostPrograms.environment(name).flatMap { Int($0) } }

    @Test(arguments: [1, 2])
    func anyCallLeavesTheKernelStanding(processors: Int) throws {
        let place = Workplace(sources: Guest.root + "/Guest/fuzz")
        try place.write("calls", Self.list)
        if let file = HostPrograms.environment("APUS_FUZZ_LIST") { try HostFiles.write(Self.list.utf8, to: file) }
        let sources = ["list.c", "arguments.c", "harmless.c", "frame.c", "entry.S"].map { "\(place.sources)/\($0)" }
        let program = try place.compile("fuzz.c", ["-static", "-O1", "-fno-stack-protector", "-w"] + sources)
        let calls = Self.number("APUS_FUZZ_CALLS") ?? 1500
        let seed = Self.number("APUS_FUZZ_SEED") ?? Int.random(in: 1..<1 << 31)
        let run = try Guest.run(
            place, [program, "-s", "\(seed)", "-n", "\(calls)", "calls"],
            options: ["--cpus", "\(processors)", "--file", "calls", "--cwd", place.path], timeout: "\(60 + calls / 50)")
        #expect(run.status == 0 && run.text.hasSuffix("the kernel answers\n"), "seed \(seed): \(run)")
    }
}
