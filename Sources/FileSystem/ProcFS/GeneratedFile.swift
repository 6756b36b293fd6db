internal import Bytes
internal import LinuxABI

/// A file whose text is made when it is read.
final class GeneratedInode: Inode {
    let text: GeneratedText
    let information: any ProcessInformation
    /// The thread that it tells of; nil: the process or the system.
    let thread: Int32?

    init(
        _ superblock: Superblock, _ text: GeneratedText, _ permissions: FileMode,
        _ information: any ProcessInformation, thread: Int32? = nil
    ) {
        self.text = text
        self.thread = thread
        self.information = information
        super.init(
            superblock: superblock, number: superblock.newInodeNumber(), mode: FileMode(.regular, permissions))
        touchModified()
        accessed = modified
    }

    override var blocks: Int64 { 0 }

    override func willChangeAttributes() throws(Errno) { throw .EPERM }

    override func open(_ dentry: Dentry?, _ flags: OpenFlags) throws(Errno) -> OpenFile {
        // The superuser may open for writing what has no writer; the write itself then fails.
        GeneratedFile(self, dentry, flags)
    }

    override func truncate(to size: Int64) throws(Errno) {
        // echo(1) opens such files with O_TRUNC: accepted, as by Linux, and without effect.
    }
}

/// An open file of /proc: the text as it was when the reading began.
final class GeneratedFile: OpenFile {
    private let generated: GeneratedInode
    private var text: [UInt8]?

    init(_ inode: GeneratedInode, _ dentry: Dentry?, _ flags: OpenFlags) {
        generated = inode
        super.init(inode, dentry, flags)
    }

    override func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        let count = try read(&buffer, at: offset)
        offset += Int64(count)
        return count
    }

    override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int {
        // Reading from the start makes the text anew, which is what programs that rewind are after.
        if text == nil || offset == 0 { text = try generated.information.text(of: generated.text, thread: generated.thread) }
        guard let text, offset >= 0, offset < Int64(text.count) else { return 0 }
        return try buffer.write(text, from: Int(offset))
    }

    override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        let count = min(buffer.count, 4096)
        var written = [UInt8](repeating: 0, count: count)
        try buffer.read(into: &written, at: 0, count: count)
        try generated.information.store(written, in: generated.text, thread: generated.thread)
        return count
    }

    override func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { try write(&buffer) }

    override func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 {
        guard whence == .SEEK_SET || whence == .SEEK_CUR else { throw .EINVAL }
        return try super.seek(offset, whence)
    }
}
