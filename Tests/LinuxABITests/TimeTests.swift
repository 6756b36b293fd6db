import LinuxABI
import Testing

@Suite("Time values")
struct TimeTests {
    @Test("nanoseconds are split into seconds and the rest, and come back")
    func roundTrip() {
        let time = TimeSpec(totalNanoseconds: 5_000_000_007)
        #expect(time == TimeSpec(seconds: 5, nanoseconds: 7))
        #expect(time.totalNanoseconds == 5_000_000_007)
    }

    @Test("a span too long for 64 bits of nanoseconds is the longest there is")
    func saturation() {
        #expect(TimeSpec(seconds: .max, nanoseconds: 0).totalNanoseconds == .max)
    }

    @Test("negative seconds and nanoseconds out of range are not valid")
    func validity() {
        #expect(TimeSpec(seconds: 0, nanoseconds: 999_999_999).isValidTimeout)
        #expect(!TimeSpec(seconds: 0, nanoseconds: 1_000_000_000).isValidTimeout)
        #expect(!TimeSpec(seconds: -1, nanoseconds: 0).isValidTimeout)
        #expect(!TimeSpec(seconds: 0, nanoseconds: -1).isValidTimeout)
    }
}
