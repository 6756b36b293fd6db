import Testing

@testable import Coverage

@Suite struct SystemCallSetTests {
    @Test func numbersComeBackInOrder() {
        var set = SystemCallSet()
        for number in [462, 0, 63, 64, 511] as [UInt16] { set[number] = true }
        #expect(set.numbers == [0, 63, 64, 462, 511])
        set[63] = false
        #expect(!set[63])
        set[600] = true
        #expect(!set[600])
    }
}
