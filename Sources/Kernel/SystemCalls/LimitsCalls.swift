internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Memory

/// Limits and their use: getrlimit(2), prlimit(2), getrusage(2).
public enum LimitsCalls {
    public static func bind(_ table: borrowing HandlerTable) {
        table[.getrlimit] = { resource, result, _, _, _, _ in
            answer { () throws(Errno) in
                guard let limit = Process.current.attributes.limits[Resource(argument: resource)] else { throw .EINVAL }
                try UserPointer<ResourceLimit>(result).store(limit)
                return 0
            }
        }
        table[.setrlimit] = { resource, value, _, _, _, _ in
            answer { () throws(Errno) in
                try LimitsCalls.set(Resource(argument: resource), try UserPointer<ResourceLimit>(value).load())
                return 0
            }
        }
        table[.prlimit64] = { pid, resource, new, old, _, _ in
            answer { () throws(Errno) in
                let resource = Resource(argument: resource)
                let process = try IdentityCalls.known(pid)
                guard let before = process.limits[resource] else { throw .EINVAL }
                if new != 0 { try LimitsCalls.set(resource, try UserPointer<ResourceLimit>(new).load()) }
                if old != 0 { try UserPointer<ResourceLimit>(old).store(before) }
                return 0
            }
        }
        table[.getrusage] = { who, result, _, _, _, _ in
            answer { () throws(Errno) in
                var usage = ResourceUsage()
                let target = UsageTarget(argument: who)
                switch target {
                case .RUSAGE_SELF, .RUSAGE_THREAD:
                    let process = Process.current
                    let services = process.services
                    let clock = target == .RUSAGE_SELF ? ProgramClock.process(process) : .thread(.current)
                    usage.utime = TimeValue(TimeSpec(totalNanoseconds: clock.now()))
                    (usage.nvcsw, usage.nivcsw) = process.switches(of: target == .RUSAGE_SELF ? nil : .current)
                    let frames = services.pages.statistics()
                    usage.maxrss = Int64((frames.total - frames.free) * (pageSize / 1024))
                    if target == .RUSAGE_SELF { usage.minflt = Int64(process.memory.faultCount) }
                // There have been no children.
                case .RUSAGE_CHILDREN: break
                default: throw .EINVAL
                }
                try UserPointer<ResourceUsage>(result).store(usage)
                return 0
            }
        }
        SchedulingCalls.bind(table)
    }

    private static func set(_ resource: Resource, _ new: ResourceLimit) throws(Errno) {
        let process = Process.current
        let isPrivileged = process.attributes.credentials.has(Credentials.Capabilities.systemResource)
        try process.attributes.limits.set(resource, to: new, isPrivileged: isPrivileged)
        switch resource {
        case .RLIMIT_NOFILE: process.adoptDescriptorLimit()
        case .RLIMIT_CPU: process.timers.adopt(new)
        case .RLIMIT_AS: process.memory.sizeLimit = UInt(new.current)
        case .RLIMIT_STACK: process.memory.stackLimit = UInt(new.current)
        default: break
        }
    }
}
