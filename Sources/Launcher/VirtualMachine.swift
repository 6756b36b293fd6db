import ImageBuilder

/// A QEMU machine type the kernel boots on.
public enum MachineKind: String, CaseIterable, Sendable {
    case microvm, q35, pc
}

/// What executes the guest's instructions.
public enum Accelerator: String, CaseIterable, Sendable {
    case kvm, tcg
}

/// How the guest's four console ports are connected on the host.
public enum ConsoleWiring: Sendable {
    /// Inherited sockets, by descriptor number in QEMU's process.
    /// `monitor` is QEMU's own, `threads` is where the kernel prints what its threads are at.
    case sockets(output: Int, errors: Int, control: Int, input: Int, monitor: Int, threads: Int)
    /// The descriptors of the shell QEMU is started from; for `--dry-run`.
    case shell
}

/// A QEMU command line.
public struct VirtualMachine: Sendable {
    public var emulator: String
    public var kernel: String
    public var image: String
    public var commandLine: String
    public var machine = MachineKind.microvm
    public var accelerator = Accelerator.tcg
    /// Mebibytes.
    public var memory = 256
    public var cpus = 1
    /// Port on which QEMU's debugging stub waits before the first instruction.
    public var debuggerPort: Int?
    /// More words for QEMU, from `--qemu`.
    public var extra: [String] = []
    public var wiring = ConsoleWiring.shell
    /// Files of the guest that have another name on the host: where the names of their functions are looked for.
    public var otherNames: [String: String] = [:]

    public init(emulator: String, kernel: String, image: String, commandLine: String) {
        self.emulator = emulator
        self.kernel = kernel
        self.image = image
        self.commandLine = commandLine
    }

    /// argv for QEMU, its own name first.
    public var arguments: [String] {
        var words = [emulator, "-M", machineOption, "-accel", accelerator.rawValue]
        words += ["-cpu", accelerator == .kvm ? "host" : "max", "-m", "\(memory)M", "-smp", "\(cpus)"]
        words += ["-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"]
        words += ["-kernel", kernel, "-initrd", image, "-append", commandLine]
        words += console
        words += ["-device", "isa-debug-exit,iobase=0x501,iosize=1"]
        if let debuggerPort { words += ["-gdb", "tcp::\(debuggerPort)", "-S"] }
        return words + extra
    }

    /// microvm without what the kernel does not use: each device costs time at every start.
    private var machineOption: String {
        switch machine {
        case .microvm: "microvm,x-option-roms=off,isa-serial=off,acpi=off,pit=on,pic=off,rtc=off"
        case .q35: "q35,usb=off,vmport=off"
        case .pc: "pc,usb=off,vmport=off"
        }
    }

    /// Ports of their own for each direction: QEMU throws away what a guest sends on a port whose host side has closed, and
    /// closing is how end-of-file is told. Not `virtconsole`: that drops output when the reader is slow.
    private var console: [String] {
        var words: [String] =
            machine == .microvm
            ? ["-global", "virtio-mmio.force-legacy=false", "-device", "virtio-serial-device,max_ports=5"]
            : ["-device", "virtio-serial-pci,disable-legacy=on,max_ports=5"]
        switch wiring {
        case .sockets(let output, let errors, let control, let input, let monitor, let threads):
            for (port, fd) in [output, errors, control, input].enumerated() {
                words += ["-chardev", "socket,id=port\(port + 1),fd=\(fd)"]
            }
            words += ["-chardev", "socket,id=monitor,fd=\(monitor)", "-mon", "chardev=monitor,mode=control"]
            words += ["-chardev", "socket,id=threads,fd=\(threads)", "-device", "isa-serial,iobase=0x2f8,irq=3,chardev=threads"]
        case .shell:
            words += ["-chardev", "file,id=port1,path=/dev/stdout,append=on"]
            words += ["-chardev", "file,id=port2,path=/dev/stderr,append=on"]
            words += ["-chardev", "file,id=port3,path=/dev/stderr,append=on"]
            words += ["-chardev", "stdio,id=port4,signal=on"]
        }
        for port in 1...4 { words += ["-device", "virtserialport,chardev=port\(port),nr=\(port)"] }
        return words
    }

    /// The command line as it is typed in a shell.
    public var shellLine: String { arguments.map(Self.quote).joined(separator: " ") }

    static func quote(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_./,=:+@%".utf8.contains(byte)
            }
        }
        return plain && !word.isEmpty
            ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
