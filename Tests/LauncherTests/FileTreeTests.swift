import Testing

@testable import ImageBuilder

@Suite struct FileTreeTests {
    @Test func aHostPathKeepsTheLinksOnTheWay() throws {
        let scratch = Scratch()
        try scratch.write("real/bin/tool-1.2", "x")
        try scratch.link("real/bin/tool", to: "tool-1.2")
        try scratch.link("bin", to: "real/bin")
        var tree = FileTree()
        #expect(tree.addAsOnHost("/bin/tool", from: scratch.path) == scratch.path + "/real/bin/tool-1.2")
        #expect(tree["/bin"] == .link(target: "real/bin"))
        #expect(tree["/real/bin/tool"] == .link(target: "tool-1.2"))
        #expect(tree["/real/bin/tool-1.2"] == .file(host: scratch.path + "/real/bin/tool-1.2"))
    }

    @Test func aLoopOfLinksGivesNothing() throws {
        let scratch = Scratch()
        try scratch.link("a", to: "b")
        try scratch.link("b", to: "a")
        var tree = FileTree()
        #expect(tree.addAsOnHost("/a", from: scratch.path) == nil)
    }

    @Test func whatIsPutBelowALinkLandsWhereItPoints() {
        var tree = FileTree()
        tree.addLink("/lib", to: "usr/lib")
        tree.addText("/lib/apus/x", "text")
        #expect(tree["/usr/lib/apus/x"] == .text(Array("text".utf8), mode: 0o644))
        #expect(tree["/usr/lib/apus"] == .directory(mode: 0o755))
        #expect(tree.resolve("/lib/apus/x") == .text(Array("text".utf8), mode: 0o644))
    }

    @Test func aDirectoryGoesInWithAllItsFilesAndLinks() throws {
        let scratch = Scratch()
        try scratch.write("d/one", "1")
        try scratch.write("d/sub/two", "2")
        try scratch.link("d/three", to: "sub/two")
        var tree = FileTree()
        try tree.addTree("/data", host: scratch.path + "/d")
        #expect(tree["/data/one"] == .file(host: scratch.path + "/d/one"))
        #expect(tree["/data/sub/two"] == .file(host: scratch.path + "/d/sub/two"))
        #expect(tree["/data/three"] == .link(target: "sub/two"))
        #expect(tree.inputs.contains(scratch.path + "/d/sub"))
    }

    @Test func aFileThatIsNotThereIsAnError() {
        var tree = FileTree()
        #expect(throws: Failure(.notFound, "/nowhere/x: no such file or directory")) {
            try tree.addTree("/x", host: "/nowhere/x")
        }
    }
}

@Suite struct FileOptionTests {
    @Test(arguments: [
        ("/etc/hostname", "/etc/hostname", "/etc/hostname"), ("/etc/hostname:/h", "/etc/hostname", "/h"),
        ("script.lua", "/home/u/script.lua", "/srv/script.lua"), ("a/b:c", "/home/u/a/b", "/srv/c"),
        ("../x", "/home/u/../x", "/x"),
    ])
    func theOptionNamesAFileOnBothSides(option: String, host: String, guest: String) {
        let file = ImageRequest.File(option: option, hostDirectory: "/home/u", guestDirectory: "/srv")
        #expect(file.host == host)
        #expect(file.guest == guest)
    }
}

@Suite struct PackageTests {
    @Test func dependenciesAreReadWithAlternativesAndVersions() {
        let parsed = DebianPackages.parse(dependencies: " libc6 (>= 2.36), python3.11:any | python3, x,")
        #expect(parsed == [["libc6"], ["python3.11", "python3"], ["x"]])
    }

    @Test func aPackageThatIsNotInstalledIsNamed() {
        var tree = FileTree()
        #expect(throws: Failure.self) { try DebianPackages().files(of: "no-such-package", noting: &tree) }
    }
}
