import LinuxABI

extension SystemCallDescription {
    /// How much of the call there is, as reports put it. A note that begins with an error's name says that the call gives
    /// only that.
    public var status: CoverageReport.Status {
        switch support {
        case .supported: .implemented
        case .absent: .absent
        case .partial: isStub ? .stub : .partial
        }
    }

    private var isStub: Bool {
        guard let note = note.map({ "\($0)" }), let colon = note.firstIndex(of: ":") else { return false }
        let word = note[..<colon]
        return word.first == "E" && word.count > 3
            && word.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
    }

    /// The page of the manual about it.
    var manualPage: String { "https://man7.org/linux/man-pages/man2/\(manualName).2.html" }

    /// Some calls are described under the C library's name for them.
    private var manualName: String {
        switch "\(name)" {
        case "newfstatat": "fstatat"
        case "pselect6": "pselect"
        case "sendfile": "sendfile"
        case "prlimit64": "prlimit"
        case "umount2": "umount"
        case "_sysctl": "sysctl"
        case let name: name
        }
    }
}
