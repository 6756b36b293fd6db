/// `struct mq_attr` (mq_getattr(3)): 64 bytes.
@frozen
public struct MessageQueueAttributes: BitwiseCopyable, Sendable {
    /// `O_NONBLOCK` or nothing: of the descriptor, where the rest is the queue's.
    public var flags: Int = 0
    /// The most messages, and the most bytes of one.
    public var capacity: Int = 0
    public var messageSize: Int = 0
    /// How many messages there are.
    public var count: Int = 0
    private var reserved = InlineArray<4, Int>(repeating: 0)

    public init() {}
}
