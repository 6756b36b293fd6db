import Testing

@testable import LinuxABI

/// The first lines of scripts, as execve(2) reads them.
@Suite struct InterpreterLineTests {
    private func line(_ text: String) -> [String]? {
        guard let line = InterpreterLine(Array(text.utf8.prefix(256))) else { return nil }
        return ([line.interpreter] + (line.argument.map { [$0] } ?? [])).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func anInterpreterAndOneArgument() {
        #expect(line("#!/bin/sh\n") == ["/bin/sh"])
        #expect(line("#! \t/bin/sh \t\nrest") == ["/bin/sh"])
        #expect(line("#!/usr/bin/env -S perl -w \n") == ["/usr/bin/env", "-S perl -w"])
        #expect(line("#!/bin/sh") == ["/bin/sh"])
        #expect(line("#!/bin/sh\0ignored\n") == ["/bin/sh"])
    }

    @Test func whatIsNone() {
        #expect(line("") == nil)
        #expect(line("#") == nil)
        #expect(line("# !/bin/sh\n") == nil)
        #expect(line("#!\n/bin/sh") == nil)
        #expect(line("#!  \t ") == nil)
    }

    @Test func aLongLineIsCutButNoPath() {
        let path = "/" + String(repeating: "p", count: 200)
        #expect(line("#!" + path + " " + String(repeating: "a", count: 100))?.last == String(repeating: "a", count: 256 - 2 - 201 - 1))
        #expect(line("#!" + path + path) == nil)
    }
}
