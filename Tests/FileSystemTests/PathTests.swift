import LinuxABI
import Testing

@testable import FileSystem

@Suite struct PathTests {
    @Test func walksDotsSlashesAndLinks() throws {
        let tree = try Tree()
        try tree.mkdir("/a")
        try tree.mkdir("/a/b")
        try tree.write("/a/b/f", "x")
        try tree.symlink("b/f", "/a/rel")
        try tree.symlink("/a/b", "/abs")
        let file = try tree.walk("/a/b/f")
        for path in ["//a///b/f", "/a/./b/../b/f", "/a/rel", "/abs/f", "/abs/../b/f", "/../../a/b/f", "a/b/f"] {
            #expect(try tree.walk(path).inode === file.inode, "\(path)")
        }
        #expect(try tree.walk("/abs", .keep).inode.isSymbolicLink)
        #expect(try tree.walk("/abs/", .keep).inode.isDirectory)
    }

    @Test func givesTheErrorsOfPathResolution() throws {
        let tree = try Tree()
        try tree.write("/f", "x")
        try tree.symlink("loop", "/loop")
        try tree.symlink("nowhere", "/dangling")
        #expect(errno { () throws(Errno) in _ = try tree.walk("") } == .ENOENT)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/f/") } == .ENOTDIR)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/f/x") } == .ENOTDIR)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/f/..") } == .ENOTDIR)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/no/x") } == .ENOENT)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/loop") } == .ELOOP)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/dangling") } == .ENOENT)
        let long = String(repeating: "n", count: 256)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/" + long) } == .ENAMETOOLONG)
        #expect(errno { () throws(Errno) in _ = try tree.walk(String(repeating: "/x", count: 2100)) } == .ENAMETOOLONG)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/" + long.dropFirst()) } == .ENOENT)
    }

    @Test func followsFortyLinksAndNoMore() throws {
        let tree = try Tree()
        try tree.write("/end", "x")
        try tree.symlink("/end", "/l0")
        for index in 1...40 { try tree.symlink("/l\(index - 1)", "/l\(index)") }
        #expect(try tree.contents("/l39") == "x")
        #expect(errno { () throws(Errno) in _ = try tree.walk("/l40") } == .ELOOP)
    }

    @Test func rememberedPathsFollowRenamesAndRemovals() throws {
        let tree = try Tree()
        try tree.mkdir("/d")
        try tree.write("/d/f", "one")
        #expect(try tree.contents("/d/f") == "one")
        #expect(try tree.contents("/d/f") == "one")
        try tree.rename("/d/f", "/d/g")
        #expect(errno { () throws(Errno) in _ = try tree.walk("/d/f") } == .ENOENT)
        #expect(try tree.contents("/d/g") == "one")
        try tree.write("/d/f", "two")
        #expect(try tree.contents("/d/f") == "two")
        try tree.unlink("/d/f")
        #expect(errno { () throws(Errno) in _ = try tree.walk("/d/f") } == .ENOENT)
        try tree.rename("/d", "/e")
        #expect(try tree.contents("/e/g") == "one")
        #expect(errno { () throws(Errno) in _ = try tree.walk("/d/g") } == .ENOENT)
    }

    @Test func crossesMountsBothWays() throws {
        let tree = try Tree()
        try tree.mkdir("/tmp")
        try tree.write("/tmp/hidden", "x")
        try tree.namespace.mount(TmpSuperblock(tree.services, minor: 3), on: "/tmp")
        #expect(errno { () throws(Errno) in _ = try tree.walk("/tmp/hidden") } == .ENOENT)
        try tree.write("/tmp/seen", "y")
        #expect(try tree.contents("/tmp/../tmp/seen") == "y")
        #expect(try tree.walk("/tmp/..").inode === tree.walk("/").inode)
        #expect(errno { () throws(Errno) in try tree.rmdir("/tmp") } == .EBUSY)
        try tree.write("/f", "z")
        #expect(errno { () throws(Errno) in try tree.rename("/f", "/tmp/f") } == .EXDEV)
        #expect(errno { () throws(Errno) in try tree.link("/f", "/tmp/f") } == .EXDEV)
    }

    @Test func workingDirectoryHasAPathUntilItIsRemoved() throws {
        let tree = try Tree()
        try tree.mkdir("/a")
        try tree.mkdir("/a/b")
        try tree.context.changeDirectory(Array("/a/b".utf8).span)
        #expect(try tree.context.workingDirectoryPath() == Array("/a/b".utf8))
        try tree.rename("/a", "/c")
        #expect(try tree.context.workingDirectoryPath() == Array("/c/b".utf8))
        try tree.rmdir("/c/b")
        #expect(errno { () throws(Errno) in _ = try tree.context.workingDirectoryPath() } == .ENOENT)
        #expect(errno { () throws(Errno) in _ = try tree.open("x", [.O_CREAT, .O_WRONLY]) } == .ENOENT)
    }

    @Test func restrictedWalksStayBelowTheirStart() throws {
        let tree = try Tree()
        try tree.mkdir("/jail")
        try tree.write("/secret", "s")
        try tree.write("/jail/secret", "j")
        try tree.symlink("/secret", "/jail/out")
        let jail = try tree.walk("/jail")
        func open(_ path: String, _ resolve: ResolveFlags) throws(Errno) -> String {
            try tree.context.open(Array(path.utf8).span, from: jail, [], [], resolve: resolve).readAll()
        }
        #expect(errno { () throws(Errno) in _ = try open("../secret", .RESOLVE_BENEATH) } == .EXDEV)
        #expect(errno { () throws(Errno) in _ = try open("out", .RESOLVE_BENEATH) } == .EXDEV)
        #expect(errno { () throws(Errno) in _ = try open("out", .RESOLVE_NO_SYMLINKS) } == .ELOOP)
        #expect(try open("../secret", .RESOLVE_IN_ROOT) == "j")
        #expect(try open("out", .RESOLVE_IN_ROOT) == "j")
    }
}
