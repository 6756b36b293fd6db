import ArgumentParser
import Coverage
import ImageBuilder

extension CLibraryChoice: ExpressibleByArgument {}

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

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write, instead of standard output.", valueName: "file"))
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

    func validate() throws {
        guard !programs.isEmpty else { throw ValidationError("Missing expected argument '<program>'") }
    }

    func run() throws {
        let toolkit = try Toolkit()
        let cache = SummaryCache()
        var reports: [CoverageReport] = []
        for program in programs {
            reports.append(try ReportBuilder.report(on: request(program, toolkit), library: library, cache: cache))
        }
        print(reports.map(\.text).joined(separator: "\n"))
        if reports.contains(where: \.isLacking) { throw ExitCode(1) }
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
