import ImageBuilder
import Testing

/// One of the sources in `Programs`.
struct ThreadProgram: CustomTestStringConvertible, Sendable {
    let source: String
    let options: [String]

    var testDescription: String { source }

    /// All of them, by name.
    static let all: [ThreadProgram] = {
        let folder = PathNames.directory(#filePath) + "/Programs"
        let names = (HostFiles.names(in: folder) ?? []).filter { $0.hasSuffix(".c") }.sorted()
        return names.map { name in
            let first = (HostFiles.text(folder + "/" + name) ?? "").prefix { $0 != "\n" }
            let mark = "// options: "
            let options = first.hasPrefix(mark) ? first.dropFirst(mark.count).split(separator: " ").map(String.init) : []
            return ThreadProgram(source: name, options: options)
        }
    }()
}
