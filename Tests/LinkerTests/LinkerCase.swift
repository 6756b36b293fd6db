import GuestHarness
import ImageBuilder

/// A folder of `Programs`: its `build.sh` makes a program and its libraries with the host's tools.
struct LinkerCase {
    let name: String
    let place = Workplace()

    /// Runs the folder's `build.sh` in the workplace; `$sources` is the folder.
    init(_ name: String) throws {
        self.name = name
        let folder = "\(place.sources)/\(name)"
        let built = try place.run(
            ["/usr/bin/env", "sources=\(folder)", "/bin/bash", "-e", "\(folder)/build.sh"])
        guard built.status == 0 else { throw Failure(.ours, "\(name)/build.sh: \(built.errors)") }
    }

    /// What was built, but for `program`: the libraries, found in the guest where they are here.
    private func companions(of program: String) -> [String] {
        (HostFiles.names(in: place.path) ?? []).filter { !$0.hasPrefix(".") && $0 != program }.sorted()
    }

    /// Runs one of the programs here, in the workplace.
    func host(_ program: String = "program", _ arguments: [String] = [], environment: [String] = []) throws -> Run {
        // Set for the program alone: LD_PRELOAD would be the shell's as well.
        try place.run(["/usr/bin/env"] + environment + ["\(place.path)/\(program)"] + arguments)
    }

    /// Runs one of the programs in the guest, in a folder of the same name.
    func guest(
        _ program: String = "program", _ arguments: [String] = [], environment: [String] = [], options: [String] = []
    ) throws -> Run {
        let files = companions(of: program).flatMap { ["--file", "\(place.path)/\($0)"] }
        let settings = environment.flatMap { ["--env", $0] }
        return try Guest.run(
            place, ["\(place.path)/\(program)"] + arguments,
            options: files + settings + ["--cwd", place.path] + options)
    }
}
