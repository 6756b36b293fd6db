extension NamedValue {
    static let memoryProtection: [NamedValue] = [
        NamedValue(UInt64(MemoryProtection.PROT_READ.rawValue), "PROT_READ"),
        NamedValue(UInt64(MemoryProtection.PROT_WRITE.rawValue), "PROT_WRITE"),
        NamedValue(UInt64(MemoryProtection.PROT_EXEC.rawValue), "PROT_EXEC"),
        NamedValue(UInt64(MemoryProtection.PROT_SEM.rawValue), "PROT_SEM"),
        NamedValue(UInt64(MemoryProtection.PROT_GROWSDOWN.rawValue), "PROT_GROWSDOWN"),
        NamedValue(UInt64(MemoryProtection.PROT_GROWSUP.rawValue), "PROT_GROWSUP"),
    ]

    static let mapFlags: [NamedValue] = [
        NamedValue(UInt64(MapFlags.MAP_SHARED_VALIDATE.rawValue), "MAP_SHARED_VALIDATE"),
        NamedValue(UInt64(MapFlags.MAP_SHARED.rawValue), "MAP_SHARED"),
        NamedValue(UInt64(MapFlags.MAP_PRIVATE.rawValue), "MAP_PRIVATE"),
        NamedValue(UInt64(MapFlags.MAP_FIXED.rawValue), "MAP_FIXED"),
        NamedValue(UInt64(MapFlags.MAP_ANONYMOUS.rawValue), "MAP_ANONYMOUS"),
        NamedValue(UInt64(MapFlags.MAP_32BIT.rawValue), "MAP_32BIT"),
        NamedValue(UInt64(MapFlags.MAP_GROWSDOWN.rawValue), "MAP_GROWSDOWN"),
        NamedValue(UInt64(MapFlags.MAP_DENYWRITE.rawValue), "MAP_DENYWRITE"),
        NamedValue(UInt64(MapFlags.MAP_EXECUTABLE.rawValue), "MAP_EXECUTABLE"),
        NamedValue(UInt64(MapFlags.MAP_LOCKED.rawValue), "MAP_LOCKED"),
        NamedValue(UInt64(MapFlags.MAP_NORESERVE.rawValue), "MAP_NORESERVE"),
        NamedValue(UInt64(MapFlags.MAP_POPULATE.rawValue), "MAP_POPULATE"),
        NamedValue(UInt64(MapFlags.MAP_NONBLOCK.rawValue), "MAP_NONBLOCK"),
        NamedValue(UInt64(MapFlags.MAP_STACK.rawValue), "MAP_STACK"),
        NamedValue(UInt64(MapFlags.MAP_HUGETLB.rawValue), "MAP_HUGETLB"),
        NamedValue(UInt64(MapFlags.MAP_SYNC.rawValue), "MAP_SYNC"),
        NamedValue(UInt64(MapFlags.MAP_FIXED_NOREPLACE.rawValue), "MAP_FIXED_NOREPLACE"),
    ]

    static let remapFlags: [NamedValue] = [
        NamedValue(UInt64(RemapFlags.MREMAP_MAYMOVE.rawValue), "MREMAP_MAYMOVE"),
        NamedValue(UInt64(RemapFlags.MREMAP_FIXED.rawValue), "MREMAP_FIXED"),
        NamedValue(UInt64(RemapFlags.MREMAP_DONTUNMAP.rawValue), "MREMAP_DONTUNMAP"),
    ]

    static let memorySyncFlags: [NamedValue] = [
        NamedValue(UInt64(MemorySyncFlags.MS_ASYNC.rawValue), "MS_ASYNC"),
        NamedValue(UInt64(MemorySyncFlags.MS_INVALIDATE.rawValue), "MS_INVALIDATE"),
        NamedValue(UInt64(MemorySyncFlags.MS_SYNC.rawValue), "MS_SYNC"),
    ]

    static let lockAllFlags: [NamedValue] = [
        NamedValue(UInt64(LockAllFlags.MCL_CURRENT.rawValue), "MCL_CURRENT"),
        NamedValue(UInt64(LockAllFlags.MCL_FUTURE.rawValue), "MCL_FUTURE"),
        NamedValue(UInt64(LockAllFlags.MCL_ONFAULT.rawValue), "MCL_ONFAULT"),
    ]

    static let memfdFlags: [NamedValue] = [
        NamedValue(UInt64(MemfdFlags.MFD_CLOEXEC.rawValue), "MFD_CLOEXEC"),
        NamedValue(UInt64(MemfdFlags.MFD_ALLOW_SEALING.rawValue), "MFD_ALLOW_SEALING"),
        NamedValue(UInt64(MemfdFlags.MFD_HUGETLB.rawValue), "MFD_HUGETLB"),
        NamedValue(UInt64(MemfdFlags.MFD_NOEXEC_SEAL.rawValue), "MFD_NOEXEC_SEAL"),
        NamedValue(UInt64(MemfdFlags.MFD_EXEC.rawValue), "MFD_EXEC"),
    ]

    static let memoryAdvice: [NamedValue] = [
        NamedValue(UInt64(MemoryAdvice.MADV_NORMAL.rawValue), "MADV_NORMAL"),
        NamedValue(UInt64(MemoryAdvice.MADV_RANDOM.rawValue), "MADV_RANDOM"),
        NamedValue(UInt64(MemoryAdvice.MADV_SEQUENTIAL.rawValue), "MADV_SEQUENTIAL"),
        NamedValue(UInt64(MemoryAdvice.MADV_WILLNEED.rawValue), "MADV_WILLNEED"),
        NamedValue(UInt64(MemoryAdvice.MADV_DONTNEED.rawValue), "MADV_DONTNEED"),
        NamedValue(UInt64(MemoryAdvice.MADV_FREE.rawValue), "MADV_FREE"),
        NamedValue(UInt64(MemoryAdvice.MADV_REMOVE.rawValue), "MADV_REMOVE"),
        NamedValue(UInt64(MemoryAdvice.MADV_DONTFORK.rawValue), "MADV_DONTFORK"),
        NamedValue(UInt64(MemoryAdvice.MADV_DOFORK.rawValue), "MADV_DOFORK"),
        NamedValue(UInt64(MemoryAdvice.MADV_MERGEABLE.rawValue), "MADV_MERGEABLE"),
        NamedValue(UInt64(MemoryAdvice.MADV_UNMERGEABLE.rawValue), "MADV_UNMERGEABLE"),
        NamedValue(UInt64(MemoryAdvice.MADV_HUGEPAGE.rawValue), "MADV_HUGEPAGE"),
        NamedValue(UInt64(MemoryAdvice.MADV_NOHUGEPAGE.rawValue), "MADV_NOHUGEPAGE"),
        NamedValue(UInt64(MemoryAdvice.MADV_DONTDUMP.rawValue), "MADV_DONTDUMP"),
        NamedValue(UInt64(MemoryAdvice.MADV_DODUMP.rawValue), "MADV_DODUMP"),
        NamedValue(UInt64(MemoryAdvice.MADV_WIPEONFORK.rawValue), "MADV_WIPEONFORK"),
        NamedValue(UInt64(MemoryAdvice.MADV_KEEPONFORK.rawValue), "MADV_KEEPONFORK"),
        NamedValue(UInt64(MemoryAdvice.MADV_COLD.rawValue), "MADV_COLD"),
        NamedValue(UInt64(MemoryAdvice.MADV_PAGEOUT.rawValue), "MADV_PAGEOUT"),
        NamedValue(UInt64(MemoryAdvice.MADV_POPULATE_READ.rawValue), "MADV_POPULATE_READ"),
        NamedValue(UInt64(MemoryAdvice.MADV_POPULATE_WRITE.rawValue), "MADV_POPULATE_WRITE"),
        NamedValue(UInt64(MemoryAdvice.MADV_DONTNEED_LOCKED.rawValue), "MADV_DONTNEED_LOCKED"),
        NamedValue(UInt64(MemoryAdvice.MADV_COLLAPSE.rawValue), "MADV_COLLAPSE"),
    ]
}
