import ImageBuilder

/// The built command and what it runs on.
public enum Guest {
    public static let root: String = {
        let here = #filePath
        return PathNames.directory(PathNames.directory(PathNames.directory(here)))
    }()
    public static let command = root + "/.build/release/apus"
    /// Far more than the slowest of them takes on a loaded machine; a hang is a failure and not a standstill.
    public static let timeout = "240"

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
        var run = try place.run(
            [command, "run", "--timeout", timeout, "--env", "LC_ALL=C.UTF-8"] + options + words, input: input,
            environment: settings)
        run.errors = withoutProgress(run.errors)
        return run
    }

    /// Takes out what the command says of its own work before the guest starts, which depends on what was done before:
    /// on the image cache, where another test may be making the same image just now, and on whether KVM was tried out.
    static func withoutProgress(_ errors: String) -> String {
        var rest = errors[...]
        while let end = rest.firstIndex(of: "\n") {
            let line = rest[..<end]
            guard
                line.hasPrefix("apus: building an image for ")
                    || (line.hasPrefix("apus: ") && line.hasSuffix(": using QEMU's emulation (TCG), which is slower"))
            else { break }
            rest = rest[rest.index(after: end)...]
        }
        return String(rest)
    }
}
