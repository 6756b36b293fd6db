import Bytes
import LinuxABI
import Sync
import Testing

@testable import FileSystem

@Suite struct DeviceTests {
    final class FakeConsole: ConsoleDevice {
        var written: [(ConsoleChannel, [UInt8])] = []
        var input: [UInt8] = []
        var ended = false
        let waiters = WaitQueue()

        func write(_ channel: ConsoleChannel, _ buffer: inout UserBuffer) throws(Errno) -> Int {
            let count = buffer.count
            var bytes = [UInt8](repeating: 0, count: count)
            try buffer.read(into: &bytes, at: 0, count: count)
            written.append((channel, bytes))
            return count
        }
        func read(_ buffer: inout UserBuffer) throws(Errno) -> Int {
            let count = try buffer.write(input)
            input.removeFirst(count)
            return count
        }
        func inputCount() -> Int { input.count }
        func hasRoom(_ channel: ConsoleChannel) -> Bool { true }
        let canWait = true
        func inputEnded() -> Bool { ended && input.isEmpty }
    }

    private func make(terminals: StandardStreams) throws -> (Tree, FakeConsole) {
        let tree = try Tree()
        let console = FakeConsole()
        try tree.mkdir("/dev")
        let terminal = terminals.isEmpty ? nil : Terminal(console, window: WindowSize(rows: 24, columns: 80), group: 1)
        try tree.namespace.mount(DeviceTree.make(tree.services, terminal: terminal), on: "/dev")
        try tree.descriptors.openStandardStreams(
            console, terminal: terminal, terminals: terminals, tree.context, tree.anonymous)
        return (tree, console)
    }

    @Test func memoryDevicesDoAsTheManualSays() throws {
        let (tree, _) = try make(terminals: [])
        let null = try tree.open("/dev/null", .O_RDWR)
        #expect(try null.write("gone") == 4)
        #expect(try null.read(10) == [])
        let zero = try tree.open("/dev/zero", .O_RDWR)
        #expect(try zero.read(3) == [0, 0, 0])
        let full = try tree.open("/dev/full", .O_RDWR)
        #expect(errno { () throws(Errno) in _ = try full.write("x") } == .ENOSPC)
        let random = try tree.open("/dev/urandom")
        #expect(try random.read(16) != random.read(16))
        #expect(try tree.walk("/dev/null").inode.specialDevice == DeviceNumber(major: 1, minor: 3))
        #expect(try zero.mapping([.PROT_READ, .PROT_WRITE], isShared: true).frame(at: 7, for: .write) != nil)
        #expect(errno { () throws(Errno) in _ = try null.mapping(.PROT_READ, isShared: false) } == .ENODEV)
        #expect(errno { () throws(Errno) in _ = try tree.open("/dev/tty") } == .ENXIO)
    }

    @Test func streamsThatAreNoTerminalLookLikePipes() throws {
        let (tree, console) = try make(terminals: [])
        let (input, output, error) = (
            try tree.descriptors.file(0), try tree.descriptors.file(1), try tree.descriptors.file(2)
        )
        #expect(input.inode.type == .fifo)
        #expect(!output.isTerminal)
        #expect(errno { () throws(Errno) in _ = try output.control(.TCGETS, 0) } == .ENOTTY)
        #expect(errno { () throws(Errno) in _ = try input.seek(0, .SEEK_CUR) } == .ESPIPE)
        _ = try output.write("o")
        _ = try error.write("e")
        #expect(console.written.map(\.0) == [.output, .error])
        console.input = [1, 2, 3]
        #expect(input.readiness() == [.POLLIN, .POLLRDNORM])
        #expect(try input.read(2) == [1, 2])
        #expect(try input.read(2) == [3])
        input.flags.insert(.O_NONBLOCK)
        #expect(errno { () throws(Errno) in _ = try input.read(2) } == .EAGAIN)
        console.ended = true
        #expect(try input.read(2) == [])
        #expect(input.readiness() == .POLLHUP)
    }

    @Test func terminalKeepsItsSettings() throws {
        let (tree, _) = try make(terminals: [.input, .output])
        let input = try tree.descriptors.file(0)
        #expect(input.isTerminal)
        #expect(input.displayName() == Array("/dev/console".utf8))
        #expect(!(try tree.descriptors.file(2)).isTerminal)
        let room = UnsafeMutablePointer<Termios>.allocate(capacity: 1)
        defer { room.deallocate() }
        room.initialize(to: Termios())
        #expect(try input.control(.TCGETS, UInt(bitPattern: room)) == 0)
        room.pointee.local.remove(.ECHO)
        #expect(try input.control(.TCSETSW, UInt(bitPattern: room)) == 0)
        room.pointee = Termios()
        #expect(try tree.descriptors.file(1).control(.TCGETS, UInt(bitPattern: room)) == 0)
        #expect(!room.pointee.local.contains(.ECHO))
        #expect(errno { () throws(Errno) in _ = try input.control(.TCGETS, 0) } == .EFAULT)
    }
}
