import Bytes
import LinuxABI
import Sync
import Testing

@testable import FileSystem

@Suite struct PollingTests {
    private func events(_ epoll: EpollFile, limit: Int = 10) -> [UInt64] {
        collect(epoll, limit: limit).map(\.data)
    }

    private func collect(_ epoll: EpollFile, limit: Int = 10) -> [EpollEvent] {
        var room = [EpollEvent](repeating: EpollEvent(events: [], data: 0), count: limit)
        let count = room.withUnsafeMutableBytes {
            try? epoll.collect(UserPointer<EpollEvent>(UInt(bitPattern: $0.baseAddress)), limit: limit)
        }
        return Array(room.prefix(count ?? 0))
    }

    @Test func levelTriggeredReportsWhileReady() throws {
        let tree = try Tree()
        let epoll = tree.anonymous.epoll()
        let (reader, writer) = tree.anonymous.pipe([])
        try epoll.change(.EPOLL_CTL_ADD, 3, reader, .EPOLLIN, 33)
        #expect(events(epoll) == [])
        _ = try writer.write("x")
        #expect(events(epoll) == [33])
        #expect(events(epoll) == [33])
        _ = try reader.read(1)
        #expect(events(epoll) == [])
    }

    @Test func edgeTriggeredReportsEachRiseOnce() throws {
        let tree = try Tree()
        let epoll = tree.anonymous.epoll()
        let event = tree.anonymous.event(0, isSemaphore: false, .O_NONBLOCK)
        try epoll.change(.EPOLL_CTL_ADD, 3, event, [.EPOLLIN, .EPOLLET], 1)
        #expect(events(epoll) == [])
        _ = try event.write([1, 0, 0, 0, 0, 0, 0, 0])
        #expect(events(epoll) == [1])
        #expect(events(epoll) == [])
        _ = try event.read(8)
        #expect(events(epoll) == [])
        _ = try event.write([1, 0, 0, 0, 0, 0, 0, 0])
        #expect(events(epoll) == [1])
    }

    @Test func edgeTriggeredReportsEachWriteToAPipe() throws {
        let tree = try Tree()
        let epoll = tree.anonymous.epoll()
        let (reader, writer) = tree.anonymous.pipe(.O_NONBLOCK)
        try epoll.change(.EPOLL_CTL_ADD, 3, reader, [.EPOLLIN, .EPOLLET], 1)
        for _ in 0..<3 {
            _ = try writer.write("x")
            #expect(events(epoll) == [1])
            #expect(events(epoll) == [])
        }
        // What is read and not written is no event.
        _ = try reader.read(1)
        #expect(events(epoll) == [])
    }

    @Test func changingAnInterestReportsWhatIsThere() throws {
        let tree = try Tree()
        let epoll = tree.anonymous.epoll()
        let event = tree.anonymous.event(1, isSemaphore: false, .O_NONBLOCK)
        try epoll.change(.EPOLL_CTL_ADD, 3, event, [.EPOLLIN, .EPOLLET], 1)
        #expect(events(epoll) == [1])
        #expect(events(epoll) == [])
        try epoll.change(.EPOLL_CTL_MOD, 3, event, [.EPOLLOUT, .EPOLLET], 2)
        #expect(collect(epoll).map(\.events) == [.EPOLLOUT])
    }

    @Test func readyFilesTakeTurns() throws {
        let tree = try Tree()
        let epoll = tree.anonymous.epoll()
        let counters = (0..<5).map { _ in tree.anonymous.event(1, isSemaphore: false, .O_NONBLOCK) }
        for (index, event) in counters.enumerated() {
            try epoll.change(.EPOLL_CTL_ADD, Int32(index), event, .EPOLLIN, UInt64(index))
        }
        #expect(events(epoll, limit: 2) == [0, 1])
        #expect(events(epoll, limit: 2) == [2, 3])
        #expect(events(epoll, limit: 2) == [4, 0])
        _ = try counters[1].read(8)
        #expect(events(epoll, limit: 9) == [2, 3, 4, 0])
    }

    @Test func removedInterestsAndClosedInstancesLeaveNothingBehind() throws {
        let tree = try Tree()
        let event = tree.anonymous.event(0, isSemaphore: false, .O_NONBLOCK)
        let descriptor = try tree.descriptors.install(tree.anonymous.epoll(), closeOnExec: false)
        let epoll = try #require(try tree.descriptors.file(descriptor) as? EpollFile)
        for number in 1...4 as ClosedRange<Int32> { try epoll.change(.EPOLL_CTL_ADD, number, event, .EPOLLIN, UInt64(number)) }
        try epoll.change(.EPOLL_CTL_DEL, 2, event, [], 0)
        _ = try event.write([1, 0, 0, 0, 0, 0, 0, 0])
        #expect(Set(events(epoll)) == [1, 3, 4])
        try tree.descriptors.close(descriptor)
        #expect(event.watchers.isEmpty)
        #expect(event.waiters?.isEmpty == true)
        _ = try event.write([1, 0, 0, 0, 0, 0, 0, 0])
        #expect(events(epoll) == [])
    }

    @Test func anInstanceThatIsWatchedPassesEventsOn() throws {
        let tree = try Tree()
        let (inner, outer) = (tree.anonymous.epoll(), tree.anonymous.epoll())
        let event = tree.anonymous.event(0, isSemaphore: false, .O_NONBLOCK)
        try inner.change(.EPOLL_CTL_ADD, 3, event, .EPOLLIN, 1)
        try outer.change(.EPOLL_CTL_ADD, 4, inner, [.EPOLLIN, .EPOLLET], 2)
        #expect(events(outer) == [])
        _ = try event.write([1, 0, 0, 0, 0, 0, 0, 0])
        #expect(events(outer) == [2])
        #expect(events(outer) == [])
        #expect(events(inner) == [1])
    }

    @Test func anExclusiveInterestPassesAWakeUpOnThatNobodyWaitsFor() throws {
        let tree = try Tree()
        let (idle, waited) = (tree.anonymous.epoll(), tree.anonymous.epoll())
        let (reader, writer) = tree.anonymous.pipe(.O_NONBLOCK)
        try idle.change(.EPOLL_CTL_ADD, 3, reader, [.EPOLLIN, .EPOLLEXCLUSIVE, .EPOLLET], 1)
        try waited.change(.EPOLL_CTL_ADD, 3, reader, [.EPOLLIN, .EPOLLEXCLUSIVE, .EPOLLET], 2)
        let outer = tree.anonymous.epoll()
        try outer.change(.EPOLL_CTL_ADD, 5, waited, .EPOLLIN, 3)
        _ = try writer.write("x")
        #expect(events(outer) == [3])
        #expect(errno { () throws(Errno) in try waited.change(.EPOLL_CTL_MOD, 3, reader, .EPOLLIN, 2) } == .EINVAL)
    }

    @Test func oneShotIsSilentUntilRearmed() throws {
        let tree = try Tree()
        let epoll = tree.anonymous.epoll()
        let event = tree.anonymous.event(5, isSemaphore: false, [])
        try epoll.change(.EPOLL_CTL_ADD, 3, event, [.EPOLLIN, .EPOLLONESHOT], 1)
        #expect(events(epoll) == [1])
        #expect(events(epoll) == [])
        try epoll.change(.EPOLL_CTL_MOD, 3, event, [.EPOLLIN, .EPOLLONESHOT], 2)
        #expect(events(epoll) == [2])
    }

    @Test func closingTheLastDescriptorForgetsTheFile() throws {
        let tree = try Tree()
        let epoll = tree.anonymous.epoll()
        let event = tree.anonymous.event(5, isSemaphore: false, [])
        let first = try tree.descriptors.install(event, closeOnExec: false)
        let second = try tree.descriptors.install(event, closeOnExec: false)
        try epoll.change(.EPOLL_CTL_ADD, first, event, .EPOLLIN, 1)
        try tree.descriptors.close(first)
        #expect(events(epoll) == [1])
        try tree.descriptors.close(second)
        #expect(events(epoll) == [])
    }

    @Test func instancesNestButNotInCircles() throws {
        let tree = try Tree()
        let inner = tree.anonymous.epoll()
        let outer = tree.anonymous.epoll()
        try outer.change(.EPOLL_CTL_ADD, 3, inner, .EPOLLIN, 1)
        #expect(errno { () throws(Errno) in try inner.change(.EPOLL_CTL_ADD, 4, outer, .EPOLLIN, 1) } == .ELOOP)
        #expect(errno { () throws(Errno) in try inner.change(.EPOLL_CTL_ADD, 4, inner, .EPOLLIN, 1) } == .EINVAL)
        try inner.change(.EPOLL_CTL_ADD, 5, tree.anonymous.event(1, isSemaphore: false, []), .EPOLLIN, 2)
        #expect(events(outer) == [1])
    }

    @Test func givesTheErrorsOfEpollCtl() throws {
        let tree = try Tree()
        let epoll = tree.anonymous.epoll()
        let event = tree.anonymous.event(1, isSemaphore: false, [])
        let file = try tree.open("/f", [.O_CREAT, .O_RDWR])
        func code(_ operation: EpollOperation, _ file: OpenFile) -> Errno? {
            errno { () throws(Errno) in try epoll.change(operation, 3, file, .EPOLLIN, 0) }
        }
        #expect(code(.EPOLL_CTL_ADD, file) == .EPERM)
        #expect(code(.EPOLL_CTL_MOD, event) == .ENOENT)
        #expect(code(.EPOLL_CTL_DEL, event) == .ENOENT)
        #expect(code(.EPOLL_CTL_ADD, event) == nil)
        #expect(code(.EPOLL_CTL_ADD, event) == .EEXIST)
        #expect(code(EpollOperation(rawValue: 9), event) == .EINVAL)
    }

    @Test func eventCounterCounts() throws {
        let tree = try Tree()
        let event = tree.anonymous.event(3, isSemaphore: false, .O_NONBLOCK)
        #expect(try event.read(8) == [3, 0, 0, 0, 0, 0, 0, 0])
        #expect(errno { () throws(Errno) in _ = try event.read(8) } == .EAGAIN)
        #expect(errno { () throws(Errno) in _ = try event.read(7) } == .EINVAL)
        #expect(errno { () throws(Errno) in _ = try event.write([UInt8](repeating: 0xFF, count: 8)) } == .EINVAL)
        _ = try event.write([0xFE] + [UInt8](repeating: 0xFF, count: 7))
        #expect(errno { () throws(Errno) in _ = try event.write([1, 0, 0, 0, 0, 0, 0, 0]) } == .EAGAIN)
        let semaphore = tree.anonymous.event(2, isSemaphore: true, .O_NONBLOCK)
        #expect(try semaphore.read(8)[0] == 1)
        #expect(try semaphore.read(8)[0] == 1)
        #expect(errno { () throws(Errno) in _ = try semaphore.read(8) } == .EAGAIN)
    }

    final class FakeTimerClock: TimerClock {
        var now: UInt64 = 1_000_000_000
        func monotonicNanoseconds() -> UInt64 { now }
        var ahead: UInt64 = 1_700_000_000_000_000_000
        func wallNanoseconds() -> UInt64 { now + ahead }
        let wallChanges = WaitQueue()
        let bell = Bell()
        func alarm(for file: TimerFile) -> any TimerAlarm { bell }

        final class Bell: TimerAlarm {
            var deadline: UInt64?
            func set(at deadline: UInt64) { self.deadline = deadline }
            func cancel() { deadline = nil }
        }
    }

    @Test func timersExpireByTheirClock() throws {
        let tree = try Tree()
        let clock = FakeTimerClock()
        let timer = tree.anonymous.timer(clock, isWall: false, .O_NONBLOCK)
        #expect(errno { () throws(Errno) in _ = try timer.read(8) } == .EAGAIN)
        try timer.set(
            IntervalTimerSpec(interval: TimeSpec(nanoseconds: 100), value: TimeSpec(nanoseconds: 1000)), [])
        #expect(clock.bell.deadline == clock.now + 1000)
        #expect(timer.readiness() == [])
        #expect(timer.remaining().value.nanoseconds == 1000)
        clock.now += 1250
        #expect(timer.readiness() == [.POLLIN, .POLLRDNORM])
        #expect(timer.remaining().value.nanoseconds == 50)
        #expect(try timer.read(8)[0] == 3)
        #expect(timer.readiness() == [])
        #expect(clock.bell.deadline == clock.now + 50)
        clock.now += 50
        #expect(try timer.read(8)[0] == 1)
        let wall = tree.anonymous.timer(clock, isWall: true, .O_NONBLOCK)
        let point = TimeSpec(totalNanoseconds: clock.wallNanoseconds() + 10)
        try wall.set(IntervalTimerSpec(value: point), .TIMER_ABSTIME)
        #expect(wall.remaining().value.nanoseconds == 10)
        clock.now += 10
        #expect(try wall.read(8)[0] == 1)
        #expect(errno { () throws(Errno) in _ = try wall.read(8) } == .EAGAIN)
        let bad = IntervalTimerSpec(value: TimeSpec(nanoseconds: -1))
        #expect(errno { () throws(Errno) in try wall.set(bad, []) } == .EINVAL)
    }

    @Test func settingTheWallClockMovesTimersOfItsPoints() throws {
        let tree = try Tree()
        let clock = FakeTimerClock()
        let timer = tree.anonymous.timer(clock, isWall: true, .O_NONBLOCK)
        let point = TimeSpec(totalNanoseconds: clock.wallNanoseconds() + 500)
        try timer.set(IntervalTimerSpec(value: point), .TIMER_ABSTIME)
        #expect(clock.bell.deadline == clock.now + 500)
        clock.ahead += 400
        clock.wallChanges.wakeAll()
        #expect(clock.bell.deadline == clock.now + 100)
        clock.ahead += 400
        clock.wallChanges.wakeAll()
        #expect(try timer.read(8)[0] == 1)

        try timer.set(IntervalTimerSpec(value: point), [.TIMER_ABSTIME, .TFD_TIMER_CANCEL_ON_SET])
        clock.wallChanges.wakeAll()
        #expect(timer.readiness() == [.POLLIN, .POLLRDNORM])
        #expect(errno { () throws(Errno) in _ = try timer.read(8) } == .ECANCELED)
    }
}
