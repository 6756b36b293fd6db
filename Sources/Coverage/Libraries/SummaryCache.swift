import ImageBuilder

/// Summaries of C libraries, made when asked for.
public final class SummaryCache {
    private var known: [String: LibrarySummary] = [:]

    public init() {}

    func summary(of path: String, as shownPath: String) throws(Failure) -> LibrarySummary {
        if let summary = known[path] { return summary }
        guard let object = ObjectFile(path) else { throw Failure(.ours, "\(path): not a 64-bit x86 ELF file") }
        let summary = LibraryAnalysis.summary(of: object, shownPath: shownPath)
        known[path] = summary
        return summary
    }
}
