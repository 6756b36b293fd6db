import Glibc
import ImageBuilder
import Testing

@testable import Launcher

/// The session against a shell script in QEMU's place: it gets the same sockets, on descriptors 3 (output), 4 (errors),
/// 5 (control), 6 (input), 7 (QEMU's monitor) and 8 (the list of threads). A child process runs the session, as it uses descriptors 0, 1 and 2 and signals.
@Suite struct SessionTests {
    struct Result: Equatable {
        var status: Int32
        var output: String
    }

    /// Runs `apus run` with a fake QEMU.
    func run(_ script: String, input: String = "", after: String = "", around: (String) -> String = { $0 }) throws
        -> Result
    {
        let command = try #require(Self.command, "the command is not built beside the tests")
        let scratch = Scratch()
        try scratch.write("bin/qemu-system-x86_64", "#!/bin/bash\n\(script)\n", mode: 0o755)
        let kernel = try scratch.write("kernel", "")
        let typed = try scratch.write("input", input)
        let line = """
            export PATH="\(scratch.path)/bin:$PATH" APUS_ROOT="\(scratch.path)" APUS_KERNEL="\(kernel)" \
            XDG_CACHE_HOME="\(scratch.path)/cache"
            \(around("\"\(command)\" run --accelerator tcg /bin/true")) < "\(typed)" 2> "\(scratch.path)/errors" \(after)
            status=$?
            grep -v 'building an image' "\(scratch.path)/errors"
            exit $status
            """
        let (status, output) = try Tool.run("/bin/bash", ["-c", line])
        return Result(status: status, output: output)
    }

    static let command: String? = {
        let own = HostPrograms.realPath("/proc/self/exe") ?? ""
        let folders = [PathNames.directory(own)] + CommandLine.arguments.map(PathNames.directory)
        return folders.lazy.map { $0 + "/apus" }.first {
            HostFiles.isExecutable($0) && HostFiles.status($0)?.kind == .file
        }
    }()

    @Test func theProgramsStatusIsTheCommands() throws {
        let result = try run("printf 'exit 42\\n' >&5; sleep 5")
        #expect(result == Result(status: 42, output: ""))
    }

    @Test func aSignalGives128AndItsNumber() throws {
        let result = try run("printf 'log killed by SIGSEGV\\nsignal 11\\n' >&5; sleep 5")
        #expect(result == Result(status: 139, output: "killed by SIGSEGV\n"))
    }

    @Test func allOutputArrivesBeforeTheStatusCounts() throws {
        let result = try run(
            "head -c 3000000 /dev/zero | tr '\\0' x >&3; printf 'exit 0\\n' >&5; sleep 5",
            after: "| wc -c; exit ${PIPESTATUS[0]}")
        #expect(result.output.contains("3000000"))
    }

    @Test func outputAndErrorsStayApart() throws {
        let result = try run("printf out >&3; printf err >&4; printf 'exit 0\\n' >&5; sleep 5", after: "| tr a-z A-Z")
        #expect(result == Result(status: 0, output: "OUTerr\n") || result == Result(status: 0, output: "OUTerr"))
    }

    @Test func inputIsHandedOnAndEndsWithEndOfFile() throws {
        let result = try run(
            "printf 'input\\n' >&5; cat <&6 >&3; printf ' end' >&3; printf 'exit 0\\n' >&5; sleep 5", input: "typed")
        #expect(result == Result(status: 0, output: "typed end"))
    }

    @Test func inputThatNobodyAsksForIsLeftAlone() throws {
        let result = try run("sleep 0.2; printf 'exit 0\\n' >&5; sleep 5", input: "mine", around: { "{ \($0); cat; }" })
        #expect(result.output == "mine")
    }

    @Test func aPanicSaysSoAndGives125() throws {
        let result = try run("printf 'log #0 somewhere\\npanic out of frames\\n' >&5")
        #expect(result == Result(status: 125, output: "#0 somewhere\napus: kernel panic: out of frames\n"))
    }

    @Test func whatQEMUSaysIsShownWhenItFails() throws {
        let result = try run("echo 'no such device' >&2; exit 1")
        #expect(result == Result(status: 125, output: "apus: QEMU failed: no such device\n"))
    }

    @Test func anEndWithoutAWordIsReported() throws {
        let result = try run("exit 0")
        #expect(result.status == 125)
        #expect(result.output.contains("reset the machine"))
    }

    @Test func aReaderThatGoesAwayEndsTheRunWith141() throws {
        let result = try run(
            "while printf 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\\n' >&3; do :; done",
            after: "| head -n 1; exit ${PIPESTATUS[0]}")
        #expect(result.status == 141)
    }

    @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)] as [(String, Int32)])
    func aSignalThatTheKernelDoesNotAnswerEndsTheMachine(name: String, status: Int32) throws {
        let result = try run("kill -\(name) $PPID; exec sleep 100")
        #expect(result.status == status)
    }

    @Test func aSecondInterruptDoesNotWaitForTheFirst() throws {
        let start = ContinuousClock.now
        let result = try run("kill -INT $PPID; sleep 0.3; kill -INT $PPID; exec sleep 100")
        #expect(result.status == 130)
        #expect(ContinuousClock.now - start < .seconds(3))
    }

    @Test func signalsAreHandedOnWithAnNMI() throws {
        let result = try run(
            """
            kill -USR1 $PPID; read -r line <&5; printf '%s ' "$line" >&3
            for word in 1 2; do IFS= read -r -d '}' said <&7; printf '%s}' "$said" >&3; done
            printf 'received\\nexit 3\\n' >&5; sleep 5
            """)
        #expect(result == Result(status: 3, output: #"signal 10 {"execute":"qmp_capabilities"}{"execute":"inject-nmi"}"#))
    }
}
