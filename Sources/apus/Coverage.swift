import ArgumentParser
import Coverage
import ImageBuilder

extension CLibraryChoice: ExpressibleByArgument {
    /// `own` is no choice: it is what such programs have.
    public init?(argument: String) {
        guard Self.allValueStrings.contains(argument) else { return nil }
        self.init(rawValue: argument)
    }

    public static var allValueStrings: [String] { [Self.shim.rawValue, Self.host.rawValue] }
}

/// `apus coverage`: what programs need of the C library and the kernel, and how much of it there is.
struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Report which system calls and C library symbols programs need, and which of them are there.",
        discussion: """
            Nothing is run: the program, its libraries and plug-ins are read and their machine code is followed. The exit status \
            is 0 when all that is needed is there, 1 when something is absent, 125 to 127 as with `apus run`.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, html, markdown }

    @Option(help: "What to write.")
    var format = Format.text

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write, instead of standard output.", valueName: "file"))
    var output: String?

    @Option(name: .customLong("libc"), help: "The C library to look at the programs with: ours, or the host's glibc.")
    var library = CLibraryChoice.shim

    @Option(
        name: .customLong("file"),
        help: ArgumentHelp("A file or directory that the programs also get, as for run.", valueName: "host[:guest]"))
    var files: [String] = []

    @Option(
        name: .customLong("package"),
        help: ArgumentHelp("A Debian package whose plug-ins are looked at, as for run.", valueName: "name[+deps]"))
    var packages: [String] = []

    @Argument(help: ArgumentHelp("The programs.", valueName: "program"))
    var programs: [String] = []

    @Flag(help: "Report on the whole table of system calls, and on no program.")
    var all = false

    @Option(
        name: .customLong("diff"),
        help: ArgumentHelp("Say what changed since a former report, made with --format json.", valueName: "old.json"))
    var former: String?

    @Flag(help: "Also run the program here, with the words after it as its arguments, and say what it really called.")
    var trace = false

    @Option(help: ArgumentHelp("With --trace: stop the program after this time.", valueName: "seconds"))
    var timeout: Double?

    func validate() throws {
        if trace, all { throw ValidationError("--trace needs a program to run, not --all") }
        if trace, library == .host {
            throw ValidationError("--trace runs the program with our C library: leave out --libc host")
        }
        if timeout != nil, !trace { throw ValidationError("--timeout goes with --trace") }
        if all, !programs.isEmpty { throw ValidationError("--all is about no program: leave out '\(programs[0])'") }
        if !all, programs.isEmpty { throw ValidationError("Missing expected argument '<program>' (or --all)") }
        if format == .markdown, !all { throw ValidationError("--format markdown goes with --all") }
        if former != nil, format != .text { throw ValidationError("--diff writes text: leave out --format") }
    }

    func run() throws {
        let document = all ? CoverageDocument(table: CatalogueTable()) : try programDocument()
        try write(try text(of: document))
        if document.isLacking { throw ExitCode(1) }
    }

    private func programDocument() throws -> CoverageDocument {
        let toolkit = try Toolkit()
        let cache = SummaryCache()
        if trace {
            var report = try ReportBuilder.report(on: request(programs[0], toolkit), library: library, cache: cache)
            report.join(try TracedRun.calls(of: programs, files: files, packages: packages, timeout: timeout, toolkit))
            return CoverageDocument(programs: [report])
        }
        return CoverageDocument(
            programs: try programs.map { program in
                try ReportBuilder.report(on: request(program, toolkit), library: library, cache: cache)
            })
    }

    private func text(of document: CoverageDocument) throws -> String {
        if let former {
            guard let bytes = HostFiles.read(former) else {
                throw Failure(.ours, "\(former): cannot be read: give --diff a file that --format json wrote")
            }
            return Comparison(from: try CoverageDocument(json: bytes, path: former), to: document).text
        }
        switch format {
        case .text: return document.text
        case .json: return document.json
        case .html: return document.html
        case .markdown: return document.table?.markdown ?? ""
        }
    }

    private func write(_ text: String) throws {
        guard let output else { return print(text, terminator: "") }
        try HostFiles.write(text.utf8, to: PathNames.absolute(output, from: HostFiles.workingDirectory()))
    }

    private func request(_ program: String, _ toolkit: Toolkit) throws -> ImageRequest {
        var request = ImageRequest(
            program: try ImageOptions.guestPath(of: program), shim: toolkit.shim, manifests: toolkit.manifests)
        request.files = files.map {
            ImageRequest.File(option: $0, hostDirectory: HostFiles.workingDirectory(), guestDirectory: "/")
        }
        request.packages = packages
        return request
    }
}
