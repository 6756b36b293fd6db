internal import Bytes
internal import LinuxABI

/// A directory of proc(5) whose entries are numbers that come and go: threads, descriptors. Nothing of it is remembered.
class NumberedDirectory: Inode {
    private let entryType: FileType

    init(_ superblock: Superblock, permissions: UInt32, linkCount: UInt32, entries: FileType) {
        entryType = entries
        super.init(
            superblock: superblock, number: superblock.newInodeNumber(),
            mode: FileMode(.directory, FileMode(rawValue: permissions)), linkCount: linkCount)
        touchModified()
        accessed = modified
    }

    /// The numbers there are now, rising.
    var numbers: [Int32] { [] }
    /// What a number stands for, nil if it has gone.
    func entry(_ number: Int32) -> Inode? { nil }

    override var isCacheable: Bool { false }
    override func willChangeAttributes() throws(Errno) { throw .EPERM }

    override func lookup(_ name: Span<UInt8>) throws(Errno) -> Inode? { decimal(name).flatMap { entry($0) } }

    override func list(from cookie: Int64, parent: UInt64, into sink: inout DirectoryEntries) throws(Errno) {
        if cookie < 1, !sink.add(".", number, .directory, next: 1) { return }
        if cookie < 2, !sink.add("..", parent, .directory, next: 2) { return }
        // A number is its own place: what begins or ends meanwhile does not move the others.
        for entry in numbers where Int64(entry) + 3 > cookie {
            var name = ByteText()
            name.add(decimal: UInt(entry))
            guard sink.add(name.bytes.span, number &* 65536 &+ UInt64(entry), entryType, next: Int64(entry) + 3) else { return }
        }
    }
}

/// The number that a name spells, without leading zeros; nil for any other name.
func decimal(_ name: Span<UInt8>) -> Int32? {
    guard name.count > 0, name.count <= 9, name.count == 1 || name[0] != UInt8(ascii: "0") else { return nil }
    var value: Int32 = 0
    for index in name.indices {
        guard name[index] >= UInt8(ascii: "0"), name[index] <= UInt8(ascii: "9") else { return nil }
        value = value * 10 + Int32(name[index] - UInt8(ascii: "0"))
    }
    return value
}
