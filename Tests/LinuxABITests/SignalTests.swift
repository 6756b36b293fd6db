import LinuxABI
import Testing

@Suite("Signals")
struct SignalTests {
    @Test("signal n is bit n-1 of a set")
    func bits() {
        var set = SignalSet()
        set.insert(.SIGHUP)
        set.insert(Signal(rawValue: 64))
        #expect(set.rawValue == 0x8000_0000_0000_0001)
        #expect(set.first == .SIGHUP)
        set.remove(.SIGHUP)
        #expect(set.first == Signal(rawValue: 64))
        #expect(SignalSet().first == nil)
    }

    @Test("SIGKILL and SIGSTOP are the ones that cannot be blocked")
    func unblockable() {
        #expect(SignalSet.unblockable.contains(.SIGKILL))
        #expect(SignalSet.unblockable.contains(.SIGSTOP))
        #expect(SignalSet.unblockable.rawValue.nonzeroBitCount == 2)
    }

    @Test("sender and user share a word without disturbing each other")
    func information() {
        var info = SignalInfo(signal: .SIGTERM, code: .SI_USER)
        info.pid = 17
        info.uid = 1000
        #expect(info.pid == 17)
        #expect(info.uid == 1000)
    }
}
