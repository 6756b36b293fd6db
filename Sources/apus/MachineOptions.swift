import ArgumentParser
import ImageBuilder
import Launcher

extension MachineKind: ExpressibleByArgument {}

/// `--accelerator`.
enum AcceleratorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, kvm, tcg
}

/// A size of memory: `64M`, `1G`; a bare number means mebibytes.
struct MemorySize: ExpressibleByArgument {
    var mebibytes: Int

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        let factor: Int? =
            switch argument.dropFirst(digits.count) {
            case "", "M", "m": 1
            case "G", "g": 1024
            default: nil
            }
        guard let factor, let number = Int(digits), number > 0, number < 1 << 20 else { return nil }
        mebibytes = number * factor
    }

    init(mebibytes: Int) { self.mebibytes = mebibytes }
}

/// How the virtual machine is made.
struct MachineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Memory of the virtual machine (64M, 1G); 256M unless the program's manifest asks for more.", valueName: "size"))
    var memory: MemorySize?

    @Option(help: ArgumentHelp("Number of virtual CPUs.", valueName: "n"))
    var cpus = 1

    @Option(help: "QEMU machine type.")
    var machine = MachineKind.microvm

    @Option(help: "What executes the program: KVM, QEMU's emulation, or the best that works here.")
    var accelerator = AcceleratorChoice.auto

    @Option(
        name: .customLong("gdb"),
        help: ArgumentHelp("Wait for gdb on a port (default 1234) before the first instruction.", valueName: "port"))
    var debuggerPort: UInt16?

    @Option(
        name: .customLong("qemu"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("One more word for QEMU's command line (repeatable).", valueName: "arg"))
    var extra: [String] = []

    func validate() throws {
        guard (1...64).contains(cpus) else { throw ValidationError("--cpus needs a number from 1 to 64") }
    }

    /// - Parameter file: where the image is, if not where the cache has it.
    func machine(_ toolkit: Toolkit, _ image: Image, file: String? = nil, commandLine: String) -> VirtualMachine {
        var result = VirtualMachine(
            emulator: toolkit.emulator, kernel: toolkit.kernel, image: file ?? image.path, commandLine: commandLine)
        result.machine = machine
        result.memory = memory?.mebibytes ?? image.memory ?? 256
        result.cpus = cpus
        result.debuggerPort = debuggerPort.map(Int.init)
        result.extra = extra
        result.otherNames = [ImagePlanner.shimGuestPath: toolkit.shim]
        result.accelerator =
            switch accelerator {
            case .kvm: .kvm
            case .tcg: .tcg
            case .auto: KVMProbe(emulator: toolkit.emulator).best(announce: Console.say)
            }
        return result
    }
}
