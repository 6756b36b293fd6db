import GuestHarness
import ImageBuilder
import Testing

/// Signals sent to the `apus` command reach the program, whatever it is doing.
@Suite("Signals from the host")
struct HostSignalTests {
    /// Runs the program in the background; each signal is sent once the output has as many lines as its place in the list.
    private func run(_ manner: String, _ signals: [String], processors: String = "1") throws -> Run {
        let place = Workplace()
        let program = try place.compile("host/told.c", ["-pthread"])
        try place.write(
            "drive.sh",
            """
            manner=$1 processors=$2 program=$3; shift 3
            touch out errors
            "$APUS" run --cpus "$processors" --timeout 60 "$program" "$manner" < <(sleep 60) > out 2> errors &
            lines=1
            for signal; do
                for try in {1..400}; do
                    [ "$manner" = stop ] && grep -q 'stopped by SIGSTOP' errors && break
                    [ "$manner" != stop ] && [ "$(wc -l < out)" -ge $lines ] && break
                    sleep 0.1
                done
                kill -$signal $!
                lines=$((lines + 1))
            done
            wait $!
            status=$?
            cat out
            exit $status
            """)
        let names = ["HOME", "XDG_CACHE_HOME", "APUS_KERNEL", "APUS_SHIM"]
        return try place.run(
            ["/bin/bash", "drive.sh", manner, processors, program] + signals,
            environment: ["APUS_ROOT=\(Guest.root)", "APUS=\(Guest.command)"]
                + names.compactMap { name in HostPrograms.environment(name).map { "\(name)=\($0)" } })
    }

    @Test("Handlers run", arguments: ["busy", "pause", "read"], ["1", "2"])
    func handlersRun(manner: String, processors: String) throws {
        let run = try run(manner, ["USR1", "INT", "TERM"], processors: processors)
        #expect(run.text == "ready\ngot 10\ngot 02\ngot 15\n")
        #expect(run.status == 7)
    }

    @Test("A program that stops itself goes on when the command is told to")
    func stopped() throws {
        let run = try run("stop", ["CONT"])
        #expect(run.text == "ready\ncontinued\n")
        #expect(run.status == 9)
    }

    @Test("Without a handler the program ends, even one that waits for itself", arguments: ["INT", "TERM", "HUP", "USR2"])
    func theDefaultActionEndsIt(signal: String) throws {
        let run = try run("default", [signal])
        #expect(run.text == "ready\n")
        #expect(run.status == 128 + ["INT": 2, "TERM": 15, "HUP": 1, "USR2": 12][signal]!)
    }
}
