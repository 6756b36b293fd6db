import Bytes
import LinuxABI
import Testing

@testable import FileSystem

/// Frames as arrays.
final class FakePages: PageStore {
    private var frames: [UInt: [UInt8]] = [:]
    private var last: UInt = 0
    var total = 4096
    var inUse: Int { frames.count }

    func allocate() throws(Errno) -> PageFrame {
        guard frames.count < total else { throw .ENOMEM }
        last += 1
        frames[last] = [UInt8](repeating: 0, count: 4096)
        return PageFrame(rawValue: last)
    }
    func release(_ page: PageFrame) { frames[page.rawValue] = nil }
    func copyIn(_ page: PageFrame, _ offset: Int, _ count: Int, _ buffer: inout UserBuffer) throws(Errno) -> Int {
        var bytes = frames[page.rawValue]!
        defer { frames[page.rawValue] = bytes }
        return try buffer.read(into: &bytes, at: offset, count: count)
    }
    func copyOut(_ page: PageFrame, _ offset: Int, _ count: Int, _ buffer: inout UserBuffer) throws(Errno) -> Int {
        try buffer.write(frames[page.rawValue]!, from: offset, count: count)
    }
    func zero(_ page: PageFrame, _ offset: Int, _ count: Int) {
        for index in offset..<offset + count { frames[page.rawValue]![index] = 0 }
    }
    func store(_ bytes: RawSpan, _ page: PageFrame, _ offset: Int) {
        for index in 0..<bytes.byteCount { frames[page.rawValue]![offset + index] = bytes.u8(index)! }
    }
    func load(_ page: PageFrame, _ offset: Int, _ count: Int, into bytes: inout [UInt8]) {
        bytes += frames[page.rawValue]![offset..<offset + count]
    }
    func statistics() -> (total: Int, free: Int) { (total, total - frames.count) }
}

/// A clock that advances by a second at each look.
final class FakeClock: FileClock {
    var seconds: Int64 = 1_000_000
    func now() -> TimeSpec {
        seconds += 1
        return TimeSpec(seconds: seconds)
    }
}

final class FakeEntropy: EntropySource {
    var state: UInt64 = 1
    func fill(_ buffer: inout UserBuffer) throws(Errno) -> Int {
        let count = buffer.count
        while buffer.count > 0 { try buffer.write([UInt8(truncatingIfNeeded: next() >> 32)]) }
        return count
    }
    func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}

/// A tree with a tmpfs at its root, and what it stands on.
struct Tree {
    let pages = FakePages()
    let services: FileServices
    let namespace: MountNamespace
    let context: FileSystemContext
    let descriptors = DescriptorTable(process: 1)
    let anonymous: AnonymousSuperblock

    init() throws {
        services = FileServices(pages: pages, clock: FakeClock(), entropy: FakeEntropy())
        namespace = try MountNamespace(root: TmpSuperblock(services, minor: 2, permissions: FileMode(rawValue: 0o755)))
        context = FileSystemContext(namespace)
        anonymous = AnonymousSuperblock(clock: services.clock)
    }

    init(root: (FileServices) throws -> Superblock) throws {
        services = FileServices(pages: pages, clock: FakeClock(), entropy: FakeEntropy())
        namespace = try MountNamespace(root: try root(services))
        context = FileSystemContext(namespace)
        anonymous = AnonymousSuperblock(clock: services.clock)
    }

    func open(_ path: String, _ flags: OpenFlags = [], _ mode: UInt32 = 0o644) throws(Errno) -> OpenFile {
        try context.open(Array(path.utf8).span, flags, FileMode(rawValue: mode))
    }
    func walk(_ path: String, _ last: LastLink = .follow) throws(Errno) -> Dentry {
        try context.walk(Array(path.utf8).span, last)
    }
    func mkdir(_ path: String, _ mode: UInt32 = 0o755) throws(Errno) {
        try context.make(Array(path.utf8).span, .directory, FileMode(rawValue: mode))
    }
    func symlink(_ target: String, _ path: String) throws(Errno) {
        try context.make(Array(path.utf8).span, .symbolicLink(target: Array(target.utf8)), [])
    }
    func unlink(_ path: String) throws(Errno) { try context.remove(Array(path.utf8).span, .file) }
    func rmdir(_ path: String) throws(Errno) { try context.remove(Array(path.utf8).span, .directory) }
    func rename(_ old: String, _ new: String, _ flags: RenameFlags = []) throws(Errno) {
        try context.rename(Array(old.utf8).span, to: Array(new.utf8).span, flags)
    }
    func link(_ old: String, _ new: String) throws(Errno) {
        try context.link(try walk(old, .keep), Array(new.utf8).span)
    }
    func write(_ path: String, _ text: String) throws(Errno) {
        let file = try open(path, [.O_CREAT, .O_WRONLY, .O_TRUNC])
        _ = try file.write(text)
    }
    func contents(_ path: String) throws(Errno) -> String { try open(path).readAll() }
    func names(_ path: String) throws(Errno) -> [String] { try open(path, .O_DIRECTORY).names() }
}

/// Hands `body` a buffer of `count` bytes; what it leaves there is the second result.
func withRoom<Result>(
    _ count: Int, _ body: (inout UserBuffer) throws(Errno) -> Result
) throws(Errno) -> (Result, [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 16)
    defer { memory.deallocate() }
    memory.initializeMemory(as: UInt8.self, repeating: 0xEE)
    var buffer = UserBuffer(address: UInt(bitPattern: memory.baseAddress), count: count)
    let result = try body(&buffer)
    return (result, Array(memory))
}

/// Hands `body` a buffer that holds `bytes`.
func withBytes(_ bytes: [UInt8], _ body: (inout UserBuffer) throws(Errno) -> Int) throws(Errno) -> Int {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
    defer { memory.deallocate() }
    memory.copyBytes(from: bytes)
    var buffer = UserBuffer(address: UInt(bitPattern: memory.baseAddress), count: bytes.count)
    return try body(&buffer)
}

extension OpenFile {
    func read(_ count: Int) throws(Errno) -> [UInt8] {
        let (got, bytes) = try withRoom(count) { (buffer) throws(Errno) in try read(&buffer) }
        return Array(bytes[..<got])
    }
    func read(_ count: Int, at offset: Int64) throws(Errno) -> [UInt8] {
        let (got, bytes) = try withRoom(count) { (buffer) throws(Errno) in try read(&buffer, at: offset) }
        return Array(bytes[..<got])
    }
    func readBytes() throws(Errno) -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let part = try read(5000)
            if part.isEmpty { return all }
            all += part
        }
    }
    func readAll() throws(Errno) -> String { String(decoding: try readBytes(), as: UTF8.self) }
    func write(_ text: String) throws(Errno) -> Int { try write(Array(text.utf8)) }
    func write(_ bytes: [UInt8]) throws(Errno) -> Int {
        try withBytes(bytes) { (buffer) throws(Errno) in try write(&buffer) }
    }
    func write(_ bytes: [UInt8], at offset: Int64) throws(Errno) -> Int {
        try withBytes(bytes) { (buffer) throws(Errno) in try write(&buffer, at: offset) }
    }
    /// The names in a directory, `.` and `..` included, read through a buffer of `room` bytes at a time.
    func names(room: Int = 256) throws(Errno) -> [String] {
        var result: [String] = []
        while true {
            let (got, bytes) = try withRoom(room) { (buffer) throws(Errno) in
                var entries = DirectoryEntries(buffer, .dirent64)
                try readDirectory(&entries)
                return try entries.result()
            }
            if got == 0 { return result }
            var place = 0
            while place < got {
                let length = Int(bytes[place + 16]) | Int(bytes[place + 17]) << 8
                let name = bytes[(place + 19)..<(place + length)].prefix { $0 != 0 }
                result.append(String(decoding: name, as: UTF8.self))
                place += length
            }
        }
    }
}

/// The error that `body` throws, nil if none.
func errno(_ body: () throws(Errno) -> Void) -> Errno? {
    do throws(Errno) { try body() } catch { return error }
    return nil
}
