internal import LinuxABI

/// The options of prctl(2) that concern capabilities(7): the bounding and the ambient set, the secure bits.
enum CapabilityControls {
    /// Throws `EINVAL` for an option that is none of these, and what the options throw: `EPERM`, `EINVAL`.
    static func control(
        _ credentials: inout Credentials, _ option: ProcessControl, _ a: UInt, _ b: UInt, _ c: UInt, _ d: UInt
    ) throws(Errno) -> Int {
        switch option {
        case .PR_GET_KEEPCAPS: return credentials.secureBits.contains(.keepCapabilities) ? 1 : 0
        case .PR_SET_KEEPCAPS:
            guard a <= 1 else { throw .EINVAL }
            if credentials.secureBits.contains(.keepCapabilitiesLocked) { throw .EPERM }
            if a == 1 {
                credentials.secureBits.insert(.keepCapabilities)
            } else {
                credentials.secureBits.remove(.keepCapabilities)
            }
        case .PR_GET_SECUREBITS: return Int(credentials.secureBits.rawValue)
        case .PR_SET_SECUREBITS:
            let new = SecureBits(rawValue: UInt32(truncatingIfNeeded: a))
            guard a <= UInt(UInt32.max), credentials.secureBits.mayBecome(new),
                credentials.has(Credentials.Capabilities.setCapabilities)
            else { throw .EPERM }
            credentials.secureBits = new
        case .PR_CAPBSET_READ: return credentials.capabilities.bounding & (try bit(a)) != 0 ? 1 : 0
        case .PR_CAPBSET_DROP:
            guard credentials.has(Credentials.Capabilities.setCapabilities) else { throw .EPERM }
            credentials.capabilities.bounding &= ~(try bit(a))
        case .PR_CAP_AMBIENT: return try ambient(&credentials, a, b, c, d)
        default: throw .EINVAL
        }
        return 0
    }

    /// `PR_CAP_AMBIENT`: 1 asks, 2 raises, 3 lowers, 4 clears all.
    private static func ambient(
        _ credentials: inout Credentials, _ action: UInt, _ number: UInt, _ c: UInt, _ d: UInt
    ) throws(Errno) -> Int {
        guard c == 0, d == 0 else { throw .EINVAL }
        if action == 4 {
            guard number == 0 else { throw .EINVAL }
            credentials.capabilities.ambient = 0
            return 0
        }
        let bit = try bit(number)
        let sets = credentials.capabilities
        switch action {
        case 1: return sets.ambient & bit != 0 ? 1 : 0
        case 2:
            guard sets.permitted & sets.inheritable & bit != 0, !credentials.secureBits.contains(.noAmbientRaise) else {
                throw .EPERM
            }
            credentials.capabilities.ambient |= bit
        case 3: credentials.capabilities.ambient &= ~bit
        default: throw .EINVAL
        }
        return 0
    }

    /// Throws `EINVAL` for a number that no capability has.
    private static func bit(_ number: UInt) throws(Errno) -> UInt64 {
        guard number <= UInt(Credentials.Capabilities.last) else { throw .EINVAL }
        return 1 << UInt64(number)
    }
}
