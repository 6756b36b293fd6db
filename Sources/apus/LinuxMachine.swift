import Glibc
import ImageBuilder

/// Debian's Linux 6.1 for clouds on the QEMU that Apus uses, with a program and its libraries as its first root file system.
struct LinuxMachine {
    private let workshop: BenchWorkshop
    private let kernel: String
    private let initial: String

    init(_ workshop: BenchWorkshop) throws {
        self.workshop = workshop
        kernel = try Self.findKernel()
        initial = try workshop.compile("init.c", ["-O2", "-static"], as: "init")
    }

    /// The installed kernel, or one downloaded into the user's cache and unpacked there: nothing is installed.
    private static func findKernel() throws -> String {
        let folder = ImageCache.userDirectory + "/linux"
        func find() -> String? {
            for place in ["/boot", folder + "/boot"] {
                let names = (HostFiles.names(in: place) ?? []).filter { $0.hasPrefix("vmlinuz-6.1.") && $0.hasSuffix("-cloud-amd64") }
                if let name = names.sorted().last { return "\(place)/\(name)" }
            }
            return nil
        }
        if let found = find() { return found }
        Console.say("fetching Debian's linux-image-cloud-amd64 into \(folder)")
        try HostFiles.makeDirectories(folder)
        let script = """
            cd "$0" && name=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/.*Depends: \\(linux-image-6.1[^ ]*\\).*/\\1/p' | head -n 1) \
            && apt-get download "$name" && dpkg-deb -x "$name"_*.deb . && rm -rf lib "$name"_*.deb
            """
        let (status, output) = try Tool.run("/bin/sh", ["-c", script, folder])
        guard status == 0, let found = find() else { throw Failure(.ours, "no Linux to compare with: \(output.suffix(200))") }
        return found
    }

    /// The whole run, and the program's own part of it.
    func run(_ subject: StartBench.Subject, _ toolkit: Toolkit) throws -> (whole: StartBench.Figure, own: StartBench.Figure) {
        var request = ImageRequest(program: subject.words[0], shim: toolkit.shim, manifests: toolkit.manifests)
        request.library = .host
        var tree = try ImagePlanner.plan(request).tree
        tree.addFile("/init", host: initial)
        tree.addText("/command", subject.words.map { $0 + "\0" }.joined())
        let archive = workshop.folder + "/initrd"
        try ArchiveWriter.write(tree, to: archive)
        defer { unlink(archive) }
        let words = [
            toolkit.emulator, "-M", "pc,usb=off", "-accel", "tcg", "-cpu", "max", "-m",
            "\(subject.megabytes)M", "-smp", "1", "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", "-serial", "stdio",
            "-kernel", kernel, "-initrd", archive, "-append", "console=ttyS0 quiet loglevel=0 reboot=t panic=-1",
        ]
        // Not microvm: without timers of the old kind this kernel does not find its clock's rate there.
        // The pauses of init.c are not Linux's.
        let pause = 300
        var watched = WatchedRun(words)
        guard watched.until("<begin>") else { throw Failure(.ours, "Linux did not start: \(watched.text.suffix(300))") }
        let begin = watched.milliseconds
        guard watched.until("\n") else { throw Failure(.ours, "\(subject.name) printed nothing under Linux") }
        let first = watched.milliseconds - pause
        _ = watched.toEnd()

        let counter = try workshop.counter()
        watched = WatchedRun(words + ["-plugin", counter.argument])
        guard watched.until("<begin>") else { throw Failure(.ours, "Linux did not start: \(watched.text.suffix(300))") }
        // Linux sleeps: what there is to count has been counted.
        usleep(useconds_t(pause * 500))
        let before = try counter.read()
        guard watched.until("<end>") else { throw Failure(.ours, "\(subject.name) failed under Linux: \(watched.text.suffix(300))") }
        usleep(useconds_t(pause * 500))
        let after = try counter.read()
        _ = watched.toEnd()
        return (
            StartBench.Figure(instructions: after, milliseconds: first),
            StartBench.Figure(instructions: after - before, milliseconds: first - begin)
        )
    }
}
