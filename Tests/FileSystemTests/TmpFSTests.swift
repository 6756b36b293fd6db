import Bytes
import Foundation
import LinuxABI
import Randomness
import Testing

@testable import FileSystem

@Suite struct TmpFSTests {
    @Test func renamesWithAllItsRules() throws {
        let tree = try Tree()
        try tree.mkdir("/a")
        try tree.mkdir("/a/sub")
        try tree.mkdir("/empty")
        try tree.write("/f", "f")
        try tree.write("/g", "g")
        func code(_ old: String, _ new: String, _ flags: RenameFlags = []) -> Errno? {
            errno { () throws(Errno) in try tree.rename(old, new, flags) }
        }
        #expect(code("/f", "/g", .RENAME_NOREPLACE) == .EEXIST)
        #expect(code("/f", "/none", .RENAME_EXCHANGE) == .ENOENT)
        #expect(code("/a", "/a/sub/x") == .EINVAL)
        #expect(code("/a/sub", "/a") == .ENOTEMPTY)
        #expect(code("/f", "/empty") == .EISDIR)
        #expect(code("/empty", "/f") == .ENOTDIR)
        #expect(code("/empty", "/a") == .ENOTEMPTY)
        #expect(code("/f/", "/h") == .ENOTDIR)
        #expect(code("/a/.", "/h") == .EBUSY)
        #expect(code("/f", "/g") == nil)
        #expect(try tree.contents("/g") == "f")
        #expect(code("/g", "/a/sub", .RENAME_EXCHANGE) == nil)
        #expect(try tree.walk("/g").inode.isDirectory)
        #expect(try tree.contents("/a/sub") == "f")
        #expect(try tree.walk("/a").inode.linkCount == 2)
        #expect(try tree.walk("/").inode.linkCount == 5)
        #expect(code("/a", "/empty") == nil)
        #expect(try tree.contents("/empty/sub") == "f")
    }

    @Test func hardLinksShareTheFile() throws {
        let tree = try Tree()
        try tree.write("/f", "one")
        try tree.link("/f", "/g")
        try tree.write("/g", "two")
        #expect(try tree.contents("/f") == "two")
        #expect(try tree.walk("/f").inode.linkCount == 2)
        try tree.unlink("/f")
        #expect(try tree.walk("/g").inode.linkCount == 1)
        try tree.mkdir("/d")
        #expect(errno { () throws(Errno) in try tree.link("/d", "/e") } == .EPERM)
        // Renaming one name of a file to another does nothing.
        try tree.link("/g", "/h")
        try tree.rename("/g", "/h")
        #expect(try tree.contents("/g") == "two")
    }

    @Test func listingSurvivesRemovalsUnderWay() throws {
        let tree = try Tree()
        try tree.mkdir("/d")
        for index in 0..<200 { try tree.write("/d/\(index)", "") }
        let open = try tree.open("/d", .O_DIRECTORY)
        var seen: [String] = []
        var removed = 0
        while true {
            let (got, bytes) = try withRoom(300) { (buffer) throws(Errno) in
                var entries = DirectoryEntries(buffer, .dirent64)
                try open.readDirectory(&entries)
                return try entries.result()
            }
            if got == 0 { break }
            var place = 0
            while place < got {
                let length = Int(bytes[place + 16]) | Int(bytes[place + 17]) << 8
                seen.append(String(decoding: bytes[(place + 19)..<(place + length)].prefix { $0 != 0 }, as: UTF8.self))
                place += length
            }
            for name in seen where name != "." && name != ".." && (try? tree.walk("/d/" + name)) != nil {
                try tree.unlink("/d/" + name)
                removed += 1
            }
        }
        #expect(seen.count == 202)
        #expect(Set(seen).count == 202)
        #expect(removed == 200)
        try tree.rmdir("/d")
    }

    @Test func fallocateReservesAndPunches() throws {
        let tree = try Tree()
        let file = try tree.open("/f", [.O_CREAT, .O_RDWR])
        try file.inode.allocate([], 0, 10000)
        #expect(file.inode.size == 10000)
        #expect(tree.pages.inUse == 3)
        try file.inode.allocate(.FALLOC_FL_KEEP_SIZE, 10000, 10000)
        #expect(file.inode.size == 10000)
        #expect(tree.pages.inUse == 5)
        _ = try file.write([UInt8](repeating: 7, count: 10000), at: 0)
        try file.inode.allocate([.FALLOC_FL_PUNCH_HOLE, .FALLOC_FL_KEEP_SIZE], 100, 8000)
        let bytes = try file.read(10000, at: 0)
        #expect(
            bytes == [UInt8](repeating: 7, count: 100) + [UInt8](repeating: 0, count: 8000)
                + [UInt8](repeating: 7, count: 1900))
        #expect(
            errno { () throws(Errno) in try file.inode.allocate(.FALLOC_FL_COLLAPSE_RANGE, 0, 4096) } == .EOPNOTSUPP)
    }

    @Test func isFullAtHalfOfMemory() throws {
        let tree = try Tree { services in
            (services.pages as! FakePages).total = 64
            return TmpSuperblock(services, minor: 9)
        }
        let file = try tree.open("/f", [.O_CREAT, .O_WRONLY])
        let block = [UInt8](repeating: 1, count: 40 * 4096)
        #expect(try file.write(block) == 32 * 4096)
        #expect(errno { () throws(Errno) in _ = try file.write(block) } == .ENOSPC)
        try file.truncate(to: 0)
        #expect(try file.write([1], at: 0) == 1)
    }

    @Test func sealsHold() throws {
        let tree = try Tree()
        let memory = TmpSuperblock(tree.services, minor: 8)
        let file = try memory.memoryFile(Array("test".utf8), canSeal: true)
        #expect(file.displayName() == Array("/memfd:test (deleted)".utf8))
        _ = try file.write("data")
        try (file.inode as! TmpFile).addSeals([.F_SEAL_GROW, .F_SEAL_SHRINK])
        #expect(errno { () throws(Errno) in _ = try file.write("more") } == .EPERM)
        #expect(errno { () throws(Errno) in try file.truncate(to: 1) } == .EPERM)
        #expect(try file.write([65], at: 0) == 1)
        try (file.inode as! TmpFile).addSeals([.F_SEAL_WRITE, .F_SEAL_SEAL])
        #expect(errno { () throws(Errno) in _ = try file.write([65], at: 0) } == .EPERM)
        #expect(errno { () throws(Errno) in try (file.inode as! TmpFile).addSeals(.F_SEAL_GROW) } == .EPERM)
    }

    /// The same random operations on a tmpfs and on the host's file system, with the same results.
    /// With odd seeds the tmpfs lies over an image that has some of the files already.
    @Test(arguments: 1...8) func doesAsTheHostDoes(_ seed: Int) throws {
        let base = NSTemporaryDirectory() + "apus-tmpfs-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: base) }
        var dice = SplitMix(seed: UInt64(seed))
        let tree = try seed % 2 == 0 ? Tree() : overlay(base)
        let names = [
            "a", "b", "c", "a/x", "a/y", "b/x", "b/y", "c/x", "a/x/p", "b/x/p", "a/x/q", ".", "a/", "b/x/", "a/..",
            "b/.", "l", "l/x",
        ]
        func host(_ result: Int32) -> Int32 { result == 0 ? 0 : errnoOfHost() }
        func ours(_ body: () throws(Errno) -> Void) -> Int32 { errno(body)?.rawValue ?? 0 }
        for step in 0..<1500 {
            let one = names.randomElement(using: &dice)!
            let two = names.randomElement(using: &dice)!
            var (mine, theirs): (Int32, Int32) = (0, 0)
            let what = Int.random(in: 0..<11, using: &dice)
            switch what {
            case 0, 1:
                mine = ours { () throws(Errno) in try tree.mkdir("/" + one) }
                theirs = host(Foundation.mkdir(base + "/" + one, 0o755))
            case 2:
                mine = ours { () throws(Errno) in try tree.rmdir("/" + one) }
                // Removing the host's base directory itself cannot be compared.
                if one == "." || one == "a/.." { continue }
                theirs = host(Foundation.rmdir(base + "/" + one))
            case 3:
                mine = ours { () throws(Errno) in try tree.unlink("/" + one) }
                theirs = host(Foundation.unlink(base + "/" + one))
            case 4, 5:
                if [one, two].contains(".") || one == "a/.." || two == "a/.." { continue }
                mine = ours { () throws(Errno) in try tree.rename("/" + one, "/" + two) }
                theirs = host(Foundation.rename(base + "/" + one, base + "/" + two))
            case 6:
                mine = ours { () throws(Errno) in try tree.link("/" + one, "/" + two) }
                theirs = host(Foundation.link(base + "/" + one, base + "/" + two))
            case 7:
                mine = ours { () throws(Errno) in try tree.symlink(two, "/" + one) }
                theirs = host(Foundation.symlink(two, base + "/" + one))
            case 8:
                let offset = Int64.random(in: 0..<20000, using: &dice)
                let bytes = [UInt8](
                    repeating: UInt8(truncatingIfNeeded: step), count: Int.random(in: 0..<6000, using: &dice))
                mine = ours { () throws(Errno) in
                    let file = try tree.open("/" + one, [.O_CREAT, .O_RDWR])
                    _ = try file.write(bytes, at: offset)
                }
                let fd = Foundation.open(base + "/" + one, O_CREAT | O_RDWR, 0o644)
                theirs = fd < 0 ? errnoOfHost() : 0
                if fd >= 0 {
                    _ = pwrite(fd, bytes, bytes.count, off_t(offset))
                    Foundation.close(fd)
                }
            case 9:
                let size = Int64.random(in: 0..<20000, using: &dice)
                mine = ours { () throws(Errno) in try tree.context.truncate(Array(("/" + one).utf8).span, to: size) }
                theirs = host(Foundation.truncate(base + "/" + one, off_t(size)))
            default:
                var mySize: Int64 = -1
                var myBytes: [UInt8] = []
                mine = ours { () throws(Errno) in
                    let file = try tree.open("/" + one)
                    if file.inode.type == .regular {
                        mySize = file.inode.size
                        myBytes = try file.readBytes()
                    }
                }
                let fd = Foundation.open(base + "/" + one, O_RDONLY)
                theirs = fd < 0 ? errnoOfHost() : 0
                if fd >= 0 {
                    var info = stat()
                    fstat(fd, &info)
                    if info.st_mode & S_IFMT == S_IFREG {
                        let same = [UInt8](FileManager.default.contents(atPath: base + "/" + one) ?? Data()) == myBytes
                        #expect(mySize == Int64(info.st_size) && same)
                    }
                    Foundation.close(fd)
                }
            }
            if mine != theirs {
                Issue.record("seed \(seed) step \(step) what \(what) \(one) \(two): ours \(mine), the host's \(theirs)")
                return
            }
        }
    }

    /// Fills `base`, and makes a tree over an image of it.
    private func overlay(_ base: String) throws -> Tree {
        for directory in ["a/x", "b"] {
            try FileManager.default.createDirectory(atPath: base + "/" + directory, withIntermediateDirectories: true)
        }
        for (name, size) in [("a/y", 9000), ("b/x", 4096), ("c", 0), ("a/x/p", 12345)] {
            try Data((0..<size).map { UInt8(truncatingIfNeeded: $0 * 7) }).write(
                to: URL(fileURLWithPath: base + "/" + name))
        }
        try FileManager.default.createSymbolicLink(atPath: base + "/l", withDestinationPath: "a")
        try FileManager.default.linkItem(atPath: base + "/b/x", toPath: base + "/b/y")
        let image = try ErofsTests.makeImage(of: base, ["-Enoinline_data"])
        return try Tree {
            try TmpSuperblock(
                $0, minor: 30,
                over: ErofsSuperblock(image: FileBytes(image), firstFrame: PageFrame(rawValue: 1000), services: $0))
        }
    }

    private func errnoOfHost() -> Int32 { Foundation.errno }
}
