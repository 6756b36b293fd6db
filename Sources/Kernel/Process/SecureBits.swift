/// The `securebits` of capabilities(7); each has a lock, the next bit, that keeps it as it is.
public struct SecureBits: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `SECBIT_NOROOT`: execve(2) gives the superuser no capabilities.
    static var noRoot: SecureBits { SecureBits(rawValue: 1) }
    /// `SECBIT_NO_SETUID_FIXUP`: changes of users leave capabilities alone.
    static var noSetUserFixUp: SecureBits { SecureBits(rawValue: 1 << 2) }
    /// `SECBIT_KEEP_CAPS`, which is also `PR_SET_KEEPCAPS`.
    static var keepCapabilities: SecureBits { SecureBits(rawValue: 1 << 4) }
    /// `SECBIT_KEEP_CAPS_LOCKED`
    static var keepCapabilitiesLocked: SecureBits { SecureBits(rawValue: 1 << 5) }
    /// `SECBIT_NO_CAP_AMBIENT_RAISE`
    static var noAmbientRaise: SecureBits { SecureBits(rawValue: 1 << 6) }
    /// The bits that there are: four pairs, and two more of later versions.
    static var all: SecureBits { SecureBits(rawValue: 0xFFF) }
    private static var locks: SecureBits { SecureBits(rawValue: 0xAAA) }

    /// Whether they may become `new`: known bits, no lock opened, nothing locked changed.
    func mayBecome(_ new: SecureBits) -> Bool {
        let locked = SecureBits(rawValue: intersection(SecureBits.locks).rawValue >> 1)
        return new.isSubset(of: .all) && intersection(SecureBits.locks).isSubset(of: new)
            && symmetricDifference(new).isDisjoint(with: locked)
    }
}
