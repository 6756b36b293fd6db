/// A process's users, groups and capabilities (credentials(7), capabilities(7)), with the rules by which they change.
public struct Credentials {
    /// The three numbers by which a user or a group is held, and the one that file access goes by.
    public struct Identity: Equatable {
        public var real: UInt32
        public var effective: UInt32
        public var saved: UInt32
        public var file: UInt32

        init(_ number: UInt32) { (real, effective, saved, file) = (number, number, number, number) }

        /// Whether an unprivileged process may take this number.
        func holds(_ number: UInt32) -> Bool { number == real || number == effective || number == saved }
    }

    /// The sets of capabilities, a bit each.
    public struct Capabilities: Equatable {
        public var effective: UInt64
        public var permitted: UInt64
        public var inheritable: UInt64 = 0
        /// What execve(2) may give at most.
        public var bounding: UInt64 = Capabilities.all
        /// What execve(2) leaves to a program without privileges.
        public var ambient: UInt64 = 0

        /// The number of the last one, `CAP_CHECKPOINT_RESTORE`.
        static let last = 40
        static let all: UInt64 = 1 << 41 - 1
        static let kill = 5
        static let setGroup = 6
        static let setUser = 7
        static let setCapabilities = 8
        static let ipcOwner = 15
        static let systemAdministration = 21
        static let systemNice = 23
        /// Those of files, which follow the file user: setfsuid(2).
        static let ofFiles: UInt64 = 0x1F | 1 << 9 | 1 << 27 | 1 << 32
        static let systemResource = 24
        static let systemTime = 25
        static let wakeAlarm = 35
    }

    public var user: Identity
    public var group: Identity
    /// The supplementary groups.
    public var groups: [UInt32] = []
    public var capabilities: Capabilities
    /// How users and capabilities belong together, `PR_SET_SECUREBITS`.
    public var secureBits = SecureBits()

    init(user: UInt32, group: UInt32) {
        self.user = Identity(user)
        self.group = Identity(group)
        let all = user == 0 ? Capabilities.all : 0
        capabilities = Capabilities(effective: all, permitted: all)
    }

    /// Whether the effective set holds capability `number`.
    func has(_ number: Int) -> Bool { capabilities.effective >> UInt64(number) & 1 != 0 }

    /// Capabilities follow the users: "Effect of user ID changes on capabilities", capabilities(7).
    mutating func userChanged(from old: Identity, keepingCapabilities: Bool) {
        if secureBits.contains(.noSetUserFixUp) { return }
        let wasRoot = old.real == 0 || old.effective == 0 || old.saved == 0
        let isRoot = user.real == 0 || user.effective == 0 || user.saved == 0
        if wasRoot, !isRoot {
            if !keepingCapabilities { capabilities.permitted = 0 }
            capabilities.effective = 0
            capabilities.ambient = 0
        }
        fileUserChanged(from: old.file)
        if old.effective == 0, user.effective != 0 { capabilities.effective = 0 }
        if old.effective != 0, user.effective == 0 { capabilities.effective = capabilities.permitted }
    }

    /// Another program is executed, `user` and `group` being those of a file that gives its owner's rights: "Transformation of
    /// capabilities during execve()", capabilities(7). Files have no capabilities of their own here. `isRestricted`:
    /// `PR_SET_NO_NEW_PRIVS`.
    mutating func execute(user owner: UInt32?, group ownerGroup: UInt32?, isRestricted: Bool) {
        let givesRights = !isRestricted && (owner != nil || ownerGroup != nil)
        if !isRestricted {
            if let owner { user.effective = owner }
            if let ownerGroup { group.effective = ownerGroup }
        }
        (user.saved, user.file) = (user.effective, user.effective)
        (group.saved, group.file) = (group.effective, group.effective)
        if givesRights { capabilities.ambient = 0 }
        let isRoot = !secureBits.contains(.noRoot) && (user.real == 0 || user.effective == 0)
        let given = isRoot ? capabilities.inheritable | capabilities.bounding : 0
        capabilities.permitted = given | capabilities.ambient
        let takesEffect = isRoot && user.effective == 0
        capabilities.effective = takesEffect ? capabilities.permitted : capabilities.ambient
        secureBits.remove(.keepCapabilities)
    }

    /// The capabilities of files go with the file user 0, and come back with it.
    mutating func fileUserChanged(from old: UInt32) {
        if old == 0, user.file != 0 { capabilities.effective &= ~Capabilities.ofFiles }
        if old != 0, user.file == 0 { capabilities.effective |= capabilities.permitted & Capabilities.ofFiles }
    }
}
