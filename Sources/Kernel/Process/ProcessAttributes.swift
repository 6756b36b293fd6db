internal import LinuxABI

/// What a process is to others: its numbers, its rights, its limits (credentials(7)).
public final class ProcessAttributes {
    /// The process number.
    public let id: Int32
    public let parent: Int32
    public internal(set) var group: Int32
    public internal(set) var session: Int32
    public internal(set) var credentials: Credentials
    public internal(set) var limits = ResourceLimits()
    var flags: Flags = .dumpable
    /// personality(2).
    var persona: Persona = []
    /// Whether the places of stack, mappings, program and heap were chosen at random.
    var startsAtRandomAddresses = false
    /// The signal that the parent's end would bring; 0: none.
    var parentDeathSignal: Int32 = 0

    /// What prctl(2) sets and gets.
    struct Flags: OptionSet {
        let rawValue: UInt8
        static let dumpable = Flags(rawValue: 1)
        static let noNewPrivileges = Flags(rawValue: 4)
        static let childSubreaper = Flags(rawValue: 8)
    }

    public init(id: Int32 = 1, parent: Int32 = 0, user: UInt32 = 0, userGroup: UInt32 = 0) {
        self.id = id
        self.parent = parent
        // As the first program of a container: leader of its own session.
        group = id
        session = id
        credentials = Credentials(user: user, group: userGroup)
    }

    /// Whether `pid`, as an argument in a register, means this process.
    func isSelf(_ pid: UInt) -> Bool {
        let pid = Int32(truncatingIfNeeded: pid)
        return pid == 0 || pid == id
    }
}
