internal import Bytes
internal import LinuxABI
internal import Memory
#if os(none)
internal import Machine
#endif

extension Process {
    /// Brings the words up to date that the C library shim reads the clocks by, once the clock's rate is known; `again` after the wall
    /// clock was set. Without the shim there is no page.
    ///
    /// A reader takes the words between two looks at a sequence number that has not changed; while it is 0 it asks.
    func publishClock(again: Bool = false) {
        #if os(none)
        guard linker != nil, again || !isClockPublished, let time = services.time as? MachineTime else { return }
        // The first question of all is what the rate is measured for.
        _ = time.monotonicNanoseconds()
        guard let reading = time.reading else { return }
        isClockPublished = true
        let page = UserPointer<UInt64>(ClockPage.address)
        do throws(Errno) {
            try memory.protect(IdentityPage.address, 4096, [.PROT_READ, .PROT_WRITE])
            let old = try page.load()
            try page.store(0)
            try page.store(reading.start, at: 1)
            try page.store(reading.multiplier, at: 2)
            try page.store(UInt64(bitPattern: reading.wallStart), at: 3)
            try page.store(0, at: 4)
            try page.store(old &+ 1)
            try memory.protect(IdentityPage.address, 4096, .PROT_READ)
        } catch {
            // Only where the program has unmapped the page: then nothing reads it.
        }
        #endif
    }
}
