import LinuxABI
import Testing

@testable import FileSystem

@Suite struct DescriptorTests {
    @Test func lowestFreeDescriptorIsTaken() throws {
        let tree = try Tree()
        let table = tree.descriptors
        let file = try tree.open("/", .O_DIRECTORY)
        for expected in 0..<200 { #expect(try table.install(file, closeOnExec: false) == Int32(expected)) }
        try table.close(130)
        try table.close(7)
        try table.close(64)
        #expect(try table.install(file, closeOnExec: false, from: 10) == 64)
        #expect(try table.install(file, closeOnExec: true) == 7)
        #expect(try table.install(file, closeOnExec: false) == 130)
        #expect(try table.install(file, closeOnExec: false) == 200)
        #expect(try table.closesOnExec(7))
        #expect(try !table.closesOnExec(64))
        try table.close(7)
        #expect(try table.install(file, closeOnExec: false) == 7)
        #expect(try !table.closesOnExec(7))
    }

    @Test func limitGivesEMFILE() throws {
        let tree = try Tree()
        let table = tree.descriptors
        table.limit = 3
        let file = try tree.open("/", .O_DIRECTORY)
        for _ in 0..<3 { _ = try table.install(file, closeOnExec: false) }
        #expect(errno { () throws(Errno) in _ = try table.install(file, closeOnExec: false) } == .EMFILE)
        #expect(errno { () throws(Errno) in try table.replace(3, file, closeOnExec: false) } == .EBADF)
        try table.replace(2, file, closeOnExec: false)
        #expect(errno { () throws(Errno) in _ = try table.file(3) } == .EBADF)
        #expect(errno { () throws(Errno) in _ = try table.file(-1) } == .EBADF)
    }

    @Test func rangeIsClosedOrMarked() throws {
        let tree = try Tree()
        let table = tree.descriptors
        let file = try tree.open("/", .O_DIRECTORY)
        for _ in 0..<10 { _ = try table.install(file, closeOnExec: false) }
        table.closeRange(2...4, markOnly: true)
        #expect(try table.closesOnExec(3))
        table.closeRange(5...UInt32.max, markOnly: false)
        #expect(table.descriptors() == [0, 1, 2, 3, 4])
    }

    @Test func wholeFileLocksExcludeEachOther() throws {
        let tree = try Tree()
        let one = try tree.open("/f", [.O_CREAT, .O_RDWR])
        var two: OpenFile? = try tree.open("/f", .O_RDWR)
        try one.lock(.LOCK_SH)
        try two!.lock(.LOCK_SH)
        #expect(errno { () throws(Errno) in try one.lock([.LOCK_EX, .LOCK_NB]) } == .EAGAIN)
        try one.lock(.LOCK_SH)
        two = nil
        try one.lock([.LOCK_EX, .LOCK_NB])
        #expect(errno { () throws(Errno) in try one.lock(.LOCK_NB) } == .EINVAL)
    }

    @Test func recordLocksSplitMergeAndConflict() throws {
        let tree = try Tree()
        let file = try tree.open("/f", [.O_CREAT, .O_RDWR])
        let (me, other) = (LockOwner.process(1), LockOwner.process(2))
        try file.setLock(.F_WRLCK, 0..<100, me, waits: false)
        try file.setLock(.F_UNLCK, 40..<60, me, waits: false)
        func free(_ range: Range<Int64>, exclusive: Bool = true) -> Bool {
            file.lockConflict(RecordLock(owner: other, isExclusive: exclusive, range: range)) == nil
        }
        #expect(!free(0..<1))
        #expect(free(40..<60))
        #expect(!free(59..<61))
        try file.setLock(.F_RDLCK, 0..<10, me, waits: false)
        #expect(free(0..<10, exclusive: false))
        #expect(!free(0..<11, exclusive: false))
        #expect(file.lockConflict(RecordLock(owner: me, isExclusive: true, range: 0..<100)) == nil)
        #expect(errno { () throws(Errno) in try file.setLock(.F_WRLCK, 5..<7, other, waits: false) } == .EAGAIN)
        #expect(
            errno { () throws(Errno) in try file.setLock(.F_WRLCK, 5..<7, file.lockOwner, waits: false) } == .EAGAIN)
        // Closing any descriptor of the file lets a process's locks go.
        let descriptor = try tree.descriptors.install(try tree.open("/f"), closeOnExec: false)
        try tree.descriptors.close(descriptor)
        #expect(free(0..<100))
    }
}
