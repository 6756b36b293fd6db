import Calling
import ImageBuilder
import Testing

@Suite struct SignatureTests {
    @Test(arguments: [
        ("double cos(double)", CType.double, [CType.double]),
        ("size_t strlen(const char *s)", .integer(bits: 64, signed: false), [.pointer(.character)]),
        ("unsigned long long int f(signed char, long int unsigned)", .integer(bits: 64, signed: false),
            [.integer(bits: 8, signed: true), .integer(bits: 64, signed: false)]),
        ("void *g(void)", .pointer(.void), []),
        ("long double h(long double x[4], wchar_t)", .longDouble, [.pointer(.longDouble), .wide]),
        ("struct {int; struct {char a; double b;} c;} k()",
            .structure([.int, .structure([.character, .double])]), []),
        ("struct tm *localtime(const time_t *)", .pointer(.opaque("struct tm")),
            [.pointer(.integer(bits: 64, signed: true))]),
        ("double complex cexp(double complex);", .complex(.double), [.complex(.double)]),
        ("void qsort(void *, size_t, size_t, int (*compare)(const void *, const void *))", .void,
            [.pointer(.void), .integer(bits: 64, signed: false), .integer(bits: 64, signed: false),
                .pointer(.opaque("function"))]),
    ] as [(String, CType, [CType])])
    func typesAreRead(text: String, result: CType, parameters: [CType]) throws {
        let signature = try Signature(text)
        #expect(signature.result == result)
        #expect(signature.parameters == parameters)
    }

    @Test func dotsMakeItVariadic() throws {
        #expect(try Signature("int printf(const char *, ...)").isVariadic)
        #expect(try !Signature("int puts(const char *)").isVariadic)
    }

    @Test(arguments: [
        ("cos(double)", "function's name is missing"), ("double cos(foo)", "the type 'foo' is unknown"),
        ("double cos(double", "')' is expected at the end"), ("double cos(double) x", "'x' follows"),
        ("long float f(int)", "'long float' is no type"), ("int f(void, int)", "cannot be void"),
        ("", "a type is expected"), ("struct {} f(int)", "without members"), ("union {int;} f(int)", "only structures"),
    ])
    func whatIsWrongIsSaid(text: String, problem: String) {
        let failure = #expect(throws: Failure.self) { try Signature(text) }
        #expect(failure?.message.contains(problem) == true, "\(failure?.message ?? "")")
    }

    @Test func structuresHaveTheLayoutOfTheABI() {
        #expect(CType.structure([.character, .double, .int]).size == 24)
        #expect(CType.structure([.longDouble, .character]).size == 32)
        #expect(CType.complex(.float).size == 8)
    }
}
