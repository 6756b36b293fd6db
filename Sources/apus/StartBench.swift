import Glibc
import ImageBuilder

/// `apus bench --start`: what it takes until a program has printed its first line, beside Linux 6.1 on the same QEMU.
struct StartBench {
    /// A program that prints one line and ends.
    struct Subject {
        var name: String
        var words: [String]
        var megabytes = 512
    }

    static let subjects = [
        Subject(name: "lua", words: ["/usr/bin/lua5.4", "-e", "print(6*7)"]),
        Subject(name: "python", words: ["/usr/bin/python3", "-c", "print(6*7)"]),
        Subject(name: "node", words: ["/usr/bin/node", "-e", "console.log(6*7)"], megabytes: 1024),
        Subject(name: "java -version", words: ["/usr/bin/java", "-version"], megabytes: 1024),
    ]

    let workshop: BenchWorkshop
    let linux: LinuxMachine

    init(_ workshop: BenchWorkshop) throws {
        self.workshop = workshop
        linux = try LinuxMachine(workshop)
    }

    /// The table as Markdown, a line printed as soon as it is known.
    func run() throws {
        print("| power-on to the end of a run that prints one line | shim | host | Linux 6.1 | of that, the program's own |")
        print("|---|---|---|---|---|")
        for subject in Self.subjects {
            guard HostFiles.isExecutable(subject.words[0]) else {
                Console.say("\(subject.words[0]) is not there")
                continue
            }
            let shim = try? apus(subject, .shim)
            let host = try? apus(subject, .host)
            let (whole, own) = try linux.run(subject, workshop.toolkit)
            print("| \(subject.name) | \(Self.text(shim)) | \(Self.text(host)) | \(Self.text(whole)) | \(Self.text(own)) |")
            fflush(nil)
        }
    }

    /// Guest instructions to the end, and the time to the first output without counting.
    private func apus(_ subject: Subject, _ library: LibraryChoice) throws -> Figure {
        let words = [workshop.command, "run", "--accelerator", "tcg", "--libc", library.rawValue, "--memory", "\(subject.megabytes)M"]
        // The image is made by a first run.
        var watched = WatchedRun(words + subject.words)
        guard watched.toEnd() == 0 else { throw Failure(.ours, "\(subject.name) failed: \(watched.text)") }
        watched = WatchedRun(words + subject.words)
        guard watched.until("\n") else { throw Failure(.ours, "\(subject.name) printed nothing") }
        let time = watched.milliseconds
        _ = watched.toEnd()
        let counter = try workshop.counter()
        watched = WatchedRun(words + ["--qemu", "-plugin", "--qemu", counter.argument] + subject.words)
        guard watched.toEnd() == 0 else { throw Failure(.ours, "\(subject.name) failed: \(watched.text)") }
        return Figure(instructions: try counter.read(), milliseconds: time)
    }

    struct Figure {
        var instructions: Double
        var milliseconds: Int
    }

    private static func text(_ figure: Figure?) -> String {
        guard let figure else { return "–" }
        let millions = figure.instructions / 1e6
        let number = millions >= 100 ? "\(Int(millions.rounded()))" : "\((millions * 10).rounded() / 10)"
        return "\(number) M, \(figure.milliseconds) ms"
    }
}

/// A command whose output is watched as it comes.
struct WatchedRun {
    private let child: pid_t
    private let output: Int32
    private let clock = Stopwatch()
    private var bytes: [UInt8] = []

    init(_ words: [String]) {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        child = ChildProcess.start(words, descriptors: [-1, ends[1], ends[1]])
        close(ends[1])
        output = ends[0]
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// Since it was started.
    var milliseconds: Int { clock.milliseconds }

    /// Reads until `mark` has come, or false at the end. What came before it is forgotten.
    mutating func until(_ mark: String) -> Bool {
        while true {
            if let found = text.utf8.firstRange(of: mark.utf8) {
                bytes = Array(text.utf8[found.upperBound...])
                return true
            }
            guard readMore() else { return false }
        }
    }

    /// Reads what is left, and returns the exit status.
    mutating func toEnd() -> Int32 {
        while readMore() {}
        close(output)
        return ChildProcess.wait(for: child)
    }

    private mutating func readMore() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let got = Glibc.read(output, &chunk, chunk.count)
            if got > 0 { bytes += chunk[..<got] }
            if got >= 0 { return got > 0 }
            if errno != EINTR { return false }
        }
    }
}
