import LinuxABI
import Testing

@testable import Kernel

extension SystemCallTests {
    @Suite("Identity")
    struct Identity {
        @Test("the first program leads its group and session")
        func numbers() throws {
            let program = try Program()
            let id = Int(program.process.attributes.id)
            #expect(program.call(.getpid) == id)
            #expect(program.call(.gettid) == id)
            #expect(program.call(.getpgrp) == id)
            #expect(program.call(.getsid) == id)
            #expect(program.call(.getpgid, 4711) == failure(.ESRCH))
            #expect(program.call(.setsid) == failure(.EPERM))
            #expect(program.call(.setpgid, 0, 0) == failure(.EPERM))
        }

        @Test("root gives its rights up for good with setuid")
        func setuid() throws {
            let program = try Program()
            #expect(program.call(.setgid, 1000) == 0)
            #expect(program.call(.setuid, 1000) == 0)
            #expect(program.call(.getuid) == 1000)
            #expect(program.call(.geteuid) == 1000)
            #expect(program.call(.getgid) == 1000)
            #expect(program.call(.setuid, 0) == failure(.EPERM))
            #expect(program.call(.setgid, 0) == failure(.EPERM))
            #expect(program.process.attributes.credentials.capabilities.permitted == 0)
        }

        @Test("seteuid gives rights up and takes them back from the saved number")
        func effective() throws {
            let program = try Program()
            let keep = UInt(UInt32.max)
            #expect(program.call(.setresuid, keep, 1000, keep) == 0)
            #expect(program.call(.getuid) == 0)
            #expect(program.call(.geteuid) == 1000)
            #expect(program.process.attributes.credentials.capabilities.effective == 0)
            #expect(program.call(.setresuid, keep, 0, keep) == 0)
            #expect(program.call(.geteuid) == 0)
            #expect(program.process.attributes.credentials.has(7))
        }

        @Test("an unprivileged program changes between its own numbers only")
        func unprivileged() throws {
            let program = try Program(user: 1000, group: 1000)
            #expect(program.call(.setuid, 0) == failure(.EPERM))
            #expect(program.call(.setuid, 1000) == 0)
            #expect(program.call(.setreuid, 5, 1000) == failure(.EPERM))
            #expect(program.call(.setresgid, 1000, 1000, 7) == failure(.EPERM))
            #expect(program.call(.setgroups) == failure(.EPERM))
            #expect(program.call(.setfsuid, 0) == 1000)
            #expect(program.call(.setfsuid, 1000) == 1000)
        }

        @Test("supplementary groups are set and read back")
        func groups() throws {
            let program = try Program()
            let set = program.call(.setgroups, with: [4, 5, 6] as InlineArray<3, UInt32>) { [3, $0] }
            #expect(set.result == 0)
            let got = program.call(.getgroups, with: [0, 0, 0] as InlineArray<3, UInt32>) { [3, $0] }
            #expect(got.result == 3)
            #expect(got.value[2] == 6)
            #expect(program.call(.getgroups, 0, 0) == 3)
            #expect(program.call(.getgroups, 2, 1) == failure(.EINVAL))
        }

        @Test("capget says the version it prefers")
        func capabilities() throws {
            let program = try Program()
            let probe = program.call(.capget, with: [0, 0] as InlineArray<2, UInt32>) { [$0, 0] }
            #expect(probe.result == 0)
            #expect(probe.value[0] == 0x2008_0522)
        }
    }
}
