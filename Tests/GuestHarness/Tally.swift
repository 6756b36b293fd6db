import Glibc
import ImageBuilder

/// Adds to the table at the end of `./apus test`, for tests that each compare many things: a line in the file that
/// `APUS_TEST_RESULTS` names, if it names one.
public enum Tally {
    public static func add(_ family: String, passed: Int, failed: Int, allowed: Int = 0) {
        guard let file = HostPrograms.environment("APUS_TEST_RESULTS") else { return }
        // One write, so that lines of tests that run at the same time do not mix.
        let line = Array("\(family)\t\(passed)\t\(failed)\t\(allowed)\n".utf8)
        let descriptor = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return }
        _ = write(descriptor, line, line.count)
        close(descriptor)
    }

    /// Counts what cannot even begin as a failure.
    public static func building<Result>(_ family: String, _ build: () throws -> Result) rethrows -> Result {
        do {
            return try build()
        } catch {
            add(family, passed: 0, failed: 1)
            throw error
        }
    }

    /// Counts a comparison that may throw, or differ, as one.
    public static func one(_ family: String, _ compare: () throws -> Bool) rethrows -> Bool {
        let passed = try building(family, compare)
        add(family, passed: passed ? 1 : 0, failed: passed ? 0 : 1)
        return passed
    }
}
