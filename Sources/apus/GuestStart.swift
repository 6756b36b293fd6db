import CLauncher
import Glibc
import ImageBuilder
import Launcher

/// Puts together what the kernel is told about the program: its words, environment and terminals.
enum GuestStart {
    static let searchPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    /// Like `docker run`: a small fixed environment, the image's, then what `--env` says; the host's is not passed on.
    static func environment(_ image: Image, _ options: ImageOptions, terminal: Bool) -> [String] {
        var result = [searchPath, "HOME=/root"]
        if terminal, let type = HostPrograms.environment("TERM") { result.append("TERM=\(type)") }
        for setting in image.environment + options.environment {
            let name = setting.prefix { $0 != "=" } + "="
            result.removeAll { $0.hasPrefix(name) }
            result.append(setting)
        }
        return result
    }

    static func commandLine(_ image: Image, _ options: ImageOptions) -> KernelCommandLine {
        let terminals = (Int32(0)...2).filter { isatty($0) == 1 }
        var line = KernelCommandLine(program: image.program)
        let arguments = rawArguments(count: options.command.count)
        line.arguments = image.leadingArguments.map { Array($0.utf8) } + arguments.dropFirst()
        // A script's interpreter is started under its own name; a program under the name the user typed.
        if image.leadingArguments.isEmpty {
            let typed = options.command[0]
            line.argumentZero = typed.contains("/") && !typed.hasPrefix("/") ? nil : arguments[0]
        }
        line.environment = environment(image, options, terminal: !terminals.isEmpty).map { Array($0.utf8) }
        line.startsItself = image.loader == .own
        line.workingDirectory = options.workingDirectory
        line.terminals = terminals.map(Int.init)
        line.windowSize = terminals.lazy.compactMap(windowSize).first
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        line.time = (now.tv_sec, now.tv_nsec)
        line.seed = HostFiles.read("/dev/urandom", limit: 32) ?? []
        return line
    }

    /// The last `count` arguments of the process as bytes: Swift's own copies have anything that is not UTF-8 replaced.
    private static func rawArguments(count: Int) -> [[UInt8]] {
        let total = Int(CommandLine.argc)
        return (total - count..<total).map { index in
            guard let text = CommandLine.unsafeArgv[index] else { return [] }
            return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
        }
    }

    private static func windowSize(_ descriptor: Int32) -> (rows: Int, columns: Int)? {
        var (rows, columns): (UInt16, UInt16) = (0, 0)
        guard apus_window_size(descriptor, &rows, &columns) == 0, rows > 0 else { return nil }
        return (Int(rows), Int(columns))
    }

    /// Whether our standard output and error are one open file, as at a terminal or after `2>&1`.
    static func outputsAreOne() -> Bool {
        var (output, errors) = (stat(), stat())
        guard fstat(1, &output) == 0, fstat(2, &errors) == 0 else { return false }
        return output.st_dev == errors.st_dev && output.st_ino == errors.st_ino && output.st_rdev == errors.st_rdev
    }
}
