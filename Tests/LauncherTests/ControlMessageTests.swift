import Testing

@testable import Launcher

@Suite struct ControlMessageTests {
    @Test func eachLineIsOneMessage() {
        var parser = ControlParser()
        let messages = parser.feed(Array("input\nlog a  b\nexit 3\n".utf8))
        #expect(messages == [.input, .log("a  b"), .exit(3)])
    }

    @Test func aLineMayArriveInPieces() {
        var parser = ControlParser()
        #expect(parser.feed(Array("ex".utf8)).isEmpty)
        #expect(parser.feed(Array("it 12".utf8)).isEmpty)
        #expect(parser.feed(Array("7\n".utf8)) == [.exit(127)])
    }

    @Test(arguments: ["exit", "exit 256", "exit -1", "exit x", "signal 0", "signal 65", "hello", ""])
    func nonsenseIsPassedOver(line: String) {
        #expect(ControlMessage(line: line) == nil)
    }

    @Test func anEmptyLogLineIsAnEmptyLine() {
        #expect(ControlMessage(line: "log ") == .log(""))
    }

    @Test(
        arguments: [
            (Outcome.exited(7), 7), (.killed(signal: 11), 139), (.killed(signal: 6), 134), (.panicked("x"), 125),
            (.lost("x"), 125),
            (.timedOut, 124), (.interrupted(signal: 2), 130), (.interrupted(signal: 15), 143), (.outputClosed, 141),
        ] as [(Outcome, Int32)])
    func everyOutcomeHasTheStatusShellsGiveIt(outcome: Outcome, status: Int32) {
        #expect(outcome.status == status)
    }
}
