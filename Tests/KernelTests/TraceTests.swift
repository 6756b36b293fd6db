import Bytes
import LinuxABI
import Testing

@testable import Kernel

extension SystemCallTests {
    @Suite("A trace reads like strace's")
    struct Trace {
        private func line(_ number: SystemCallNumber, _ arguments: [UInt], _ result: Int?) -> String {
            var all = arguments
            while all.count < 6 { all.append(0) }
            let text = TraceLine.format(number, all[0], all[1], all[2], all[3], all[4], all[5], result: result)
            return String(decoding: text.bytes, as: UTF8.self)
        }

        private func with<Value>(_ bytes: [Value], _ body: (UInt) -> String) -> String {
            bytes.withUnsafeBufferPointer { body(UInt(bitPattern: $0.baseAddress)) }
        }

        @Test("open with its flags, without a mode that nobody looks at, and the error in words")
        func open() {
            let path = Array("/etc/passwd\0".utf8)
            let text = with(path) { line(.openat, [UInt(bitPattern: -100), $0, 0o2000000, 0o777], -2) }
            #expect(
                text == "openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)")
            let created = with(path) { line(.openat, [3, $0, 0o1101, 0o644], 4) }
            #expect(created == "openat(3, \"/etc/passwd\", O_WRONLY|O_CREAT|O_TRUNC, 0644) = 4")
        }

        @Test("written bytes are quoted and cut")
        func write() {
            let short = with(Array("a\"b\n\0".utf8 + [0x31, 0xff])) { line(.write, [1, $0, 7], 7) }
            #expect(short == "write(1, \"a\\\"b\\n\\0001\\377\", 7) = 7")
            let long = with([UInt8](repeating: 0x78, count: 40)) { line(.write, [1, $0, 40], 40) }
            #expect(long == "write(1, \"" + String(repeating: "x", count: 32) + "\"..., 40) = 40")
        }

        @Test("what a read filled is shown, and an address if it failed")
        func read() {
            let data = with(Array("hello".utf8)) { line(.read, [0, $0, 100], 5) }
            #expect(data == "read(0, \"hello\", 100) = 5")
            #expect(line(.read, [9, 0x1000, 100], -9) == "read(9, 0x1000, 100) = -1 EBADF (Bad file descriptor)")
        }

        @Test("a line that another thread's cuts in two has its results in the second part")
        func parts() {
            let data = Array("hello".utf8)
            let (first, second) = data.withUnsafeBufferPointer { bytes in
                let address = UInt(bitPattern: bytes.baseAddress)
                let first = TraceLine.format(.read, 0, address, 100, 0, 0, 0, result: nil, part: .beginning)
                return (first, TraceLine.format(.read, 0, address, 100, 0, 0, 0, result: 5, part: .rest))
            }
            #expect(String(decoding: first.bytes, as: UTF8.self) == "read(0,  <unfinished ...>")
            #expect(String(decoding: second.bytes, as: UTF8.self) == "<... read resumed>\"hello\", 100) = 5")
            let yield = TraceLine.format(.sched_yield, 0, 0, 0, 0, 0, 0, result: 0, part: .rest)
            #expect(String(decoding: yield.bytes, as: UTF8.self) == "<... sched_yield resumed>) = 0")
        }

        @Test("mappings have their flags and a hexadecimal result")
        func mmap() {
            let text = line(.mmap, [0, 8192, 3, 0x22, UInt(bitPattern: -1), 0], 0x7f00_0000)
            #expect(text == "mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0x0) = 0x7f000000")
            #expect(line(.mprotect, [0x1000, 4096, 0], 0) == "mprotect(0x1000, 4096, PROT_NONE) = 0")
        }

        @Test("structures are written out")
        func structures() {
            let time = with([TimeSpec(seconds: 1, nanoseconds: 5)]) { line(.nanosleep, [$0, 0], 0) }
            #expect(time == "nanosleep({tv_sec=1, tv_nsec=5}, NULL) = 0")
            let pipe = with([3, 4] as [Int32]) { line(.pipe2, [$0, 0o2000000], 0) }
            #expect(pipe == "pipe2([3, 4], O_CLOEXEC) = 0")
            let limit = with([ResourceLimit(current: 1024, maximum: .max)]) { line(.getrlimit, [7, $0], 0) }
            #expect(limit == "getrlimit(RLIMIT_NOFILE, {rlim_cur=1024, rlim_max=RLIM64_INFINITY}) = 0")
            let signals = with([SignalSet(rawValue: 2)]) { line(.rt_sigprocmask, [0, $0, 0, 8], 0) }
            #expect(signals == "rt_sigprocmask(SIG_BLOCK, [SIGINT], NULL, 8) = 0")
            let poll = with([PollDescriptor(fd: 0, events: .POLLIN, revents: .POLLIN)]) {
                line(.poll, [$0, 1, UInt(bitPattern: -1)], 1)
            }
            #expect(poll == "poll([{fd=0, events=POLLIN, revents=POLLIN}], 1, -1) = 1")
            var stat = Stat()
            stat.mode = FileMode(.regular, FileMode(rawValue: 0o644))
            stat.size = 42
            let file = with([stat]) { line(.fstat, [3, $0], 0) }
            #expect(file == "fstat(3, {st_mode=S_IFREG|0644, st_size=42, ...}) = 0")
        }

        @Test("a call that does not return has no result, and an unknown number its digits")
        func others() {
            #expect(line(.exit_group, [3], nil) == "exit_group(3) = ?")
            #expect(
                line(SystemCallNumber(rawValue: 400), [1], -38)
                    == "syscall_400(0x1, 0x0, 0x0, 0x0, 0x0, 0x0) = -1 ENOSYS (Function not implemented)")
        }
    }
}
