import GuestHarness
import Testing

@testable import Coverage

/// Numbers of system calls are followed to their constants, however the program was compiled.
@Suite struct NumberTests {
    @Test(arguments: ["-O0", "-O1", "-O2", "-O3", "-Os", "-O2 -fno-plt", "-O2 -no-pie", "-O0 -fcf-protection=full"])
    func constantsAreFound(_ options: String) throws {
        let place = Workplace()
        let program = try place.compile("numbers.c", options.split(separator: " ").map(String.init))
        let found = try ownCalls(program)
        // getppid; getuid, getgid; sched_yield, sync.
        #expect(found.inlined == [24, 102, 104, 110, 162])
        // umask, alarm, getpgrp, geteuid, getegid, getsid, gettid.
        #expect(found.viaFunction == [37, 95, 107, 108, 111, 124, 186])
        #expect(found.undetermined == 1)
    }

    @Test func aStrippedProgramIsReadAsWell() throws {
        let place = Workplace()
        let found = try ownCalls(try place.compile("numbers.c", ["-O2", "-s"]))
        #expect(found.inlined == [24, 102, 104, 110, 162])
        #expect(found.viaFunction.count == 7)
    }

    @Test func bytesInOperandsAndDataAreNoCalls() throws {
        let place = Workplace()
        let found = try ownCalls(try place.compile("tables.c", ["-O2"]))
        #expect(found.inlined.isEmpty && found.viaFunction.isEmpty && found.undetermined == 0)
    }
}
