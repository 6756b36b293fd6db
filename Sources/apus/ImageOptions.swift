import ArgumentParser
import ImageBuilder

extension LibraryChoice: ExpressibleByArgument {}

/// What goes into an image: shared by `run` and `build`.
struct ImageOptions: ParsableArguments {
    @Option(
        name: .customLong("file"),
        help: ArgumentHelp("Put a host file or directory into the image.", valueName: "host[:guest]"))
    var files: [String] = []

    @Option(help: ArgumentHelp("A host directory that becomes the guest's root.", valueName: "dir"))
    var root: String?

    @Option(
        name: .customLong("package"),
        help: ArgumentHelp(
            "Put an installed Debian package's files into the image; with +deps, what it depends on too.",
            valueName: "name[+deps]"))
    var packages: [String] = []

    @Option(
        name: .customLong("libc"),
        help: ArgumentHelp(
            "Whose C library the program gets: Apus's own (shim), the program's with its own loader (host), or what works (auto).",
            valueName: "which"))
    var library = LibraryChoice.automatic

    @Option(
        name: .customLong("env"),
        help: ArgumentHelp("Set an environment variable of the program.", valueName: "name=value"))
    var environment: [String] = []

    @Option(name: .customLong("cwd"), help: ArgumentHelp("The program's working directory.", valueName: "dir"))
    var workingDirectory = "/"

    @Argument(
        parsing: .captureForPassthrough, help: ArgumentHelp("The program and its arguments.", valueName: "program"))
    var command: [String]

    mutating func validate() throws {
        if command.first == "--" { command.removeFirst() }
        guard let program = command.first else { throw ValidationError("Missing expected argument '<program>'") }
        guard !program.hasPrefix("-") else { throw ValidationError("Unknown option '\(program)'") }
        guard workingDirectory.hasPrefix("/") else {
            throw ValidationError("--cwd needs an absolute path, not '\(workingDirectory)'")
        }
        for setting in environment where !setting.contains("=") || setting.hasPrefix("=") {
            throw ValidationError("--env needs NAME=VALUE, not '\(setting)'")
        }
    }

    /// The program's guest path: as typed where that is absolute, else found along PATH or from the working directory.
    func programPath() throws -> String {
        let program = command[0]
        if program.hasPrefix("/") { return program }
        let here = HostFiles.workingDirectory()
        // Not normalised before the links in it are followed: `..` after a link means the link's target's parent.
        if program.contains("/") {
            let path = PathNames.join(here, program)
            return path.contains("/../") ? (HostPrograms.realPath(path) ?? path) : PathNames.absolute(path, from: "/")
        }
        guard let found = HostPrograms.find(program) else { throw Failure(.notFound, "\(program): command not found") }
        return found
    }

    func request(_ toolkit: Toolkit) throws -> ImageRequest {
        var request = ImageRequest(program: try programPath(), shim: toolkit.shim, manifests: toolkit.manifests)
        let here = HostFiles.workingDirectory()
        request.files = files.map {
            ImageRequest.File(option: $0, hostDirectory: here, guestDirectory: workingDirectory)
        }
        request.root = root.map { PathNames.absolute($0, from: here) }
        request.packages = packages
        request.library = library
        for setting in environment {
            if setting.hasPrefix("LD_LIBRARY_PATH=") {
                request.libraryPath = setting.dropFirst(16).split(separator: ":").map(String.init)
            } else if setting.hasPrefix("LD_PRELOAD=") {
                request.preload = setting.dropFirst(11).split(whereSeparator: { $0 == ":" || $0 == " " }).map(
                    String.init)
            }
        }
        return request
    }
}
