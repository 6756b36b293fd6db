internal import Bytes
internal import LinuxABI
internal import Memory

/// Where memory is to be on a machine with several nodes, numa(7): get_mempolicy(2), set_mempolicy(2), mbind(2), move_pages(2),
/// migrate_pages(2). There is one node, number 0, so that every policy that can be asked for is kept to by itself; it is remembered,
/// a thread's and that of each mapping.
enum MemoryPolicyCalls {
    /// The nodes that have memory, and how many a mask may name: more than there are, as on a kernel built for many machines.
    private static let present: UInt64 = 1
    private static let nodeLimit: UInt = 64

    static func bind(_ table: borrowing HandlerTable) {
        table[.set_mempolicy] = { mode, mask, count, _, _, _ in
            answer { () throws(Errno) in
                Thread.current.attributes.memoryPolicy = try MemoryPolicyCalls.policy(mode, mask, count)
                return 0
            }
        }
        table[.get_mempolicy] = { mode, mask, count, address, flags, _ in
            answer { () throws(Errno) in
                try MemoryPolicyCalls.ask(mode, mask, count, address, flags)
                return 0
            }
        }
        table[.mbind] = { address, length, mode, mask, count, flags in
            answer { () throws(Errno) in
                let flags = MemoryMoveFlags(argument: flags)
                let policy = try MemoryPolicyCalls.policy(mode, mask, count)
                guard flags.subtracting([.MPOL_MF_STRICT, .MPOL_MF_MOVE, .MPOL_MF_MOVE_ALL]).isEmpty else { throw .EINVAL }
                if flags.contains(.MPOL_MF_MOVE_ALL) { try MemoryPolicyCalls.checkRight() }
                try Process.current.memory.setPolicy(address, length, policy)
                return 0
            }
        }
        table[.move_pages] = { pid, count, pages, nodes, status, flags in
            answer { () throws(Errno) in
                try MemoryPolicyCalls.move(pid, count, pages, nodes, status, MemoryMoveFlags(argument: flags))
                return 0
            }
        }
        table[.migrate_pages] = { pid, count, old, new, _, _ in
            answer { () throws(Errno) in
                _ = try MemoryPolicyCalls.nodes(old, count)
                let new = try MemoryPolicyCalls.nodes(new, count)
                guard Process.current.attributes.isSelf(pid) else { throw .ESRCH }
                guard new & MemoryPolicyCalls.present != 0 else { throw .EINVAL }
                return 0
            }
        }
    }

    /// The mask of `count` - 1 bits at `address`; empty where there is none. Throws `EINVAL` for a node that no machine has, `EFAULT`.
    private static func nodes(_ address: UInt, _ count: UInt) throws(Errno) -> UInt64 {
        let count = count &- 1
        if address == 0 || count == 0 { return 0 }
        guard count <= UInt(pageSize) * 8 else { throw .EINVAL }
        var first: UInt64 = 0
        for word in 0..<Int((count + 63) / 64) {
            var bits = try UserPointer<UInt64>(address).load(at: word)
            let valid = count - UInt(word) * 64
            if valid < 64 { bits &= 1 << UInt64(valid) - 1 }
            if word == 0 { first = bits } else if bits != 0 { throw .EINVAL }
        }
        return first
    }

    /// The policy that the arguments ask for. Throws `EINVAL`, `EFAULT`.
    private static func policy(_ mode: UInt, _ mask: UInt, _ count: UInt) throws(Errno) -> MemoryPolicy {
        let bits = UInt32(truncatingIfNeeded: mode)
        let flags = MemoryPolicy.ModeFlags(rawValue: bits & 0xE000)
        guard var mode = MemoryPolicy.Mode(rawValue: bits & ~0xE000),
            !flags.isSuperset(of: [.MPOL_F_STATIC_NODES, .MPOL_F_RELATIVE_NODES]),
            !flags.contains(.MPOL_F_NUMA_BALANCING) || mode == .MPOL_BIND
        else { throw .EINVAL }
        let asked = try nodes(mask, count)
        let placed = flags.intersection([.MPOL_F_STATIC_NODES, .MPOL_F_RELATIVE_NODES])
        switch mode {
        case .MPOL_DEFAULT:
            guard asked == 0 else { throw .EINVAL }
            return .standard
        case .MPOL_LOCAL:
            guard asked == 0, placed.isEmpty else { throw .EINVAL }
        case .MPOL_PREFERRED where asked == 0:
            guard placed.isEmpty else { throw .EINVAL }
            mode = .MPOL_LOCAL
        case .MPOL_PREFERRED, .MPOL_BIND, .MPOL_INTERLEAVE, .MPOL_PREFERRED_MANY:
            // Relative ones are counted round the nodes that there are.
            guard asked & present != 0 || asked != 0 && placed.contains(.MPOL_F_RELATIVE_NODES) else { throw .EINVAL }
        }
        return MemoryPolicy(mode: mode, flags: flags, nodes: placed.isEmpty ? asked & present : asked)
    }

    private static func ask(
        _ mode: UInt, _ mask: UInt, _ count: UInt, _ address: UInt, _ flags: UInt
    ) throws(Errno) {
        // All of the word counts: a flag beyond those known is one that is not known.
        guard flags & ~7 == 0 else { throw .EINVAL }
        let flags = MemoryPolicyQuestion(argument: flags)
        if mask != 0, count < 1 { throw .EINVAL }
        if flags.contains(.MPOL_F_MEMS_ALLOWED) {
            guard flags == .MPOL_F_MEMS_ALLOWED else { throw .EINVAL }
            if mode != 0 { try UserPointer<UInt32>(mode).store(0) }
            return try store(present, mask, count)
        }
        guard flags.contains(.MPOL_F_ADDR) || address == 0 else { throw .EINVAL }
        let memory = Process.current.memory
        var policy = Thread.current.attributes.memoryPolicy
        if flags.contains(.MPOL_F_ADDR) {
            guard memory.mapping(at: address) != nil else { throw .EFAULT }
            policy = memory.policy(at: address) ?? policy
        }
        var answer = policy.mode.rawValue | policy.flags.rawValue
        if flags.contains(.MPOL_F_NODE) {
            if flags.contains(.MPOL_F_ADDR) {
                // Where the page is, once it is there.
                guard memory.populate(address..<address &+ 1, for: .read) else { throw .EFAULT }
            } else if policy.mode != .MPOL_INTERLEAVE {
                throw .EINVAL
            }
            answer = 0
        }
        if mode != 0 { try UserPointer<UInt32>(mode).store(answer) }
        try store(policy.nodes, mask, count)
    }

    /// Stores a mask of `count` - 1 bits, in whole words. Throws `EINVAL`, `EFAULT`.
    private static func store(_ nodes: UInt64, _ mask: UInt, _ count: UInt) throws(Errno) {
        if mask == 0 { return }
        let words = (count &- 1 &+ 63) / 64
        guard words * 8 <= UInt(pageSize) else { throw .EINVAL }
        for word in 0..<Int(words) { try UserPointer<UInt64>(mask).store(word == 0 ? nodes : 0, at: word) }
    }

    /// Tells where pages are, or moves them to where they are already. Throws what move_pages(2) does.
    private static func move(
        _ pid: UInt, _ count: UInt, _ pages: UInt, _ nodes: UInt, _ status: UInt, _ flags: MemoryMoveFlags
    ) throws(Errno) {
        guard flags.subtracting([.MPOL_MF_MOVE, .MPOL_MF_MOVE_ALL]).isEmpty else { throw .EINVAL }
        if flags.contains(.MPOL_MF_MOVE_ALL) { try checkRight() }
        guard Process.current.attributes.isSelf(pid) else { throw .ESRCH }
        let memory = Process.current.memory
        for index in 0..<Int(clamping: count) {
            let page = try UserPointer<UInt>(pages).load(at: index)
            if nodes != 0 {
                let node = try UserPointer<Int32>(nodes).load(at: index)
                guard node == 0 else { throw .ENODEV }
            }
            var result: Int32 = 0
            if memory.mapping(at: page) == nil {
                result = -Int32(Errno.EFAULT.rawValue)
            } else if !memory.entry(at: page).contains(.present) {
                result = -Int32(Errno.ENOENT.rawValue)
            }
            try UserPointer<Int32>(status).store(result, at: index)
        }
    }

    private static func checkRight() throws(Errno) {
        guard Process.current.attributes.credentials.has(Credentials.Capabilities.systemNice) else { throw .EPERM }
    }
}
