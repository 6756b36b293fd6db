import ImageBuilder

/// What the kernel is told at boot: one line of words, each percent-encoded.
public struct KernelCommandLine: Sendable {
    public var program: String
    /// argv[0], where it differs from the program's path.
    public var argumentZero: [UInt8]?
    /// The arguments after argv[0], byte for byte.
    public var arguments: [[UInt8]] = []
    /// NAME=VALUE.
    public var environment: [[UInt8]] = []
    public var workingDirectory = "/"
    /// Which of descriptors 0, 1 and 2 are terminals for the program.
    public var terminals: [Int] = []
    /// Rows and columns, when there is a terminal.
    public var windowSize: (rows: Int, columns: Int)?
    /// The program is started by its own interpreter, or by itself.
    public var startsItself = false
    /// Whether addresses differ from run to run.
    public var addresses = Addresses.random
    public var tracing = Tracing.off
    public var verbosity = Verbosity.quiet
    /// Standard error goes where standard output goes: one stream keeps the order of writes.
    public var errors = ErrorStream.separate
    /// Wall-clock time at launch.
    public var time: (seconds: Int, nanoseconds: Int)?
    /// How many processors there are.
    public var processors = 1
    /// 32 random bytes.
    public var seed: [UInt8] = []

    public enum Tracing: Sendable {
        case off
        /// Lines on standard error.
        case systemCalls
        /// Messages with times, for `Session.calls`.
        case timedCalls
    }
    public enum Addresses: Sendable { case random, same }
    public enum Verbosity: Sendable { case quiet, verbose }
    public enum ErrorStream: Sendable { case separate, joinedToOutput }

    public init(program: String) { self.program = program }

    public var text: String {
        var words: [String] = ["apus.cwd=" + Words.encode(workingDirectory)]
        words += environment.map { "apus.env=" + Words.encode($0) }
        if !terminals.isEmpty { words.append("apus.tty=" + terminals.map(String.init).joined(separator: ",")) }
        if let windowSize { words.append("apus.winsize=\(windowSize.rows)x\(windowSize.columns)") }
        if startsItself { words.append("apus.libc=host") }
        if addresses == .same { words.append("apus.aslr=0") }
        switch tracing {
        case .off: break
        case .systemCalls: words.append("apus.trace=1")
        case .timedCalls: words.append("apus.trace=times")
        }
        if verbosity == .verbose { words.append("apus.verbose=1") }
        if errors == .joinedToOutput { words.append("apus.stderr=stdout") }
        if let time {
            let fraction = String(time.nanoseconds + 1_000_000_000).dropFirst()
            words.append("apus.time=\(time.seconds).\(fraction)")
        }
        if processors > 1 { words.append("apus.cpus=\(processors)") }
        if !seed.isEmpty {
            words.append("apus.seed=" + seed.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        }
        if let argumentZero, argumentZero != Array(program.utf8) {
            words.append("apus.argv0=" + Words.encode(argumentZero))
        }
        words.append("--")
        words.append(Words.encode(program))
        words += arguments.map(Self.argument)
        return words.joined(separator: " ")
    }

    /// An empty argument is the word `%`. QEMU appends words of its own that the kernel drops by their look, so an argument that
    /// looks like one is disguised.
    static func argument(_ bytes: [UInt8]) -> String {
        if bytes.isEmpty { return "%" }
        let word = Words.encode(bytes)
        return word.hasPrefix("virtio_mmio.device=") ? "%76" + word.dropFirst() : word
    }
}
