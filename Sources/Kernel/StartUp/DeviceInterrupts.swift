#if os(none)
internal import Machine

/// Interrupts of devices: all come at one vector, to the processor that first had to wait for one.
///
/// They may come while others use the kernel: all that happens then is that the device is told to be silent. Its waiters are woken once
/// the processor has the kernel's lock.
enum DeviceInterrupts {
    static var vector: UInt { 37 }

    nonisolated(unsafe) private static var console: SerialConsole?
    // Only the processor that the interrupts come to looks at it, interrupts off.
    nonisolated(unsafe) private static var isNoted = false

    static func connect(_ console: SerialConsole) { unsafe self.console = console }

    /// An interrupt has come.
    static func note() {
        unsafe isNoted = true
        unsafe console?.acknowledge()
        LocalTimer.endOfInterrupt()
        Processor.setAttention()
    }

    /// Does what interrupts have left to be done.
    @inline(__always)
    static func run() {
        if unsafe isNoted { serve() }
    }

    @inline(never)
    private static func serve() {
        unsafe isNoted = false
        unsafe console?.interrupted()
    }
}
#endif
