import Testing

@testable import Scheduling

@Suite("Scheduler")
struct SchedulerTests {
    let machine = FakeMachine()

    private func make(_ processors: Int = 1) -> (Scheduler<FakeMachine>, Schedulable) {
        let scheduler = Scheduler(machine, processors: processors)
        let first = Schedulable()
        scheduler.adopt(first)
        return (scheduler, first)
    }

    @Test("A thread that yields alone goes on without a switch")
    func yieldAlone() {
        let (scheduler, first) = make()
        scheduler.yield(first)
        #expect(machine.switches.isEmpty)
        #expect(first.state == .running)
    }

    @Test("Threads of one level take turns in order")
    func order() {
        let (scheduler, first) = make()
        let (second, third) = (Schedulable(), Schedulable())
        scheduler.start(second)
        scheduler.start(third)
        scheduler.yield(first)
        // The last that was started has its turn before it, and goes first among its likes.
        #expect(machine.switches.count == 1)
        let next = machine.switches[0].to
        #expect(next === third || next === second)
        scheduler.yield(next)
        #expect(machine.switches[1].to !== next)
    }

    @Test("A higher level runs first, and asks the running thread to look")
    func levels() {
        let (scheduler, first) = make()
        let (low, high) = (Schedulable(), Schedulable())
        scheduler.set(high, level: 51, turn: nil)
        scheduler.start(low)
        scheduler.start(high)
        #expect(machine.looks == 1)
        scheduler.preempt(first)
        #expect(machine.switches.count == 1 && machine.switches[0].to === high)
    }

    @Test("The end of a turn lets the next run; before it nothing happens")
    func turns() {
        let (scheduler, first) = make()
        let second = Schedulable()
        scheduler.start(second)
        #expect(machine.armed[0] == 3_000_000)
        machine.time = 1_000_000
        scheduler.preempt(first)
        #expect(machine.switches.isEmpty)
        machine.time = 3_000_001
        scheduler.preempt(first)
        #expect(machine.switches.count == 1 && machine.switches[0].to === second)
        #expect(first.state == .ready && first.involuntarySwitches == 1 && first.usedTime == 3_000_001)
    }

    @Test("SCHED_FIFO has no end of turn")
    func fifo() {
        let (scheduler, first) = make()
        scheduler.set(first, level: 11, turn: nil)
        let second = Schedulable()
        scheduler.set(second, level: 11, turn: nil)
        scheduler.start(second)
        machine.time = 1_000_000_000
        scheduler.preempt(first)
        #expect(machine.switches.isEmpty)
    }

    @Test("A wait ends by its deadline, or by a wake-up before it")
    func deadlines() {
        let (scheduler, first) = make()
        machine.whileIdle = { machine.time = machine.armed[0] ?? 0 }
        #expect(!scheduler.block(first, until: 500))
        #expect(machine.time == 500 && machine.switches.isEmpty)
        machine.whileIdle = { scheduler.wake(first) }
        #expect(scheduler.block(first, until: 10_000))
        #expect(!first.timeout.isSet)
        #expect(!scheduler.block(first, until: 400), "in the past")
    }

    @Test("Who is woken goes to a processor that sleeps")
    func placement() {
        let (scheduler, first) = make(2)
        machine.current = 1
        let idle = Schedulable()
        scheduler.adopt(idle)
        let second = Schedulable()
        machine.whileIdle = {
            machine.current = 0
            scheduler.start(second)
            machine.current = 1
        }
        scheduler.block(idle)
        #expect(machine.woken == [1])
        #expect(machine.switches.count == 1 && machine.switches[0].to === second)
        #expect(second.processor == 1 && first.state == .running)
    }

    @Test("A processor without work takes from another's queue, where it may")
    func stealing() {
        let (scheduler, first) = make(2)
        let (pinned, free) = (Schedulable(), Schedulable())
        scheduler.set(pinned, affinity: 1)
        scheduler.start(pinned)
        scheduler.start(free)
        machine.current = 1
        let idle = Schedulable()
        scheduler.adopt(idle)
        scheduler.block(idle)
        #expect(machine.switches.last?.to === free)
        #expect(first.state == .running && pinned.state == .ready)
    }

    @Test("The dead are reaped by whoever comes next")
    func reaping() {
        let (scheduler, first) = make()
        let second = Schedulable()
        scheduler.start(second)
        first.state = .dead
        scheduler.yield(first)
        #expect(machine.reaped.count == 1 && machine.reaped[0] === first || machine.switches.count == 1)
    }

    @Test("Nice values change the length of turns as Linux's weights do")
    func nice() {
        #expect(Schedulable.turn(nice: 0) == 3_000_000)
        #expect(abs(Double(Schedulable.turn(nice: 19)) / 3e6 - 15.0 / 1024) < 0.002)
        #expect(abs(Double(Schedulable.turn(nice: -10)) / 3e6 - 9548.0 / 1024) < 0.2)
    }
}
