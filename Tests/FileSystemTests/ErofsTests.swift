import Bytes
import Foundation
import LinuxABI
import Randomness
import Testing

@testable import FileSystem

/// Images made by `mkfs.erofs`, compared with what they were made from.
@Suite struct ErofsTests {
    /// A directory of the host's with files of awkward sizes and names, removed at the end.
    final class Source {
        let path: String
        init() throws {
            path = NSTemporaryDirectory() + "apus-erofs-" + UUID().uuidString
            let manager = FileManager.default
            try manager.createDirectory(atPath: path + "/etc/deep/er", withIntermediateDirectories: true)
            for size in [0, 1, 31, 100, 4000, 4064, 4095, 4096, 4097, 8192, 10000, 100_000] {
                var dice = SplitMix(seed: UInt64(size))
                let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &dice) }
                try Data(bytes).write(to: URL(fileURLWithPath: path + "/etc/size-\(size)"))
            }
            try manager.createDirectory(atPath: path + "/many", withIntermediateDirectories: false)
            for index in 0..<700 {
                try Data("\(index)".utf8).write(to: URL(fileURLWithPath: path + "/many/file-\(index)-with-a-long-name"))
            }
            try Data("ü".utf8).write(to: URL(fileURLWithPath: path + "/etc/naïve name"))
            try manager.createSymbolicLink(atPath: path + "/etc/link", withDestinationPath: "size-100")
            try manager.createSymbolicLink(
                atPath: path + "/long", withDestinationPath: "etc/" + String(repeating: "./", count: 1900) + "size-1")
            try manager.linkItem(atPath: path + "/etc/size-10000", toPath: path + "/hard")
            try manager.setAttributes([.posixPermissions: 0o4711], ofItemAtPath: path + "/etc/size-31")
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        func image(_ options: [String]) throws -> [UInt8] { try ErofsTests.makeImage(of: path, options) }
    }

    /// The image of a directory of the host's.
    static func makeImage(of path: String, _ options: [String]) throws -> [UInt8] {
        let file = path + ".img"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/mkfs.erofs")
        process.arguments = options + [file, path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    }

    static func tree(_ image: [UInt8]) throws -> Tree {
        try Tree { try ErofsSuperblock(image: FileBytes(image), firstFrame: PageFrame(rawValue: 1000), services: $0) }
    }

    static let layouts: [[String]] = [
        ["-Enoinline_data"], [], ["-Eforce-inode-extended"], ["-Eforce-inode-compact", "-T1234567"],
        ["-x-1", "-Enoinline_data,nosbcrc"],
    ]

    @Test(arguments: layouts) func imageEqualsItsSource(_ options: [String]) throws {
        let source = try Source()
        let tree = try ErofsTests.tree(try source.image(options))
        var compared = 0
        let enumerator = try #require(FileManager.default.enumerator(atPath: source.path))
        for case let relative as String in enumerator {
            let host = source.path + "/" + relative
            var info = stat()
            try #require(lstat(host, &info) == 0)
            let inode = try tree.walk("/" + relative, .keep).inode
            let status = inode.status()
            #expect(status.mode.rawValue == info.st_mode, "\(relative)")
            #expect(status.nlink == UInt64(info.st_nlink), "\(relative)")
            #expect(status.uid == info.st_uid)
            if inode.isSymbolicLink {
                var text = [UInt8](repeating: 0, count: 5000)
                let length = readlink(host, &text, text.count)
                #expect(try inode.target() == Array(text[..<max(length, 0)]))
            } else if inode.isDirectory {
                let names = try tree.names("/" + relative).sorted()
                #expect(names == ([".", ".."] + (try FileManager.default.contentsOfDirectory(atPath: host))).sorted())
            } else {
                #expect(status.size == Int64(info.st_size))
                let bytes = try tree.open("/" + relative).readBytes()
                #expect(bytes == [UInt8](try Data(contentsOf: URL(fileURLWithPath: host))), "\(relative)")
                if let whole = inode.contiguousBytes() {
                    #expect(whole.count == bytes.count)
                    for index in bytes.indices.prefix(5000) { #expect(whole.span.u8(index) == bytes[index]) }
                }
            }
            compared += 1
        }
        #expect(compared > 700)
        #expect(try tree.walk("/hard").inode === tree.walk("/etc/size-10000").inode)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/many/file-700-with-a-long-name") } == .ENOENT)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/a") } == .ENOENT)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/zzz") } == .ENOENT)
    }

    @Test func isReadOnly() throws {
        let tree = try ErofsTests.tree(try Source().image(["-Enoinline_data"]))
        #expect(errno { () throws(Errno) in try tree.mkdir("/x") } == .EROFS)
        #expect(errno { () throws(Errno) in _ = try tree.open("/hard", .O_WRONLY) } == .EROFS)
        #expect(errno { () throws(Errno) in _ = try tree.open("/x", [.O_CREAT, .O_WRONLY]) } == .EROFS)
        #expect(errno { () throws(Errno) in try tree.unlink("/hard") } == .EROFS)
        #expect(errno { () throws(Errno) in try tree.rename("/hard", "/h") } == .EROFS)
        #expect(errno { () throws(Errno) in try tree.walk("/hard").inode.setPermissions([]) } == .EROFS)
        #expect(errno { () throws(Errno) in try tree.context.checkAccess(.W_OK, of: tree.walk("/hard").inode) } == .EROFS)
        #expect(errno { () throws(Errno) in try tree.context.checkAccess(.X_OK, of: tree.walk("/etc/size-31").inode) } == nil)
        #expect(errno { () throws(Errno) in try tree.context.checkAccess(.X_OK, of: tree.walk("/etc/size-1").inode) } == .EACCES)
    }

    @Test(arguments: [["-Enoinline_data"], []]) func mapsWhereItLies(_ options: [String]) throws {
        let image = try Source().image(options)
        let tree = try ErofsTests.tree(image)
        let inode = try tree.walk("/etc/size-10000").inode
        let first = try #require(try inode.frame(at: 0, for: .read))
        let second = try #require(try inode.frame(at: 1, for: .read))
        #expect(second.rawValue == first.rawValue + 1)
        let place = Int(first.rawValue - 1000) * 4096
        #expect(Array(image[place..<place + 4096]) == (try tree.open("/etc/size-10000").read(4096)))
        #expect(try inode.frame(at: 2, for: .read) != nil)
        #expect(try inode.frame(at: 3, for: .read) == nil)
        #expect(errno { () throws(Errno) in _ = try inode.frame(at: 0, for: .write) } == .EROFS)
    }

    @Test func damagedImagesGiveErrorsAndNeverTrap() throws {
        let whole = try Source().image([])
        var dice = SplitMix(seed: 7)
        // Where the metadata is: the data of large files would only waste mutations.
        for round in 0..<600 {
            var image = whole
            for _ in 0..<Int.random(in: 1...8, using: &dice) {
                let place =
                    round % 3 == 0
                    ? Int.random(in: 1024..<1152, using: &dice) : Int.random(in: 1024..<image.count, using: &dice)
                image[place] = [0, 0xFF, 0x7F, 0x80, UInt8.random(in: 0...255, using: &dice)].randomElement(
                    using: &dice)!
            }
            if round % 5 == 0 { image.removeLast(Int.random(in: 0..<image.count, using: &dice)) }
            guard let tree = try? ErofsTests.tree(image) else { continue }
            for path in [
                "/etc/size-10000", "/etc/link", "/long", "/many/file-300-with-a-long-name", "/etc/deep/er", "/hard",
                "/none",
            ] {
                if let file = try? tree.open(path) { _ = try? file.read(20000) }
            }
            for path in ["/", "/many", "/etc"] { _ = try? tree.names(path) }
        }
    }
}
