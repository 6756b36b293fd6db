import Calling
import ImageBuilder
import Testing

@Suite struct ArgumentTests {
    func row(_ signature: String, _ words: String...) throws -> [String] {
        let call = try Call(library: "lib.so", signature: Signature(signature), words: words)
        return call.row(tag: "1").split(separator: "\t").map(String.init)
    }

    @Test func aRowHasTheFieldsTheDriverReads() throws {
        #expect(try row("double pow(double, double)", "1.5", "-inf")
            == ["1", "lib.so", "pow", "f64", "-", "f64=3ff8000000000000", "f64=fff0000000000000"])
    }

    @Test(arguments: [
        ("int f(int)", "-5", "i32=-5"), ("int f(int)", "0x10", "i32=16"), ("int f(char)", "'\\n'", "i8=10"),
        ("int f(size_t)", "-1", "u64=-1"), ("int f(unsigned char)", "255", "u8=255"),
        ("int f(wchar_t)", "'ä'", "i32=228"), ("int f(bool)", "true", "u8=1"),
        ("int f(float)", "0x1p-2", "f32=3e800000"), ("int f(long double)", "1", "f80=3fff8000000000000000"),
        ("int f(double)", "bits:7ff0000000000001", "f64=7ff0000000000001"),
        ("int f(struct {int; double;})", "{1,2.0}", "{i32,f64}=1,4000000000000000"),
        ("int f(float complex)", "{1,-1}", "c32=3f800000,bf800000"),
        ("int f(const char *)", "a b", "p=#i8:4:a%20b%00"), ("int f(const char *)", "\"null\"", "p=#i8:5:null%00"),
        ("int f(const char *)", "null", "p=0"), ("int f(wchar_t *)", "a", "p=#i32:8:a%00%00%00%00%00%00%00"),
        ("int f(char *)", "buffer:8:\"x\"", "p=#i8:8:x"), ("int f(char *)", "bytes:\"\\x00\\377\"", "p=#i8:2:%00%FF"),
        ("int f(int *)", "[1,-1]", "p=#i32:8:%01%00%00%00%FF%FF%FF%FF"),
        ("int f(double *)", "[1]", "p=#f64:8:%00%00%00%00%00%00%F0?"), ("int f(char **)", "out", "p=#p:8:"),
        ("int f(void *)", "&strcmp", "p=&strcmp"), ("int f(void *)", "4096", "p=4096"), ("int f(long *)", "out:3", "p=#i64:24:"),
    ])
    func wordsBecomeValues(signature: String, word: String, value: String) throws {
        #expect(try row(signature, word).last == value)
    }

    @Test func stringsOfArraysFollowTheArguments() throws {
        let fields = try row("int f(char **, int)", "[\"a\",null,\"b\"]", "2")
        #expect(fields.dropFirst(5) == ["p=#p:24:@2+0,0,@3+0", "i32=2", "m=#i8:2:a%00", "m=#i8:2:b%00"])
    }

    @Test func pointersReachOtherArguments() throws {
        #expect(try row("int f(char *, char *)", "buffer:4", "@1+2").last == "p=@0+2")
    }

    @Test func argumentsOfDotsAreTypedByCastOrLook() throws {
        let fields = try row(
            "int p(const char *, ...)", "f", "1", "5000000000", "1.5", "\"s\"", "(short)3", "(long double)2", "L\"w\"", "null")
        #expect(fields[4] == "1")
        #expect(fields.dropFirst(6).map { $0.prefix { $0 != "=" } } == ["i32", "i64", "f64", "p", "i16", "f80", "p", "p"])
    }

    @Test(arguments: [
        ("int f(int)", "2147483648000", "is not an integer of 32 bits"), ("int f(unsigned char)", "256", "8 bits"),
        ("int f(double)", "x", "'x' is not a floating-point number"), ("int f(int *)", "x", "'x' is no pointer"),
        ("int f(char *)", "buffer:x", "not a size"), ("int f(char *)", "buffer:9999999", "not a size"),
        ("int f(char *)", "\"\\q\"", "unknown escape"), ("int f(void *)", "@5", "@ARGUMENT+OFFSET"),
        ("int f(struct {int; int;})", "{1}", "1 members in place of 2"),
    ])
    func whatIsWrongIsSaid(signature: String, word: String, problem: String) {
        let failure = #expect(throws: Failure.self) { try row(signature, word) }
        #expect(failure?.message.contains(problem) == true, "\(failure?.message ?? "")")
    }

    @Test func theNumberOfArgumentsCounts() {
        #expect(throws: Failure.self) { try row("int f(int)") }
        #expect(throws: Failure.self) { try row("int f(int)", "1", "2") }
        #expect(throws: Failure.self) { try row("int f(const char *, ...)") }
    }
}
