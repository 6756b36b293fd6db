import LinuxABI
import Testing

@testable import FileSystem

@Suite struct ProcFSTests {
    /// A process whose texts tell how often they were made.
    final class FakeInformation: ProcessInformation {
        let processNumber: Int32 = 42
        var threadNumbers: [Int32] = [42]
        let runningThread: Int32 = 42
        let processorCount = 2
        let descriptors: DescriptorTable
        let context: FileSystemContext
        var made = 0
        var stored: [UInt8] = []

        init(_ tree: Tree) {
            descriptors = tree.descriptors
            context = tree.context
        }
        func executable() -> Dentry? { try? context.walk(Array("/program".utf8).span) }
        func text(of file: GeneratedText, thread: Int32?) throws(Errno) -> [UInt8] {
            made += 1
            if let thread { return Array("thread \(thread)\n".utf8) }
            return Array("text \(made)\n".utf8)
        }
        func store(_ text: [UInt8], in file: GeneratedText, thread: Int32?) throws(Errno) {
            guard case .name = file else { throw .EACCES }
            stored = text
        }
    }

    private func make() throws -> (Tree, FakeInformation) {
        let tree = try Tree()
        try tree.mkdir("/proc")
        try tree.write("/program", "elf")
        let information = FakeInformation(tree)
        try tree.namespace.mount(ProcSuperblock.process(information, clock: tree.services.clock), on: "/proc")
        return (tree, information)
    }

    @Test func textIsMadeWhenRead() throws {
        let (tree, information) = try make()
        let file = try tree.open("/proc/self/maps")
        #expect(information.made == 0)
        #expect(try file.read(3) == Array("tex".utf8))
        #expect(try file.read(100) == Array("t 1\n".utf8))
        #expect(information.made == 1)
        _ = try file.seek(0, .SEEK_SET)
        #expect(try file.readAll() == "text 2\n")
        #expect(try tree.walk("/proc/self/maps").inode.status().size == 0)
    }

    @Test func linksLeadToFiles() throws {
        let (tree, _) = try make()
        let descriptor = try tree.descriptors.install(try tree.open("/program"), closeOnExec: false)
        #expect(try tree.contents("/proc/self/fd/\(descriptor)") == "elf")
        #expect(try tree.context.readLink(Array("/proc/self/exe".utf8).span) == Array("/program".utf8))
        #expect(try tree.walk("/proc/self/exe").inode === tree.walk("/program").inode)
        #expect(try tree.context.readLink(Array("/proc/self".utf8).span) == Array("42".utf8))
        #expect(try tree.walk("/proc/42/cwd").inode === tree.walk("/").inode)
        #expect(try tree.names("/proc/self/fd") == [".", "..", "0"])
        #expect(try tree.contents("/proc/self/fdinfo/0").hasPrefix("pos:\t0\nflags:\t0"))
        try tree.descriptors.close(descriptor)
        // Nothing of the walk above may have been remembered.
        #expect(errno { () throws(Errno) in _ = try tree.open("/proc/self/fd/\(descriptor)") } == .ENOENT)
        #expect(try tree.names("/proc/self/fd") == [".", ".."])
        #expect(errno { () throws(Errno) in _ = try tree.walk("/proc/self/fd/00") } == .ENOENT)
        #expect(errno { () throws(Errno) in _ = try tree.walk("/proc/43") } == .ENOENT)
    }

    @Test func pipesCanBeOpenedAgain() throws {
        let (tree, _) = try make()
        let (reader, writer) = tree.anonymous.pipe(.O_NONBLOCK)
        _ = try tree.descriptors.install(reader, closeOnExec: false)
        let text = String(decoding: try tree.context.readLink(Array("/proc/self/fd/0".utf8).span), as: UTF8.self)
        #expect(text.hasPrefix("pipe:["))
        let again = try tree.open("/proc/self/fd/0", .O_WRONLY)
        _ = try again.write("more")
        #expect(try reader.read(10) == Array("more".utf8))
        _ = writer
    }

    @Test func whatIsNotWritableSaysSo() throws {
        let (tree, information) = try make()
        _ = try tree.open("/proc/self/comm", .O_WRONLY).write("name")
        #expect(information.stored == Array("name".utf8))
        #expect(errno { () throws(Errno) in _ = try tree.open("/proc/version", .O_WRONLY).write("x") } == .EACCES)
        #expect(errno { () throws(Errno) in try tree.mkdir("/proc/new") } == .ENOENT)
        #expect(errno { () throws(Errno) in try tree.unlink("/proc/version") } == .EPERM)
        #expect(try tree.names("/proc/sys/kernel").contains("osrelease"))
        #expect(try tree.names("/proc/self/task") == [".", "..", "42"])
    }

    @Test func threadsComeAndGo() throws {
        let (tree, information) = try make()
        #expect(errno { () throws(Errno) in _ = try tree.open("/proc/self/task/43/comm") } == .ENOENT)
        information.threadNumbers = [42, 43]
        #expect(try tree.names("/proc/self/task") == [".", "..", "42", "43"])
        #expect(try tree.contents("/proc/self/task/43/comm") == "thread 43\n")
        #expect(try tree.contents("/proc/thread-self/status") == "thread 42\n")
        information.threadNumbers = [42]
        #expect(try tree.names("/proc/self/task") == [".", "..", "42"])
        #expect(errno { () throws(Errno) in _ = try tree.open("/proc/self/task/43/comm") } == .ENOENT)
    }
}
