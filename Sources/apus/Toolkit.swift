import ImageBuilder

/// Where the parts of this project lie; the `apus` script says so in the environment.
struct Toolkit {
    let root: String
    let kernel: String
    let shim: String
    let manifests: String
    let emulator: String

    init() throws {
        guard let root = HostPrograms.environment("APUS_ROOT") else {
            throw Failure(.ours, "start this through the `apus` script at the top of the project")
        }
        self.root = root
        kernel =
            HostPrograms.environment("APUS_KERNEL") ?? root
            + "/.build-kernel/x86_64-unknown-none-elf/release/apus-kernel"
        shim = HostPrograms.environment("APUS_SHIM") ?? root + "/.build-libc/libc-shim.so"
        manifests = root + "/images"
        guard HostFiles.status(kernel) != nil else { throw Failure(.ours, "no kernel at \(kernel)") }
        guard let found = HostPrograms.find("qemu-system-x86_64") else {
            throw Failure(.ours, "qemu-system-x86_64 not found (Debian package qemu-system-x86)")
        }
        emulator = found
    }
}
