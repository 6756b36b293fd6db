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
}
