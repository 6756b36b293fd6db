import LinuxABI
import Randomness
import Testing

@testable import FileSystem

@Suite struct PipeTests {
    @Test func bytesComeOutInOrder() throws {
        let tree = try Tree()
        let (reader, writer) = tree.anonymous.pipe(.O_NONBLOCK)
        var dice = SplitMix(seed: 3)
        var sent: [UInt8] = []
        var received: [UInt8] = []
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 1..<9000, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice)
            }
            if let count = try? writer.write(bytes) { sent += bytes[..<count] }
            if let part = try? reader.read(Int.random(in: 1..<12000, using: &dice)) { received += part }
        }
        while let part = try? reader.read(5000) { received += part }
        #expect(sent == received)
    }

    @Test func smallWritesAreNotTornApart() throws {
        let tree = try Tree()
        let (reader, writer) = tree.anonymous.pipe(.O_NONBLOCK)
        #expect(try writer.write([UInt8](repeating: 1, count: 100_000)) == 65536)
        #expect(errno { () throws(Errno) in _ = try writer.write([1]) } == .EAGAIN)
        _ = try reader.read(4095)
        // A byte of the first page is left: no page is free.
        #expect(errno { () throws(Errno) in _ = try writer.write([UInt8](repeating: 1, count: 4096)) } == .EAGAIN)
        _ = try reader.read(1)
        #expect(try writer.write([UInt8](repeating: 1, count: 4097)) == 4096)
        #expect(!writer.readiness().contains(.POLLOUT))
    }

    @Test func endsTellOfEachOther() throws {
        let tree = try Tree()
        var pair: (reader: PipeFile, writer: PipeFile)? = tree.anonymous.pipe([])
        let reader = pair!.reader
        _ = try pair!.writer.write("last")
        pair = nil
        #expect(reader.readiness() == [.POLLIN, .POLLRDNORM, .POLLHUP])
        #expect(try reader.readAll() == "last")
        pair = tree.anonymous.pipe([])
        let writer = pair!.writer
        pair = nil
        #expect(errno { () throws(Errno) in _ = try writer.write("x") } == .EPIPE)
        #expect(writer.readiness().contains(.POLLERR))
    }

    @Test func capacityCanBeSet() throws {
        let tree = try Tree()
        let (reader, writer) = tree.anonymous.pipe(.O_NONBLOCK)
        #expect(try reader.setCapacity(5000) == 8192)
        #expect(try writer.write([UInt8](repeating: 1, count: 10000)) == 8192)
        #expect(errno { () throws(Errno) in _ = try reader.setCapacity(4096) } == .EBUSY)
        #expect(try reader.setCapacity(65537) == 131072)
        #expect(try writer.write([UInt8](repeating: 2, count: 200_000)) == 131072 - 8192)
        _ = try reader.read(130_000)
        #expect(try reader.setCapacity(4096) == 4096)
        #expect(try reader.read(5000).count == 1072)
        #expect(errno { () throws(Errno) in _ = try reader.setCapacity(2 << 20) } == .EPERM)
    }

    @Test func fifoNeedsAReaderForNonBlockingWriters() throws {
        let tree = try Tree()
        try tree.context.make(Array("/fifo".utf8).span, .fifo, FileMode(rawValue: 0o644))
        #expect(errno { () throws(Errno) in _ = try tree.open("/fifo", [.O_WRONLY, .O_NONBLOCK]) } == .ENXIO)
        // Nobody else can come: where a thread would wait for ever, the test's parking gives up.
        #expect(errno { () throws(Errno) in _ = try tree.open("/fifo") } == .EDEADLK)
        let reader = try tree.open("/fifo", .O_NONBLOCK)
        #expect(try reader.read(10) == [])
        let writer = try tree.open("/fifo", .O_WRONLY)
        #expect(errno { () throws(Errno) in _ = try reader.read(10) } == .EAGAIN)
        _ = try writer.write("through")
        #expect(try reader.read(10) == Array("through".utf8))
        #expect(errno { () throws(Errno) in _ = try reader.seek(0, .SEEK_SET) } == .ESPIPE)
    }

    @Test func teeLeavesTheSource() throws {
        let tree = try Tree()
        let one = tree.anonymous.pipe(.O_NONBLOCK)
        let two = tree.anonymous.pipe(.O_NONBLOCK)
        _ = try one.writer.write("copied")
        #expect(try one.reader.pipe.duplicate(to: two.reader.pipe, limit: 4, nonBlocking: true) == 4)
        #expect(try two.reader.read(10) == Array("copi".utf8))
        #expect(try one.reader.read(10) == Array("copied".utf8))
    }
}
