/// `struct clone_args` (clone3(2)): 88 bytes; its first version had 64.
@frozen
public struct CloneArguments: BitwiseCopyable, Sendable {
    public var flags: CloneFlags = []
    /// Where the pidfd goes.
    public var pidfd: UInt = 0
    /// Where the number goes in the child, also for clearing it.
    public var childThread: UInt = 0
    /// Where the number goes in the parent.
    public var parentThread: UInt = 0
    public var exitSignal: UInt = 0
    /// The stack's lowest address.
    public var stack: UInt = 0
    public var stackSize: UInt = 0
    /// The thread pointer.
    public var threadPointer: UInt = 0
    public var setTID: UInt = 0
    public var setTIDSize: UInt = 0
    public var cgroup: UInt = 0

    public init() {}
}

/// `struct robust_list_head` (get_robust_list(2)): 24 bytes.
@frozen
public struct RobustListHead: BitwiseCopyable, Sendable {
    /// Address of the first entry; its own address: empty.
    public var list: UInt
    /// Distance from an entry to its futex word in bytes.
    public var futexOffset: Int
    /// An entry that is being added or removed.
    public var pending: UInt
    @inlinable public init(list: UInt, futexOffset: Int, pending: UInt) {
        self.list = list
        self.futexOffset = futexOffset
        self.pending = pending
    }
}
