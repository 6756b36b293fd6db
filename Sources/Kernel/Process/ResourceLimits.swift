public import LinuxABI

/// The limits of a process (getrlimit(2)), as Linux gives them to its first process where nothing else is said.
public struct ResourceLimits {
    private var limits: InlineArray<16, ResourceLimit>

    init() {
        let none = ResourceLimit(current: ResourceLimit.infinity, maximum: ResourceLimit.infinity)
        let zero = ResourceLimit(current: 0, maximum: 0)
        limits = InlineArray(repeating: none)
        limits[Int(Resource.RLIMIT_STACK.rawValue)].current = 8 << 20
        limits[Int(Resource.RLIMIT_CORE.rawValue)].current = 0
        limits[Int(Resource.RLIMIT_NPROC.rawValue)] = ResourceLimit(current: 32_768, maximum: 32_768)
        limits[Int(Resource.RLIMIT_NOFILE.rawValue)] = ResourceLimit(current: 1024, maximum: 1 << 20)
        limits[Int(Resource.RLIMIT_MEMLOCK.rawValue)] = ResourceLimit(current: 8 << 20, maximum: 8 << 20)
        limits[Int(Resource.RLIMIT_SIGPENDING.rawValue)] = ResourceLimit(current: 1024, maximum: 1024)
        limits[Int(Resource.RLIMIT_MSGQUEUE.rawValue)] = ResourceLimit(current: 819_200, maximum: 819_200)
        limits[Int(Resource.RLIMIT_NICE.rawValue)] = zero
        limits[Int(Resource.RLIMIT_RTPRIO.rawValue)] = zero
    }

    /// One limit, or nil for a number that has none.
    public subscript(resource: Resource) -> ResourceLimit? {
        resource.rawValue < 16 ? limits[Int(resource.rawValue)] : nil
    }

    /// Sets a limit. Throws `EINVAL` for an unknown one or a soft limit above the hard one, `EPERM` where an
    /// unprivileged process raises the hard one, or anyone that of descriptors above 2^20.
    mutating func set(_ resource: Resource, to new: ResourceLimit, isPrivileged: Bool) throws(Errno) {
        guard let old = self[resource], new.current <= new.maximum else { throw .EINVAL }
        if new.maximum > old.maximum, !isPrivileged { throw .EPERM }
        if resource == .RLIMIT_NOFILE, new.maximum > 1 << 20 { throw .EPERM }
        limits[Int(resource.rawValue)] = new
    }
}
