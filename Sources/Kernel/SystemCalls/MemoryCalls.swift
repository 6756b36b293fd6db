internal import Bytes
internal import LinuxABI
internal import Memory

/// Mappings and the break: mmap(2), munmap(2), mprotect(2), mremap(2), brk(2), and what the files beside this one bind.
public enum MemoryCalls {
    public static func bind(_ table: borrowing HandlerTable) {
        table[.mmap] = { address, length, protection, flags, fd, offset in
            answer { () throws(Errno) in
                let protection = MemoryProtection(argument: protection)
                let flags = MapFlags(argument: flags)
                let process = Process.current
                if offset & 4095 != 0 { throw .EINVAL }
                if flags.contains(.MAP_ANONYMOUS) {
                    return Int(bitPattern: try process.memory.map(address, length, protection, flags))
                }
                let fd = Int32(truncatingIfNeeded: fd)
                let backing = try process.backing(fd, protection, flags, offset: Int(bitPattern: offset))
                return Int(bitPattern: try process.memory.map(address, length, protection, flags, backing))
            }
        }
        table[.munmap] = { address, length, _, _, _, _ in
            answer { () throws(Errno) in
                try Process.current.memory.unmap(address, length)
                return 0
            }
        }
        table[.mprotect] = { address, length, protection, _, _, _ in
            answer { () throws(Errno) in
                try Process.current.memory.protect(address, length, MemoryProtection(argument: protection))
                return 0
            }
        }
        table[.mremap] = { address, oldLength, newLength, flags, target, _ in
            answer { () throws(Errno) in
                let flags = RemapFlags(argument: flags)
                let result = try Process.current.memory.remap(address, oldLength, newLength, flags, to: target)
                return Int(bitPattern: result)
            }
        }
        table[.brk] = { address, _, _, _, _, _ in Int(bitPattern: Process.current.memory.setBreak(address)) }
        MemoryAdviceCalls.bind(table)
        MemoryPolicyCalls.bind(table)
        MemoryProtectionKeyCalls.bind(table)
        MemorySegmentCalls.bind(table)
    }
}
