internal import Bytes
internal import LinuxABI

/// A symbolic link of /proc, open to all.
class ProcLink: Inode {
    init(_ superblock: Superblock) {
        super.init(
            superblock: superblock, number: superblock.newInodeNumber(),
            mode: FileMode(.symbolicLink, FileMode(rawValue: 0o777)))
        touchModified()
        accessed = modified
    }

    override var blocks: Int64 { 0 }
}

/// A symbolic link of /proc that leads to a file, whatever its text says: `exe`, `cwd`, `root`.
final class MagicLink: ProcLink {
    private let find: () -> Dentry?

    init(_ superblock: Superblock, _ find: @escaping () -> Dentry?) {
        self.find = find
        super.init(superblock)
    }

    override func target() throws(Errno) -> [UInt8] {
        guard let dentry = find() else { throw .ENOENT }
        return dentry.displayPath()
    }

    override func magicTarget() throws(Errno) -> Dentry? {
        guard let dentry = find() else { throw .ENOENT }
        return dentry
    }
}

/// An ordinary link with a text of its own.
final class TextLink: ProcLink {
    private let text: [UInt8]

    init(_ superblock: Superblock, _ text: [UInt8]) {
        self.text = text
        super.init(superblock)
    }
    override func target() throws(Errno) -> [UInt8] { text }
}

/// /proc/self/fd: a link for each open descriptor.
final class DescriptorDirectory: NumberedDirectory {
    /// What the entries are.
    enum Kind {
        /// Links to the files: `fd`.
        case links
        /// Texts with position and flags: `fdinfo`.
        case information
    }
    private let information: any ProcessInformation
    private let kind: Kind

    init(_ superblock: Superblock, _ information: any ProcessInformation, _ kind: Kind) {
        self.information = information
        self.kind = kind
        super.init(superblock, permissions: 0o500, linkCount: 2, entries: kind == .links ? .symbolicLink : .regular)
    }

    // As Linux since 6.2: the number of entries.
    override func showSize(in stat: inout Stat) { stat.size = Int64(numbers.count) }
    override var numbers: [Int32] { information.descriptors.descriptors() }

    override func entry(_ number: Int32) -> Inode? {
        guard let file = try? information.descriptors.file(number) else { return nil }
        switch kind {
        case .links: return DescriptorLink(superblock, file, UInt64(number))
        case .information: return DescriptorText(superblock, file, information.descriptors, number)
        }
    }
}

/// An entry of /proc/self/fd.
final class DescriptorLink: Inode {
    private let file: OpenFile

    init(_ superblock: Superblock, _ file: OpenFile, _ number: UInt64) {
        self.file = file
        var permissions = FileMode(rawValue: 0o100)
        if file.isReadable { permissions.insert(FileMode(rawValue: 0o400)) }
        if file.isWritable { permissions.insert(FileMode(rawValue: 0o200)) }
        super.init(superblock: superblock, number: number, mode: FileMode(.symbolicLink, permissions))
        size = 64
    }

    override var blocks: Int64 { 0 }
    override func target() throws(Errno) -> [UInt8] { file.displayName() }
    override func magicTarget() throws(Errno) -> Dentry? {
        file.dentry ?? Dentry(parent: nil, name: [], inode: file.inode)
    }
}

/// An entry of /proc/self/fdinfo.
final class DescriptorText: Inode {
    private let text: [UInt8]

    init(_ superblock: Superblock, _ file: OpenFile, _ table: DescriptorTable, _ descriptor: Int32) {
        var text = ByteText("pos:\t")
        text.add(decimal: Int(file.offset))
        text.add("\nflags:\t0")
        var flags = file.flags
        if (try? table.closesOnExec(descriptor)) == true { flags.insert(.O_CLOEXEC) }
        var digits: [UInt8] = []
        var rest = flags.rawValue
        repeat {
            digits.append(UInt8(ascii: "0") + UInt8(rest & 7))
            rest >>= 3
        } while rest != 0
        while let digit = digits.popLast() { text.add(byte: digit) }
        text.add("\nmnt_id:\t1\nino:\t")
        text.add(decimal: UInt(file.inode.number))
        text.add("\n")
        self.text = text.bytes
        super.init(
            superblock: superblock, number: superblock.newInodeNumber(),
            mode: FileMode(.regular, FileMode(rawValue: 0o400)))
    }

    override var blocks: Int64 { 0 }

    override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int {
        guard offset >= 0, offset < Int64(text.count) else { return 0 }
        return try buffer.write(text, from: Int(offset))
    }
}
