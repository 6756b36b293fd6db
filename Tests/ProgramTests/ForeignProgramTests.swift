import GuestHarness
import ImageBuilder
import Testing

/// Programs that bring their own C library: static ones, those of musl, and dynamic ones under their own loader.
@Suite struct ForeignProgramTests {
    enum Kind: String, CaseIterable, Sendable {
        case fixed, positionIndependent, musl, muslDynamic, ownLoader
    }

    /// Builds the program the way `kind` says.
    private func build(_ source: String, _ kind: Kind, in place: Workplace) throws -> String {
        var options = ["-O1", "-pthread"]
        switch kind {
        case .fixed, .musl: options.append("-static")
        case .positionIndependent: options.append("-static-pie")
        case .muslDynamic, .ownLoader: break
        }
        guard kind == .musl || kind == .muslDynamic else { return try place.compile(source, options) }
        let program = place.path + "/program"
        let (status, text) = try Tool.run(
            "/usr/bin/musl-gcc", ["\(place.sources)/\(source)", "-o", program] + options)
        guard status == 0 else { throw Failure(.ours, "musl-gcc: \(text)") }
        return program
    }

    private func options(_ kind: Kind) -> [String] { kind == .ownLoader ? ["--libc", "host"] : [] }

    @Test(arguments: Kind.allCases)
    func runsAsOnTheHost(kind: Kind) throws {
        let place = Workplace()
        let program = try build("foreign.c", kind, in: place)
        let host = try place.run([program, "one", "two words"])
        let guest = try Guest.run(
            place, [program, "one", "two words"], options: ["--cpus", "2"] + options(kind))
        #expect(guest == host)
    }

    @Test(arguments: [["-pie"], ["-no-pie"], ["-static"], ["-static-pie"]], [LibraryChoice.shim, .host])
    func startsWithWhatLinuxGives(options: [String], library: LibraryChoice) throws {
        let place = Workplace()
        let program = try place.compile("startup.c", ["-O1"] + options)
        let guest = try Guest.run(place, [program], options: ["--libc", library.rawValue])
        let loader = options[0].hasPrefix("-static") ? "-1" : "1"
        #expect(
            guest.text == """
                AT_BASE AT_CLKTCK AT_EGID AT_ENTRY AT_EUID AT_EXECFN AT_FLAGS AT_GID AT_HWCAP AT_HWCAP2 AT_MINSIGSTKSZ AT_PAGESZ AT_PHDR \
                AT_PHENT AT_PHNUM AT_PLATFORM AT_RANDOM AT_SECURE AT_SYSINFO_EHDR AT_UID \

                4096 100 56 0
                0 0 0 0 0
                headers 1 1 entry 1
                features 1
                more features 1
                x86_64 0
                frame 1
                random 1
                loader \(loader)
                proc 1
                aligned 1
                heap behind the program 1
                grows 1 1
                heap 1
                stack 1, small 1
                lowest 1
                room 1
                low 1
                deep 0

                """)
        #expect(guest.status == 0)
    }

    @Test(arguments: [LibraryChoice.shim, .host])
    func runtimesSeeTheMachineAsItIs(library: LibraryChoice) throws {
        let place = Workplace()
        let run = try Guest.run(
            place, [try place.compile("sysfiles.c")], options: ["--cpus", "2", "--libc", library.rawValue])
        #expect(
            run.text == """
                /proc/self/cgroup: 0::/
                /sys/fs/cgroup/cgroup.controllers: \n\
                /sys/fs/cgroup/cgroup.procs: 2
                /sys/fs/cgroup/memory.max: -
                /sys/fs/cgroup/cpu.max: -
                /sys/devices/system/cpu/online: 0-1
                /sys/devices/system/cpu/possible: 0-1
                /sys/devices/system/cpu/present: 0-1
                /sys/devices/system/cpu/cpu1/topology/core_id: 1
                /sys/devices/system/cpu/cpu1/node0/distance: 10
                /sys/devices/system/node/online: 0
                /sys/devices/system/node/node0/cpulist: 0-1
                /sys/kernel/mm/transparent_hugepage/enabled: always [madvise] never
                /sys/kernel/mm/transparent_hugepage/hpage_pmd_size: 2097152
                /proc/sys/vm/overcommit_memory: 0
                cgroup2 1
                exe 1
                mounted 1
                huge 0 8192 kB more

                """)
    }

    /// Started by its name in PATH, which is a link: its libraries are found from where the link leads.
    @Test(.enabled(if: HostFiles.isExecutable("/usr/bin/javac"), "needs javac"), arguments: [LibraryChoice.shim, .host])
    func javaRunsThreadsAndCollectsGarbageInHugePages(library: LibraryChoice) throws {
        let place = Workplace()
        let (status, text) = try Tool.run("/usr/bin/javac", ["-d", place.path, "\(place.sources)/Garbage.java"])
        #expect(status == 0, "\(text)")
        let words = ["/usr/bin/java", "-Xms64m", "-Xmx64m", "-XX:+UseTransparentHugePages", "-cp", ".", "Garbage"]
        let run = try Guest.run(
            place, words,
            options: [
                "--memory", "768M", "--cpus", "2", "--libc", library.rawValue, "--cwd", place.path, "--file", "Garbage.class",
            ], timeout: "120")
        #expect(run.text == "600000000 2\n" && run.errors.isEmpty && run.status == 0, "\(run)")
    }

    /// With qemu64, which has none of the extensions since 2003.
    @Test(arguments: [[], ["-static"]], ["v2", "v3", "v4"])
    func aProgramForANewerProcessorIsRefused(options: [String], level: String) throws {
        let place = Workplace()
        let program = try place.compile("hello.c", ["-Wl,-z,x86-64-\(level)"] + options)
        let refused = try Guest.run(place, [program], options: ["--accelerator", "tcg", "--qemu", "-cpu", "--qemu", "qemu64"])
        #expect(refused.status == 126 && refused.text.isEmpty)
        #expect(refused.errors == "\(program): needs a processor of level x86-64-\(level), which this machine's is not\n")
    }

    @Test(arguments: [LibraryChoice.shim, .host])
    func aCallOfTheOldKernelPageIsRefused(library: LibraryChoice) throws {
        let place = Workplace()
        let run = try Guest.run(place, [try place.compile("vsyscall.c")], options: ["--libc", library.rawValue])
        #expect(run.status == 126 && run.text == "calling\n")
        #expect(run.errors.contains("vsyscall page (0xffffffffff600400, time)"))
    }

    @Test func aProgramOfTheX32InterfaceIsRefused() throws {
        let place = Workplace()
        let program = try place.compile("x32.c", ["-mx32", "-nostdlib", "-static"])
        let run = try Guest.run(place, [program])
        #expect(run.status == 126 && run.errors.contains("32-bit"))
    }

    @Test(arguments: [LibraryChoice.automatic, .host])
    func aMissingInterpreterIsNamed(library: LibraryChoice) throws {
        let place = Workplace()
        let program = try place.compile("hello.c", ["-Wl,-dynamic-linker,/lib/ld-nothing.so.1"])
        let run = try Guest.run(place, [program], options: ["--libc", library.rawValue])
        #expect(run.status == 126 && run.errors.contains("/lib/ld-nothing.so.1"))
    }

    @Test(arguments: [LibraryChoice.shim, .host])
    func addressesAreRandomUnlessToldOtherwise(library: LibraryChoice) throws {
        let place = Workplace()
        let program = try place.compile("startup.c", ["-O1", "-pie"])
        func places(_ options: [String]) throws -> (words: [Substring], last: Substring) {
            let run = try Guest.run(place, [program, "addresses"], options: ["--libc", library.rawValue] + options)
            let lines = run.text.split(separator: "\n")
            guard lines.count == 2 else { throw Failure(.ours, "\(run)") }
            return (lines[0].split(separator: " "), lines[1])
        }
        let (first, second) = (try places([]), try places([]))
        #expect(first.last == "2 0")
        for index in stride(from: 1, to: 10, by: 2) { #expect(first.words[index] != second.words[index], "\(first.words)") }
        let same = try places(["--no-aslr"])
        #expect(try places(["--no-aslr"]) == same)
        #expect(same.last == "0 40000")
    }

    /// The kernel's shared object answers all of it but the processor's clock and a clock that is none.
    @Test(arguments: Kind.allCases)
    func readingTheTimeCostsNoSystemCall(kind: Kind) throws {
        let place = Workplace()
        let program = try build("vdso.c", kind, in: place)
        let host = try place.run([program])
        let guest = try Guest.run(place, [program], options: ["--cpus", "2", "--trace"] + options(kind))
        #expect(guest.output == host.output && guest.status == host.status)
        let calls = guest.errors.split(separator: "\n").filter { line in
            ["clock_gettime", "gettimeofday", "time(", "getcpu"].contains { line.contains($0) }
        }
        #expect(calls.count == 2 && calls.contains { $0.contains("CLOCK_PROCESS_CPUTIME_ID") }, "\(calls)")
    }
}
