import Testing

@testable import ImageBuilder
@testable import Launcher

@Suite struct WordsTests {
    @Test(arguments: ["", "plain", "a b", "100%", "tab\tnew\nline", "grüße", "%41"])
    func decodingGivesBackWhatWasEncoded(text: String) {
        #expect(Words.decodeText(Words.encode(text)) == text)
    }

    @Test func anEncodedWordHoldsNoBlankAndNoByteAbove126() {
        let word = Words.encode((0...255).map { UInt8($0) })
        #expect(word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
    }

    @Test func aPercentSignWithoutDigitsStandsForItself() {
        #expect(Words.decodeText("5%") == "5%")
        #expect(Words.decodeText("%zz") == "%zz")
    }
}

@Suite struct KernelCommandLineTests {
    @Test func theProgramAndItsArgumentsComeLast() {
        var line = KernelCommandLine(program: "/usr/bin/perl")
        line.arguments = [Array("-e".utf8), Array("print 6*7".utf8)]
        #expect(line.text == "apus.cwd=/ -- /usr/bin/perl -e print%206*7")
    }

    @Test func anEmptyArgumentIsAPercentSign() {
        #expect(KernelCommandLine.argument([]) == "%")
        #expect(KernelCommandLine.argument(Array("%".utf8)) == "%25")
    }

    @Test func anArgumentThatLooksLikeQEMUsOwnWordsIsDisguised() {
        let argument = Array("virtio_mmio.device=512@0xfeb00000:5".utf8)
        let word = KernelCommandLine.argument(argument)
        #expect(!word.hasPrefix("virtio_mmio"))
        #expect(Words.decode(word) == argument)
    }

    @Test func everySettingHasItsWord() {
        var line = KernelCommandLine(program: "/p")
        line.argumentZero = Array("p".utf8)
        line.environment = [Array("A=b c".utf8)]
        line.workingDirectory = "/tmp"
        line.terminals = [0, 2]
        line.windowSize = (24, 80)
        line.tracing = .systemCalls
        line.verbosity = .verbose
        line.errors = .joinedToOutput
        line.time = (5, 42)
        line.seed = [0, 255]
        #expect(
            line.text == """
                apus.cwd=/tmp apus.env=A=b%20c apus.tty=0,2 apus.winsize=24x80 apus.trace=1 apus.verbose=1 \
                apus.stderr=stdout apus.time=5.000000042 apus.seed=00ff apus.argv0=p -- /p
                """)
    }
}
