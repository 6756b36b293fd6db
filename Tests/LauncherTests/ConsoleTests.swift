import ImageBuilder
import Testing

/// The console's ports with the real QEMU and a guest made for it.
@Suite struct ConsoleTests {
    func run(_ input: String, _ rest: String = "") throws -> (status: Int32, output: String) {
        let command = try #require(SessionTests.command, "the command is not built beside the tests")
        let scratch = Scratch()
        let source = PathNames.directory(#filePath) + "/Programs/console-guest.c"
        let guest = scratch.path + "/guest"
        let options = [
            "-m32", "-march=i686", "-msse2", "-ffreestanding", "-fno-pic", "-fno-stack-protector", "-O1", "-nostdlib",
            "-static",
        ]
        let (status, text) = try Tool.run(
            "/usr/bin/gcc", options + ["-Wl,-Ttext=0x100000,--build-id=none,-e,start", source, "-o", guest])
        #expect(status == 0, "\(text)")
        let line = """
            export APUS_ROOT="\(scratch.path)" APUS_KERNEL="\(guest)" XDG_CACHE_HOME="\(scratch.path)/cache"
            \(input) | "\(command)" run --accelerator tcg --timeout 60 /bin/true 2> "\(scratch.path)/errors" \(rest)
            status=$?
            grep -v 'building an image' "\(scratch.path)/errors"
            exit $status
            """
        return try Tool.run("/bin/bash", ["-o", "pipefail", "-c", line])
    }

    @Test func allFourPortsCarryTheirStream() throws {
        let (status, output) = try run("printf typed")
        #expect(output == "out\ntyped<end>\nerr\nhello\n" || output == "out\ntyped<end>\nhello\nerr\n")
        #expect(status == 5)
    }

    @Test func anEmptyInputEndsAtOnce() throws {
        let (status, output) = try run("true")
        #expect(output.hasPrefix("out\n<end>\n"))
        #expect(status == 5)
    }

    @Test func aLongInputArrivesWhole() throws {
        let (_, output) = try run("head -c 3000000 /dev/zero", "| wc -c")
        #expect(output.hasPrefix("3000010\n"))
    }
}
