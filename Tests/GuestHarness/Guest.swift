import ImageBuilder

/// The built command and what it runs on.
public enum Guest {
    public static let root: String = {
        let here = #filePath
        return PathNames.directory(PathNames.directory(PathNames.directory(here)))
    }()
    public static let command = root + "/.build/release/apus"
    /// Long enough for the slowest of them on a loaded machine; a hang is a failure and not a standstill.
    public static let timeout = "30"

    /// Runs a program in a virtual machine, with `options` for `apus run`.
    public static func run(
        _ place: Workplace, _ words: [String], options: [String] = [], input: [UInt8] = [], timeout: String = timeout
    )
        throws -> Run
    {
        guard HostFiles.isExecutable(command) else {
            throw Failure(.ours, "\(command) is not built: run these tests through `./apus test`")
        }
        let settings =
            ["APUS_ROOT=\(root)"]
            + ["HOME", "XDG_CACHE_HOME", "APUS_KERNEL", "APUS_SHIM"].compactMap { name in
                HostPrograms.environment(name).map { "\(name)=\($0)" }
            }
        let common = options + ["--env", "LC_ALL=C.UTF-8"]
        // The image first, so that no line about building it is among the program's errors.
        _ = try place.run([command, "run", "--dry-run"] + common + words, environment: settings)
        return try place.run(
            [command, "run", "--timeout", timeout] + common + words, input: input, environment: settings)
    }
}
