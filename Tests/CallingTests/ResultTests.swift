import Calling
import ImageBuilder
import Testing

@Suite struct ResultTests {
    func lines(_ signature: String, _ words: [String], _ line: String) throws -> [String] {
        let call = try Call(library: "lib.so", signature: Signature(signature), words: words)
        let result = try #require(CallResult.parse(Array("\u{1E}0\t\(line)\n".utf8)).results["0"])
        return call.lines(result)
    }

    @Test func valuesErrnoAndBuffersAreShown() throws {
        #expect(try lines("double f(double)", ["1"], "3fe14a280fb5068c\t0") == ["0.5403023058681398"])
        #expect(try lines("float f(void)", [], "7f800000\t34") == ["inf", "errno = ERANGE"])
        #expect(try lines("long double f(void)", [], "bfffc000000000000000\t0") == ["-1.5"])
        #expect(try lines("char *f(char *)", ["abc"], "@0+1:b%0Ac\t0\t0=ab%0Ac%00")
            == ["\"b\\nc\" (argument 1 + 1)", "argument 1 = \"ab\\nc\""])
        #expect(try lines("void f(int *, char **)", ["out:2", "out"], "-\t0\t0=%FF%FF%FF%FF%01\t1=@0+4")
            == ["argument 1 = -1, 1", "argument 2 = argument 1 + 4"])
        #expect(try lines("wchar_t *f(void)", [], "?:228,98,\t0") == ["L\"äb\""])
        #expect(try lines("struct {int; double;} f(void)", [], "3,3ff0000000000000\t0") == ["{3, 1.0}"])
        #expect(try lines("void f(void)", [], "!signal 6") == ["signal 6 (SIGABRT)"])
    }

    @Test func whatAFunctionPrintsIsKeptApart() {
        let (results, printed) = CallResult.parse(Array("hello\u{1E}0\t6\t0\nmore\u{1E}1\t-\t0\n".utf8))
        #expect(results.count == 2)
        #expect(printed == Array("hellomore".utf8))
    }
}
