import GuestHarness
import ImageBuilder
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

    static let all: [CallProgram] = {
        let folder = Guest.root + "/Tests/SystemCallTests/Programs"
        let files = (HostFiles.names(in: folder) ?? []).filter { $0.hasSuffix(".c") }.sorted()
        return files.map { file in
            let text = HostFiles.text(folder + "/" + file) ?? ""
            let first = text.prefix { $0 != "\n" }
            let calls = first.hasPrefix("// Calls: ") ? first.dropFirst("// Calls: ".count).split(separator: " ") : []
            return CallProgram(
                name: String(file.dropLast(2)), calls: calls.map(String.init), text: String(text.dropFirst(first.count)))
        }
    }()

    /// What no program asks for by name: a handler's return does it.
    static let implicit: Set<String> = ["rt_sigreturn"]

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
