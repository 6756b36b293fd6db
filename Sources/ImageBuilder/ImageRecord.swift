/// What is remembered beside a cached image: what it was made for, how to start its program, and how every file that
/// it was made from looked then.
struct ImageRecord: Equatable {
    static let header = "apus image record 1"

    /// A host path and its size, inode and time of change at the time; nil: there was nothing.
    struct Input: Equatable {
        var path: String
        var mark: String?

        /// Whether the host still looks the same at this path.
        var isCurrent: Bool { ImageRecord.mark(of: path) == mark }
    }

    var key: String
    var program: String
    var leadingArguments: [String]
    var environment: [String]
    var memory: Int?
    var loader: LoaderChoice
    var inputs: [Input]

    init(key: String, plan: ImagePlan) {
        self.key = key
        program = plan.program
        leadingArguments = plan.leadingArguments
        environment = plan.environment
        memory = plan.memory
        loader = plan.loader
        inputs = plan.tree.inputs.sorted().map { Input(path: $0, mark: Self.mark(of: $0)) }
    }

    /// A link is marked by where it points: that its target changes is the target's own matter.
    static func mark(of path: String) -> String? {
        HostFiles.linkStatus(path).map { status in
            status.kind == .symbolicLink
                ? "link:" + Words.encode(HostFiles.linkTarget(path) ?? "")
                : "\(status.size).\(status.inode).\(status.modified).\(status.mode)"
        }
    }

    var text: String {
        var lines = [Self.header, "key \(Words.encode(key))", "program \(Words.encode(program))"]
        lines += leadingArguments.map { "argument \(Words.encode($0))" }
        lines += environment.map { "environment \(Words.encode($0))" }
        if let memory { lines.append("memory \(memory)") }
        if loader != .kernel { lines.append("loader \(loader.rawValue)") }
        lines += inputs.map { "\($0.mark ?? "-") \(Words.encode($0.path))" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Nil for anything that is not a whole record.
    init?(text: String) {
        let lines = text.utf8.split(separator: 0x0A)
        guard let first = lines.first, String(first) == Self.header, text.hasSuffix("\n") else { return nil }
        (key, program, leadingArguments, environment, inputs) = ("", "", [], [], [])
        loader = .kernel
        for line in lines.dropFirst() {
            guard let blank = line.firstIndex(of: 0x20) else { return nil }
            let (word, value) = (String(line[..<blank]) ?? "", String(line[line.index(after: blank)...]) ?? "")
            let decoded = value.utf8.contains(0x25) ? Words.decodeText(value) : value
            switch word {
            case "key": key = decoded
            case "program": program = decoded
            case "argument": leadingArguments.append(decoded)
            case "loader": loader = LoaderChoice(rawValue: decoded) ?? .kernel
            case "memory": memory = Int(decoded)
            case "environment": environment.append(decoded)
            default: inputs.append(Input(path: decoded, mark: word == "-" ? nil : word))
            }
        }
    }
}
