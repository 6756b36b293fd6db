import Glibc

/// Writes a tree as the archive that Linux unpacks as its first root file system ("newc", Linux's
/// Documentation/driver-api/early-userspace/buffer-format.rst).
public enum ArchiveWriter {
    /// Throws when a file of the tree cannot be read, or the archive not be written.
    public static func write(_ tree: FileTree, to path: String) throws(Failure) {
        guard let output = fopen(path, "w") else { throw HostFiles.failure("cannot create \(path)", errno) }
        var number = 1
        func add(_ name: String, _ mode: UInt32, _ bytes: [UInt8], modified: Int = 0) {
            let fields = [number, Int(mode), 0, 0, 1, modified, bytes.count, 0, 0, 0, 0, name.utf8.count + 1, 0]
            number += 1
            var header = "070701"
            for field in fields {
                let digits = String(field, radix: 16, uppercase: true)
                header += String(repeating: "0", count: 8 - digits.count) + digits
            }
            var entry = Array((header + name + "\0").utf8)
            while entry.count % 4 != 0 { entry.append(0) }
            fwrite(entry, 1, entry.count, output)
            fwrite(bytes, 1, bytes.count, output)
            if bytes.count % 4 != 0 { fwrite([UInt8](repeating: 0, count: 3), 1, 4 - bytes.count % 4, output) }
        }
        var failure: Failure?
        for (guest, node) in tree.nodes.sorted(by: { $0.key < $1.key }) where guest != "/" {
            let name = String(guest.dropFirst())
            switch node {
            case .directory(let mode): add(name, 0o040000 | mode, [])
            case .link(let target): add(name, 0o120777, Array(target.utf8))
            case .text(let bytes, let mode): add(name, 0o100000 | mode, bytes)
            case .file(let host):
                guard let bytes = HostFiles.read(host), let status = HostFiles.status(host) else {
                    failure = Failure(.notFound, "\(host): cannot be read")
                    continue
                }
                // Python, for one, compares times with those inside its .pyc files.
                add(name, 0o100000 | status.mode & 0o7777, bytes, modified: status.modified / 1_000_000_000)
            }
        }
        add("TRAILER!!!", 0, [])
        guard fclose(output) == 0 else { throw HostFiles.failure("cannot write \(path)", errno) }
        if let failure { throw failure }
    }
}
