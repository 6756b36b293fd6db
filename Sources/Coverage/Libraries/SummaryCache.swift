import ImageBuilder
import Synchronization

/// Summaries of C libraries, each worked out once. Can be shared by threads.
public final class SummaryCache: Sendable {
    private let known = Mutex<[String: LibrarySummary]>([:])

    public init() {}

    /// - Parameter shownPath: how the library is called in reports.
    func summary(of path: String, as shownPath: String) throws(Failure) -> LibrarySummary {
        if let summary = known.withLock({ $0[path] }) { return summary }
        guard let object = ObjectFile(path) else { throw Failure(.ours, "\(path): not a 64-bit x86 ELF file") }
        let summary = LibraryAnalysis.summary(of: object, shownPath: shownPath)
        known.withLock { $0[path] = summary }
        return summary
    }
}
