import Bytes
import Foundation
import LinuxABI
import Testing

@testable import FileSystem

/// A writable tree over an EROFS image.
@Suite struct OverlayTests {
    private func make() throws -> (Tree, ErofsTests.Source) {
        let source = try ErofsTests.Source()
        let image = try source.image(["-Enoinline_data"])
        let tree = try Tree {
            try TmpSuperblock(
                $0, minor: 30,
                over: ErofsSuperblock(image: FileBytes(image), firstFrame: PageFrame(rawValue: 1000), services: $0))
        }
        return (tree, source)
    }

    @Test func showsTheImageUnchanged() throws {
        let (tree, source) = try make()
        let enumerator = try #require(FileManager.default.enumerator(atPath: source.path))
        for case let relative as String in enumerator {
            let host = source.path + "/" + relative
            let inode = try tree.walk("/" + relative, .keep).inode
            if inode.type == .regular {
                #expect(
                    try tree.open("/" + relative).readBytes()
                        == [UInt8](try Data(contentsOf: URL(fileURLWithPath: host))))
            } else if inode.isDirectory {
                let names = try tree.names("/" + relative).sorted()
                #expect(names == ([".", ".."] + (try FileManager.default.contentsOfDirectory(atPath: host))).sorted())
            }
        }
        #expect(tree.pages.inUse == 0)
        #expect(try tree.walk("/hard").inode === tree.walk("/etc/size-10000").inode)
        #expect(try tree.walk("/etc/size-10000").inode.contiguousBytes() != nil)
        #expect(try tree.walk("/etc/size-10000").inode.residentRun(at: 1, limit: 9)?.count == 2)
    }

    @Test func writesCopyOnlyTheirPages() throws {
        let (tree, _) = try make()
        let before = try tree.open("/etc/size-100000").readBytes()
        let file = try tree.open("/etc/size-100000", .O_RDWR)
        _ = try file.write([1, 2, 3], at: 50_000)
        #expect(tree.pages.inUse == 1)
        var expected = before
        expected.replaceSubrange(50_000..<50_003, with: [1, 2, 3])
        #expect(try tree.open("/etc/size-100000").readBytes() == expected)
        #expect(try tree.open("/etc/size-100000").readBytes().count == 100_000)
        try file.truncate(to: 60_001)
        try file.truncate(to: 70_000)
        expected = Array(expected[..<60_001]) + [UInt8](repeating: 0, count: 9_999)
        #expect(try tree.open("/etc/size-100000").readBytes() == expected)
        _ = try file.write([9], at: 61_000)
        expected[61_000] = 9
        #expect(try tree.open("/etc/size-100000").readBytes() == expected)
        try file.inode.allocate([.FALLOC_FL_PUNCH_HOLE, .FALLOC_FL_KEEP_SIZE], 0, 4096)
        expected.replaceSubrange(0..<4096, with: [UInt8](repeating: 0, count: 4096))
        #expect(try tree.open("/etc/size-100000").readBytes() == expected)
    }

    @Test func namesChangeOverTheImage() throws {
        let (tree, _) = try make()
        try tree.unlink("/many/file-5-with-a-long-name")
        #expect(errno { () throws(Errno) in _ = try tree.walk("/many/file-5-with-a-long-name") } == .ENOENT)
        #expect(try tree.names("/many").count == 701)
        try tree.write("/many/file-5-with-a-long-name", "back")
        #expect(try tree.contents("/many/file-5-with-a-long-name") == "back")
        #expect(try tree.names("/many").count == 702)
        try tree.rename("/etc/size-4096", "/moved")
        #expect(try tree.open("/moved").readBytes().count == 4096)
        try tree.write("/new", "n")
        try tree.mkdir("/etc/deep/er/yet")
        try tree.write("/etc/deep/er/yet/f", "f")
        #expect(errno { () throws(Errno) in try tree.rmdir("/etc/deep") } == .ENOTEMPTY)
        try tree.rename("/etc/deep", "/deep")
        #expect(try tree.contents("/deep/er/yet/f") == "f")
        let all = try tree.names("/")
        #expect(Set(all).count == all.count)
        try tree.walk("/hard").inode.setPermissions(FileMode(rawValue: 0o600))
        #expect(try tree.walk("/etc/size-10000").inode.mode.permissions.rawValue == 0o600)
    }

    @Test func numbersNeverMeet() throws {
        let (tree, _) = try make()
        var seen: Set<UInt64> = []
        for name in try tree.names("/many") where name.hasPrefix("file") {
            #expect(seen.insert(try tree.walk("/many/" + name).inode.number).inserted)
        }
        for index in 0..<100 {
            try tree.write("/made-\(index)", "")
            #expect(seen.insert(try tree.walk("/made-\(index)").inode.number).inserted)
        }
    }

    @Test func mappingsShowTheImageUntilWritten() throws {
        let (tree, _) = try make()
        let inode = try tree.walk("/etc/size-10000").inode
        let shown = try #require(try inode.frame(at: 0, for: .read))
        #expect(shown.rawValue >= 1000)
        let own = try #require(try inode.frame(at: 0, for: .write))
        #expect(own != shown)
        #expect(try inode.frame(at: 0, for: .read) == own)
        #expect(try inode.frame(at: 3, for: .read) == nil)
        #expect(inode.residentRun(at: 0, limit: 3) == nil)
    }
}
