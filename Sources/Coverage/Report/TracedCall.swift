/// What a traced run of a program did with a system call.
public struct TracedCall: Codable, Equatable, Sendable {
    public var count = 0
    /// Errors that it ended with, by name, and how often.
    public var errors: [String: Int] = [:]
    /// Flags and commands that it was called with, by name, and how often.
    public var flags: [String: Int] = [:]
}
