/// Why the command cannot go on: one line for standard error and the exit status that goes with it.
///
/// The statuses are those of env(1) and `docker run`: 125 when the command itself failed, 126 when the program was found
/// and cannot be executed, 127 when it, or something it cannot do without, was not found.
public struct Failure: Error, Equatable, CustomStringConvertible {
    public enum Status: Int32, Sendable {
        case ours = 125
        case notExecutable = 126
        case notFound = 127
    }

    public let status: Status
    public let message: String

    public init(_ status: Status, _ message: String) {
        self.status = status
        self.message = message
    }

    /// What is printed after `apus: `.
    public var description: String { message }
}
