internal import Bytes
internal import LinuxABI
internal import Memory

/// prctl(2), arch_prctl(2), personality(2) and the robust futex list.
enum ProcessControlCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.prctl] = { option, a, b, c, d, _ in
            answer { () throws(Errno) in try ProcessControlCalls.control(ProcessControl(argument: option), a, b, c, d) }
        }
        table[.arch_prctl] = { code, address, _, _, _, _ in
            answer { () throws(Errno) in
                let control = Process.current.services.control
                switch ArchitectureControl(argument: code) {
                case .ARCH_SET_FS:
                    guard address < AddressMap.programHigh else { throw .EPERM }
                    control.threadPointer = address
                case .ARCH_GET_FS: try UserPointer<UInt>(address).store(control.threadPointer)
                // The GS base points to the kernel's data, since programs share its ring.
                case .ARCH_SET_GS: throw .EPERM
                case .ARCH_GET_GS: try UserPointer<UInt>(address).store(0)
                case .ARCH_GET_CPUID: return 1
                case .ARCH_SET_CPUID: throw .ENODEV
                default: throw .EINVAL
                }
                return 0
            }
        }
        table[.personality] = { persona, _, _, _, _, _ in
            answer { () throws(Errno) in
                // 0xffffffff asks. Execution domain 0, `PER_LINUX`, is the only one; of the flags there is the one that says how addresses
                // were chosen when the program started.
                let wanted = Persona(rawValue: UInt32(truncatingIfNeeded: persona))
                let attributes = Process.current.attributes
                let old = attributes.persona
                if wanted.rawValue != .max {
                    guard wanted.subtracting(.ADDR_NO_RANDOMIZE).isEmpty else { throw .EINVAL }
                    attributes.persona = wanted
                }
                return Int(old.rawValue)
            }
        }
        table[.set_robust_list] = { head, size, _, _, _, _ in
            answer { () throws(Errno) in
                guard size == UInt(MemoryLayout<RobustListHead>.size) else { throw .EINVAL }
                Thread.current.attributes.robustList = head
                return 0
            }
        }
        table[.get_robust_list] = { pid, head, size, _, _, _ in
            answer { () throws(Errno) in
                let number = Int32(truncatingIfNeeded: pid)
                guard let thread = number == 0 ? Thread.current : Process.current.threads.find(number) else { throw .ESRCH }
                try UserPointer<UInt>(size).store(UInt(MemoryLayout<RobustListHead>.size))
                try UserPointer<UInt>(head).store(thread.attributes.robustList)
                return 0
            }
        }
    }

    /// prctl(2) of the options that mean something for one process. Throws `EINVAL` for the others, as Linux does for
    /// those that it was built without.
    private static func control(
        _ option: ProcessControl, _ a: UInt, _ b: UInt, _ c: UInt, _ d: UInt
    ) throws(Errno) -> Int {
        let owner = Process.current
        let process = owner.attributes
        switch option {
        case .PR_SET_NAME: Thread.current.attributes.name = try threadName(a)
        case .PR_GET_NAME: try UserPointer<InlineArray<16, UInt8>>(a).store(Thread.current.attributes.name)
        case .PR_GET_DUMPABLE: return process.flags.contains(.dumpable) ? 1 : 0
        case .PR_SET_DUMPABLE: try process.set(.dumpable, a)
        case .PR_GET_NO_NEW_PRIVS:
            guard a == 0, b == 0, c == 0, d == 0 else { throw .EINVAL }
            return process.flags.contains(.noNewPrivileges) ? 1 : 0
        case .PR_SET_NO_NEW_PRIVS:
            guard a == 1, b == 0, c == 0, d == 0 else { throw .EINVAL }
            process.flags.insert(.noNewPrivileges)
        case .PR_GET_CHILD_SUBREAPER:
            try UserPointer<Int32>(a).store(process.flags.contains(.childSubreaper) ? 1 : 0)
        case .PR_SET_CHILD_SUBREAPER: try process.set(.childSubreaper, a == 0 ? 0 : 1)
        case .PR_GET_PDEATHSIG: try UserPointer<Int32>(a).store(process.parentDeathSignal)
        case .PR_SET_PDEATHSIG:
            guard a <= UInt(Signal.limit) else { throw .EINVAL }
            process.parentDeathSignal = Int32(a)
        case .PR_GET_TIMERSLACK: return Int(bitPattern: Thread.current.attributes.timerSlack)
        case .PR_SET_TIMERSLACK: Thread.current.attributes.timerSlack = Int(bitPattern: a) <= 0 ? 50_000 : a
        case .PR_GET_THP_DISABLE:
            guard a == 0, b == 0, c == 0, d == 0 else { throw .EINVAL }
            return owner.memory.hugePagesDisabled ? 1 : 0
        case .PR_SET_THP_DISABLE:
            guard b == 0, c == 0, d == 0 else { throw .EINVAL }
            owner.memory.hugePagesDisabled = a != 0
        case .PR_GET_TID_ADDRESS: try UserPointer<UInt>(a).store(Thread.current.attributes.clearAtEnd)
        // Statistical timing, no seccomp, rdtsc allowed: they cannot be otherwise.
        case .PR_GET_TIMING, .PR_GET_SECCOMP: return 0
        case .PR_SET_TIMING:
            guard a == 0 else { throw .EINVAL }
        case .PR_GET_TSC: try UserPointer<Int32>(a).store(1)
        case .PR_SET_TSC:
            guard a == 1 else { throw .EINVAL }
        default: return try CapabilityControls.control(&process.credentials, option, a, b, c, d)
        }
        return 0
    }

    /// Up to 15 bytes, or as far as the zero. Throws `EFAULT`.
    private static func threadName(_ address: UInt) throws(Errno) -> InlineArray<16, UInt8> {
        var name = InlineArray<16, UInt8>(repeating: 0)
        for index in 0..<15 {
            let byte = try UserPointer<UInt8>(address).load(at: index)
            if byte == 0 { break }
            name[index] = byte
        }
        return name
    }
}

extension ProcessAttributes {
    /// Sets or clears a flag by an argument that must be 0 or 1. Throws `EINVAL`.
    fileprivate func set(_ flag: Flags, _ value: UInt) throws(Errno) {
        switch value {
        case 0: flags.remove(flag)
        case 1: flags.insert(flag)
        default: throw .EINVAL
        }
    }
}
