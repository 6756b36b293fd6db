internal import LinuxABI
internal import Memory

/// Protection keys (pkeys(7)) as on a processor that has none: pkey_alloc(2), pkey_free(2), pkey_mprotect(2).
///
/// Keys only bind ring 3, and programs run in ring 0, so there are none whatever the processor.
enum MemoryProtectionKeyCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.pkey_alloc] = { flags, rights, _, _, _, _ in
            answer { () throws(Errno) in
                if flags != 0 || rights & ~3 != 0 { throw .EINVAL }
                throw .ENOSPC
            }
        }
        table[.pkey_free] = { _, _, _, _, _, _ in answer { () throws(Errno) in throw .EINVAL } }
        table[.pkey_mprotect] = { address, length, protection, key, _, _ in
            answer { () throws(Errno) in
                // -1: as mprotect(2).
                if Int32(truncatingIfNeeded: key) != -1 { throw .EINVAL }
                try Process.current.memory.protect(address, length, MemoryProtection(argument: protection))
                return 0
            }
        }
    }
}
