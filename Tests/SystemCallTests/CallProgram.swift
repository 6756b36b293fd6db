import GuestHarness
import ImageBuilder
import LinuxABI
import Testing

/// A program of the suite: a C file that does a family of calls, with its errors, and prints what it got.
struct CallProgram: Sendable, CustomTestStringConvertible {
    /// The file's name without `.c`.
    var name: String
    /// The calls that its first line says it covers.
    var calls: [String]
    /// The rest of it.
    var text: String

    var testDescription: String { name }
    /// The catalogue's group that most of its calls are of.
    var family: String {
        let groups = calls.compactMap { call in
            (0..<Catalogue.count).map { Catalogue.row(at: $0) }.first { "\($0.name)" == call }.map { "\($0.group)" }
        }
        let counts = groups.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? name
    }

    static let all = programs(in: "/Tests/SystemCallTests/Programs")
    /// Programs that other tests run, with threads and signals, and that cover calls too.
    static let threaded = programs(in: "/Tests/ThreadTests/Programs").filter { !$0.calls.isEmpty }

    private static func programs(in folder: String) -> [CallProgram] {
        let folder = Guest.root + folder
        let files = (HostFiles.names(in: folder) ?? []).filter { $0.hasSuffix(".c") }.sorted()
        return files.map { file in
            let text = HostFiles.text(folder + "/" + file) ?? ""
            let mark = "// Calls: "
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let calls = lines.prefix(2).first { $0.hasPrefix(mark) }?.dropFirst(mark.count).split(separator: " ") ?? []
            return CallProgram(
                name: String(file.dropLast(2)), calls: calls.map(String.init),
                text: lines.filter { !$0.hasPrefix(mark) }.joined(separator: "\n"))
        }
    }

    /// What no program asks for by name: the way back from a handler, and what the C library's functions make of others.
    static let implicit: Set<String> = ["rt_sigreturn", "restart_syscall", "rt_sigsuspend", "rt_sigtimedwait", "clock_adjtime"]

    /// Whether the program's text has the call: by its wrapper, or as the first argument of a macro.
    func does(_ call: String) -> Bool {
        var rest = text[...]
        while let found = rest.firstRange(of: call) {
            let before = found.lowerBound == text.startIndex ? " " : text[text.index(before: found.lowerBound)]
            let after = found.upperBound < text.endIndex ? text[found.upperBound] : " "
            // `SYS_` before it, too.
            if "(, \t!*;_".contains(before), "(,)".contains(after) { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }
}
