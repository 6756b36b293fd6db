import Testing

@testable import Launcher

@Suite("The list of threads")
struct ThreadListTests {
    @Test(
        "A Swift function has a short name",
        arguments: [
            ("Scheduling.Scheduler.block(_: Scheduling.Schedulable, until: Swift.UInt64) -> Swift.Bool", "Scheduling.Scheduler.block"),
            (
                "function signature specialization <Arg[5] = Dead> of static Kernel.FutexCalls.(wait in _C1BA0B)(_: Swift.UInt32) -> Swift.Int",
                "Kernel.FutexCalls.wait"
            ),
            (
                "closure #1 (Swift.UInt) -> Swift.Int in static Kernel.FutexCalls.bind(Kernel.HandlerTable) -> ()",
                "Kernel.FutexCalls.bind (closure)"
            ),
            (
                "protocol witness for Scheduling.ProcessorControl.idle() -> () in conformance Kernel.MachineProcessors : Scheduling.ProcessorControl in Kernel",
                "Scheduling.ProcessorControl.idle"
            ),
            ("machine_idle", "machine_idle"),
        ])
    func shortNames(long: String, short: String) { #expect(ThreadListText.shortened(long) == short) }

    @Test("Lines are passed on when they are whole; what has no symbols stays as it is")
    func lines() {
        var text = ThreadListText(files: [:])
        #expect(text.feed(Array("threads: 1\nthread 1 \"a".utf8)) == ["threads: 1"])
        #expect(text.feed(Array("\": waits\n    #0  0x000040000001 /no/such/file+0x1\n".utf8)) == [
            "thread 1 \"a\": waits", "    #0  0x000040000001 /no/such/file+0x1",
        ])
    }
}
