import Glibc
import GuestHarness
import ImageBuilder
import LinuxABI
import Testing

@testable import Coverage

/// A command whose system calls are watched on the host.
struct WatchedCommand: Sendable, CustomTestStringConvertible {
    var words: [String]
    var input = "beta\nalpha\n10 20 30\n"

    init(_ words: String...) { self.words = words }

    var testDescription: String { words.joined(separator: " ") }

    /// Every command that runs other programs is left out: their calls are not its own.
    static let all: [WatchedCommand] = [
        .init(
            "/usr/bin/sqlite3", "DIR/base.db", "create table t(a); insert into t values(1),(2); select sum(a) from t"),
        .init("/usr/bin/jq", "-n", "[range(5)] | add"),
        .init("/usr/bin/bc", "-q", "-l", "DIR/sum.bc"),
        .init(
            "/usr/bin/perl", "-MPOSIX", "-MTime::HiRes", "-e",
            "print POSIX::getpid(), stat('/'), sleep(0), `true` // ''"),
        .init("/usr/bin/gawk", "{ n += NF } END { print n, systime(), strftime() }"),
        .init("/usr/bin/lua5.4", "-e", "print(os.time(), os.tmpname(), io.read('a'))"),
        .init("/usr/bin/luajit", "-e", "local s = 0 for i = 1, 1e6 do s = s + i end print(s)"),
        .init("/usr/bin/tclsh8.6", "DIR/words.tcl"),
        .init("/usr/bin/openssl", "dgst", "-sha256", "DIR/words.tcl"),
        .init("/usr/bin/openssl", "rand", "-hex", "8"),
        .init("/usr/bin/xz", "-kf", "-T2", "DIR/words.tcl"),
        .init("/usr/bin/zstd", "-qf", "-T2", "DIR/words.tcl"),
        .init(
            "/usr/bin/python3.11", "-c",
            "import os, time, hashlib, threading, socket, select, json, ctypes, tempfile; "
                + "t = threading.Thread(target=time.sleep, args=(0.01,)); t.start(); t.join(); a, b = socket.socketpair(); a.send(b'x'); "
                + "print(select.select([b], [], [], 1), os.urandom(2), os.listdir('/'), tempfile.mkdtemp()); os.fork() or os._exit(0); os.wait()"
        ),
        .init("/usr/bin/rg", "-j2", "alpha", "DIR"),
        .init("/usr/bin/busybox", "ls", "-l", "/"),
        .init("/usr/bin/busybox", "sh", "-c", "echo a; cd /; for i in 1 2; do echo $i; done; (exit 3); umask"),
        .init("/usr/bin/sort", "--parallel=2", "-S", "1M"),
        .init("/usr/bin/ls", "-la", "/", "/proc/self"),
        .init("/usr/bin/date", "-u", "-d", "@0"),
        .init("/usr/bin/sha256sum", "DIR/words.tcl"),
        .init("/usr/bin/grep", "-r", "alpha", "DIR"),
        .init("/usr/bin/sed", "-i", "s/set/put/", "DIR/words.tcl"),
        .init("/usr/bin/find", "DIR", "-name", "*.tcl", "-newer", "/etc/passwd"),
        .init("/usr/bin/tar", "cf", "DIR/all.tar", "--exclude=*.tar", "DIR"),
        .init("/usr/bin/cp", "-a", "DIR/words.tcl", "DIR/copy"),
        .init("/usr/bin/mv", "DIR/words.tcl", "DIR/moved"),
        .init("/usr/bin/dd", "if=/dev/zero", "of=DIR/zeros", "bs=4096", "count=3", "conv=fsync"),
        .init("/usr/bin/tail", "-n", "1", "DIR/words.tcl"),
        .init("/usr/bin/stat", "-f", "/"),
        .init("/usr/bin/df", "/"),
        .init("/usr/bin/id"),
        .init("/usr/bin/touch", "-d", "@0", "DIR/words.tcl"),
        .init("/usr/bin/mktemp", "-p", "DIR"),
        .init("/usr/bin/sleep", "0.01"),
        .init("/usr/bin/nproc"),
        .init("/usr/bin/uname", "-a"),
        .init("/usr/bin/truncate", "-s", "9", "DIR/cut"),
        .init("/usr/bin/file", "/usr/bin/file"),
        .init(
            "/usr/bin/bash", "-c",
            "ulimit -a; echo $((6*7)) > DIR/out; read line < DIR/out; kill -0 $$; (exit 3) & wait"),
    ]
}

/// What programs do on the host is among what the report says they may do there.
@Suite struct StraceTests {
    @Test(arguments: WatchedCommand.all)
    func whatIsSeenIsListed(_ command: WatchedCommand) throws {
        let place = Workplace()
        let folder = place.path + "/work"
        try HostFiles.makeDirectories(folder)
        try HostFiles.write(
            "set alpha 1\nputs $alpha\nputs [clock seconds]\nputs [pwd]\n".utf8, to: folder + "/words.tcl")
        try HostFiles.write("s(1)\nquit\n".utf8, to: folder + "/sum.bc")
        try HostFiles.write(command.input.utf8, to: place.path + "/input")
        let words = command.words.map {
            $0.split(separator: "DIR", omittingEmptySubsequences: false).joined(separator: folder)
        }
        let log = place.path + "/log"
        let (status, output) = try Tool.run(
            "/bin/sh",
            [
                "-c", "cd \"$1\" && shift && exec timeout 300 strace -f -o ../log -- \"$@\" <../input >../output", "sh",
                folder,
            ] + words)
        #expect(status == 0, "\(output)")
        let seen = try #require(HostFiles.text(log)).watchedCalls
        try #require(seen.count > 5)
        let report = try ReportBuilder.report(on: request(words[0]), library: .host, cache: summaries)
        let listed = Set(report.calls.map(\.name))
        #expect(seen.subtracting(listed).sorted() == [])
    }
}

extension String {
    /// The names of the calls in strace's output: of the program, and of its children until they become other programs.
    var watchedCalls: Set<String> {
        var result: Set<String> = []
        var others: Set<Substring> = []
        var isFirst = true
        for line in split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard words.count == 2, !others.contains(words[0]) else { continue }
            let call = words[1].drop { $0 == " " }
            let name = call.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            guard !name.isEmpty, call.dropFirst(name.count).first == "(" else { continue }
            // strace's own, which starts the program.
            if isFirst {
                isFirst = false
                continue
            }
            result.insert(String(name))
            if name == "execve", call.hasSuffix("= 0") || call.hasSuffix("<unfinished ...>") { others.insert(words[0]) }
        }
        return result
    }
}
