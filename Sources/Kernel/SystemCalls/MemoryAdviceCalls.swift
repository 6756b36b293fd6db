internal import Bytes
internal import LinuxABI
internal import Memory

/// What a program says or asks about mapped memory: madvise(2), mincore(2), msync(2), mlock(2) and their relatives,
/// membarrier(2).
enum MemoryAdviceCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.madvise] = { address, length, advice, _, _, _ in
            answer { () throws(Errno) in
                try Process.current.memory.advise(address, length, MemoryAdvice(argument: advice))
                return 0
            }
        }
        table[.mincore] = { address, length, vector, _, _, _ in
            answer { () throws(Errno) in
                try MemoryAdviceCalls.residence(address, length, UserPointer(vector))
            }
        }
        table[.msync] = { address, length, flags, _, _, _ in
            answer { () throws(Errno) in
                try Process.current.memory.synchronize(address, length, MemorySyncFlags(argument: flags))
                return 0
            }
        }
        bindLocks(table)
        table[.membarrier] = { command, flags, _, _, _, _ in
            answer { () throws(Errno) in
                try MemoryAdviceCalls.barrier(Int32(truncatingIfNeeded: command), UInt32(truncatingIfNeeded: flags))
            }
        }
    }

    private static func bindLocks(_ table: borrowing HandlerTable) {
        table[.mlock] = { address, length, _, _, _, _ in
            answer { () throws(Errno) in
                try Process.current.memory.lock(address, length, .now)
                return 0
            }
        }
        table[.mlock2] = { address, length, flags, _, _, _ in
            answer { () throws(Errno) in
                // MLOCK_ONFAULT is the only flag.
                let flags = UInt32(truncatingIfNeeded: flags)
                if flags > 1 { throw .EINVAL }
                try Process.current.memory.lock(address, length, flags == 1 ? .onFault : .now)
                return 0
            }
        }
        table[.munlock] = { address, length, _, _, _, _ in
            answer { () throws(Errno) in
                try Process.current.memory.lock(address, length, .off)
                return 0
            }
        }
        table[.mlockall] = { flags, _, _, _, _, _ in
            answer { () throws(Errno) in
                let flags = LockAllFlags(argument: flags)
                let all: LockAllFlags = [.MCL_CURRENT, .MCL_FUTURE, .MCL_ONFAULT]
                if flags.isEmpty || flags == .MCL_ONFAULT || !flags.subtracting(all).isEmpty { throw .EINVAL }
                try Process.current.memory.lockAll(flags)
                return 0
            }
        }
        table[.munlockall] = { _, _, _, _, _, _ in
            answer { () throws(Errno) in
                try Process.current.memory.lockAll([])
                return 0
            }
        }
    }

    /// mincore(2). Throws `EINVAL`, `ENOMEM`, `EFAULT`.
    private static func residence(_ address: UInt, _ length: UInt, _ vector: UserPointer<UInt8>) throws(Errno) -> Int {
        var index = 0
        try Process.current.memory.forEachResidence(address, length) { (resident) throws(Errno) in
            try vector.store(resident, at: index)
            index += 1
        }
        return 0
    }

    /// membarrier(2): the other processors that run are interrupted, and have answered when this returns. An interrupt and the return
    /// from it are barriers, of memory and of the instruction stream; one that idles passes the same way out of the kernel. Throws `EINVAL`, `EPERM`.
    private static func barrier(_ command: Int32, _ flags: UInt32) throws(Errno) -> Int {
        let memory = Process.current.memory
        // Linux's include/uapi/linux/membarrier.h.
        let global: Int32 = 1
        let globalExpedited: Int32 = 2
        let registerGlobal: Int32 = 4
        let privateExpedited: Int32 = 8
        let registerPrivate: Int32 = 16
        let privateSyncCore: Int32 = 32
        let registerSyncCore: Int32 = 64
        if flags != 0 { throw .EINVAL }
        switch command {
        case 0:
            return Int(
                global | globalExpedited | registerGlobal | privateExpedited | registerPrivate | privateSyncCore
                    | registerSyncCore)
        case global, globalExpedited: break
        case registerGlobal, registerPrivate, registerSyncCore:
            memory.barrierRegistrations |= command
            return 0
        case privateExpedited, privateSyncCore:
            // Each command's registration is the next bit.
            if memory.barrierRegistrations & command << 1 == 0 { throw .EPERM }
        default: throw .EINVAL
        }
        #if os(none)
        TranslationFlush.tellOthers()
        #endif
        return 0
    }
}
