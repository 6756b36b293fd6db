internal import Bytes
internal import LinuxABI
internal import Memory
#if os(none)
internal import Machine
#endif

extension Process {
    /// Brings the words up to date that the C library shim and the kernel's shared object read the clocks by, once the clock's rate is
    /// known; `again` after the wall clock was set.
    ///
    /// A reader takes the words between two looks at a sequence number that has not changed; while it is 0 it asks.
    func publishClock(again: Bool = false) {
        #if os(none)
        guard let page = kernelPages?.information, again || !isClockPublished, let time = services.time as? MachineTime
        else { return }
        // The first question of all is what the rate is measured for.
        _ = time.monotonicNanoseconds()
        guard let reading = time.reading else { return }
        isClockPublished = true
        let old = page.load(0, in: .clock)
        page.store(UInt64(0), at: 0, in: .clock)
        page.store(reading.start, at: 1, in: .clock)
        page.store(reading.multiplier, at: 2, in: .clock)
        page.store(UInt64(bitPattern: reading.wallStart), at: 3, in: .clock)
        page.store(UInt64(0), at: 4, in: .clock)
        page.store(old &+ 1, at: 0, in: .clock)
        #endif
    }
}
