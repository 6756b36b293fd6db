import ImageBuilder
import Testing

@testable import Launcher

@Suite struct VirtualMachineTests {
    let plain = VirtualMachine(
        emulator: "/usr/bin/qemu-system-x86_64", kernel: "/k", image: "/a b/i", commandLine: "x -- /p it's")

    @Test func theShellLineIsQuotedToBePasted() throws {
        let (_, output) = try Tool.run("/bin/bash", ["-c", "printf '%s\\n' " + plain.shellLine])
        #expect(output.split(separator: "\n").map(String.init) == plain.arguments)
    }

    @Test(arguments: MachineKind.allCases)
    func everyMachineHasFourConsolePorts(kind: MachineKind) {
        var machine = plain
        machine.machine = kind
        #expect(machine.arguments.filter { $0.hasPrefix("virtserialport") }.count == 4)
    }

    @Test func extraWordsComeLast() {
        var machine = plain
        machine.extra = ["-d", "int"]
        #expect(machine.arguments.suffix(2) == ["-d", "int"])
    }

    @Test func theProbeGuestIsAnELFFileWithAPVHEntry() throws {
        let scratch = Scratch()
        let file = scratch.path + "/probe"
        try HostFiles.write(ProbeGuest.image, to: file)
        let (status, output) = try Tool.run("/usr/bin/readelf", ["-lnW", file])
        #expect(status == 0)
        #expect(output.contains("LOAD") && output.contains("Xen"))
    }
}
