#if !os(none)
internal import Scheduling
internal import Sync

/// Processors that a test stands in, as the scheduler sees them.
final class HostedProcessors: ProcessorControl {
    private let processors: any ProcessorControl

    init(_ processors: any ProcessorControl) { self.processors = processors }

    var current: Int { processors.current }
    func now() -> UInt64 { processors.now() }
    func arm(at deadline: UInt64, now: UInt64) { processors.arm(at: deadline, now: now) }
    func wake(_ processor: Int) { processors.wake(processor) }
    func requestLook() { processors.requestLook() }
    func idle() { processors.idle() }
    func switchThreads(from: Link<Schedulable>, to: Link<Schedulable>) { processors.switchThreads(from: from, to: to) }
    func reap(_ thread: Schedulable) { processors.reap(thread) }
}
#endif
