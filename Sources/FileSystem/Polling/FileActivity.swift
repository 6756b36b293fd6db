/// Counts of what happened to an open file: edge-triggered epoll(7) reports every event, also one that changes nothing of
/// what can be done.
public struct FileActivity: Equatable, Sendable {
    /// Something came that can be read, or the other end went.
    public var input: UInt32 = 0
    /// Room came to be written to, or the other end went.
    public var output: UInt32 = 0

    public init(input: UInt32 = 0, output: UInt32 = 0) {
        self.input = input
        self.output = output
    }
}
