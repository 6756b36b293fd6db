import Sync
import Testing

@testable import Scheduling

/// Processors without threads behind them: a switch is only written down, and the test says what happens next.
final class FakeMachine: ProcessorControl {
    var current = 0
    var time: UInt64 = 0
    var armed: [Int: UInt64] = [:]
    var woken: [Int] = []
    var looks = 0
    var switches: [(from: Schedulable, to: Schedulable)] = []
    var reaped: [Schedulable] = []
    /// What happens while a processor idles: must make something runnable.
    var whileIdle: () -> Void = { Issue.record("idles for ever") }

    func now() -> UInt64 { time }
    func arm(at deadline: UInt64, now: UInt64) { armed[current] = deadline }
    func wake(_ processor: Int) { woken.append(processor) }
    func requestLook() { looks += 1 }
    func idle() { whileIdle() }
    func switchThreads(from: Link<Schedulable>, to: Link<Schedulable>) {
        switches.append((from.target!, to.target!))
    }
    func reap(_ thread: Schedulable) { reaped.append(thread) }
}
