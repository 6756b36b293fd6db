import LinuxABI
import Testing

@testable import Sync

@Suite struct WaitQueueTests {
    /// Notes in a common list that it was woken.
    private final class Member: Waiter {
        final class Log { var names: [String] = [] }
        let name: String
        let log: Log
        var takes = true

        init(_ name: String, _ log: Log, _ sharing: WaitSharing, for events: PollEvents = .all) {
            self.name = name
            self.log = log
            super.init()
            self.sharing = sharing
            self.events = events
        }

        override func wake(_ events: PollEvents) -> Bool {
            log.names.append(name)
            return takes
        }
    }

    @Test func oneExclusiveMemberAndAllSharedOnesAreWoken() {
        let (queue, log) = (WaitQueue(), Member.Log())
        let members = [
            Member("a", log, .exclusive), Member("b", log, .exclusive), Member("c", log, .shared), Member("d", log, .shared),
        ]
        for member in members { member.enter(queue) }
        queue.wake(.input)
        #expect(Set(log.names.prefix(2)) == ["c", "d"])
        #expect(log.names.dropFirst(2) == ["a"])
        log.names = []
        queue.wakeAll()
        #expect(Set(log.names) == ["a", "b", "c", "d"])
    }

    @Test func aMemberThatCannotUseAWakeUpPassesItOn() {
        let (queue, log) = (WaitQueue(), Member.Log())
        let members = [Member("a", log, .exclusive), Member("b", log, .exclusive), Member("c", log, .exclusive)]
        for member in members { member.enter(queue) }
        members[0].takes = false
        queue.wake(.input)
        #expect(log.names == ["a", "b"])
    }

    @Test func eventsThatNobodyWaitsForWakeNobody() {
        let (queue, log) = (WaitQueue(), Member.Log())
        let reader = Member("reader", log, .exclusive, for: .input)
        let writer = Member("writer", log, .exclusive, for: .output)
        reader.enter(queue)
        writer.enter(queue)
        queue.wake(.output)
        #expect(log.names == ["writer"])
        queue.wake(.POLLPRI)
        #expect(log.names == ["writer"])
    }

    @Test func membersLeaveInAnyOrderAndWhenTheyEnd() {
        let (queue, log) = (WaitQueue(), Member.Log())
        var members = ["a", "b", "c", "d", "e"].map { Member($0, log, .exclusive) }
        for member in members { member.enter(queue) }
        members[2].leave()
        members[2].leave()
        #expect(!members[2].isWaiting)
        members.removeFirst()
        members.removeLast()
        queue.wakeAll()
        #expect(log.names == ["b", "d"])
        members = []
        #expect(queue.isEmpty)
    }
}
