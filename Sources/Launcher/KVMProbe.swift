import Glibc
import ImageBuilder

/// Whether KVM runs guests here, found out by running one.
///
/// `/dev/kvm` that opens proves little: there are machines where it emulates the guest instruction by instruction and
/// gives up at the first SSE one.
public struct KVMProbe {
    let emulator: String
    /// Where the verdict is kept.
    let directory: String

    public init(emulator: String, directory: String = ImageCache.userDirectory) {
        self.emulator = emulator
        self.directory = directory
    }

    /// The verdict; `announce` gets one line when it was found out just now and KVM is not used.
    public func best(announce: (String) -> Void) -> Accelerator {
        let key = self.key
        let file = directory + "/accelerator"
        if let text = HostFiles.text(file), text.hasPrefix(key + " ") {
            return Accelerator(rawValue: String(text.dropFirst(key.count + 1).prefix { $0 != "\n" })) ?? .tcg
        }
        let reason = problem()
        if let reason { announce("\(reason): using QEMU's emulation (TCG), which is slower") }
        let verdict = reason == nil ? Accelerator.kvm : .tcg
        try? HostFiles.makeDirectories(directory)
        try? HostFiles.write("\(key) \(verdict.rawValue)\n".utf8, to: file)
        return verdict
    }

    /// All that a verdict depends on: this QEMU, this boot of this kernel, and our right to use the device.
    private var key: String {
        let boot = (HostFiles.text("/proc/sys/kernel/random/boot_id") ?? "").prefix { $0 != "\n" }
        let qemu = HostFiles.status(emulator).map { "\($0.size).\($0.modified)" } ?? "-"
        return "1 \(boot) \(qemu) \(access("/dev/kvm", R_OK | W_OK) == 0 ? "rw" : "no")"
    }

    /// Why KVM cannot be used, or nil.
    func problem() -> String? {
        guard access("/dev/kvm", F_OK) == 0 else { return "no /dev/kvm" }
        guard access("/dev/kvm", R_OK | W_OK) == 0 else { return "no permission for /dev/kvm" }
        let guest = directory + "/probe-\(getpid())"
        defer { unlink(guest) }
        do {
            try HostFiles.makeDirectories(directory)
            try HostFiles.write(ProbeGuest.image, to: guest)
        } catch { return "KVM could not be probed" }
        let words = [
            emulator, "-M", "microvm,x-option-roms=off,isa-serial=off,acpi=off,rtc=off", "-accel", "kvm", "-cpu",
            "host", "-m", "16M",
            "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", "-kernel", guest,
            "-device", "isa-debug-exit,iobase=0x501,iosize=1",
        ]
        let child = ChildProcess.start(words, descriptors: [-1, -1, -1])
        guard child > 0 else { return "KVM could not be probed" }
        // waitpid has no timeout; a look every 10 ms is soon enough for something done once.
        for _ in 0..<300 {
            var status: Int32 = 0
            if waitpid(child, &status, WNOHANG) == child {
                return (status >> 8) & 0xFF == ProbeGuest.exitStatus ? nil : "KVM does not run guests here"
            }
            usleep(10_000)
        }
        kill(child, SIGKILL)
        waitpid(child, nil, 0)
        return "KVM does not run guests here at a useful speed"
    }
}

/// A PVH guest of one page: 20 million turns of a loop, one SSE instruction, and out.
enum ProbeGuest {
    /// isa-debug-exit turns the value n into QEMU's status 2n+1.
    static let exitStatus: Int32 = 0x10 << 1 | 1

    private static let code: [UInt8] = [
        0xB9, 0x00, 0x2D, 0x31, 0x01,  // mov ecx, 20000000
        0x49, 0x75, 0xFD,  // 1: dec ecx; jnz 1b
        0x0F, 0x20, 0xE0, 0x0D, 0x00, 0x06, 0x00, 0x00, 0x0F, 0x22, 0xE0,  // cr4 |= OSFXSR | OSXMMEXCPT
        0x0F, 0x20, 0xC0, 0x83, 0xE0, 0xFB, 0x83, 0xC8, 0x02, 0x0F, 0x22, 0xC0,  // cr0: not EM, MP
        0x0F, 0x28, 0xC0,  // movaps xmm0, xmm0
        0x66, 0xBA, 0x01, 0x05, 0xB0, 0x10, 0xEE,  // out 0x501, 0x10
        0xF4, 0xEB, 0xFD,  // hlt, for ever
    ]

    /// ELF64 with one PT_LOAD at 1 MiB and the PVH note (Xen's XEN_ELFNOTE_PHYS32_ENTRY) that names the entry.
    static var image: [UInt8] {
        let (codeOffset, noteOffset, entry) = (0x200, 0x100, 0x100000 + 0x200)
        func little(_ value: Int, _ size: Int) -> [UInt8] {
            (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        let note: [UInt8] = little(4, 4) + little(8, 4) + little(18, 4) + Array("Xen\0".utf8) + little(entry, 8)
        let size = codeOffset + code.count
        var bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        bytes +=
            little(2, 2) + little(62, 2) + little(1, 4) + little(entry, 8) + little(64, 8) + little(0, 8) + little(0, 4)
        bytes += little(64, 2) + little(56, 2) + little(2, 2) + little(64, 2) + little(0, 2) + little(0, 2)
        for (type, offset, length) in [(1, 0, size), (4, noteOffset, note.count)] {
            bytes +=
                little(type, 4) + little(5, 4) + little(offset, 8) + little(0x100000 + offset, 8)
                + little(0x100000 + offset, 8)
            bytes += little(length, 8) + little(length, 8) + little(type == 1 ? 0x1000 : 4, 8)
        }
        bytes += [UInt8](repeating: 0, count: noteOffset - bytes.count) + note
        return bytes + [UInt8](repeating: 0, count: codeOffset - bytes.count) + code
    }
}
