internal import Bytes
internal import FileSystem
internal import LinuxABI
internal import Memory

/// System V shared memory: shmget(2), shmat(2), shmdt(2), shmctl(2).
enum MemorySegmentCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.shmget] = { key, size, flags, _, _, _ in
            answer { () throws(Errno) in
                try MemorySegmentCalls.get(Int32(truncatingIfNeeded: key), size, UInt32(truncatingIfNeeded: flags))
            }
        }
        table[.shmat] = { id, address, flags, _, _, _ in
            answer { () throws(Errno) in
                try MemorySegmentCalls.attach(
                    Int32(truncatingIfNeeded: id), address, SharedSegmentFlags(argument: flags))
            }
        }
        table[.shmdt] = { address, _, _, _, _, _ in
            answer { () throws(Errno) in try MemorySegmentCalls.detach(address) }
        }
        table[.shmctl] = { id, command, buffer, _, _, _ in
            answer { () throws(Errno) in
                try MemorySegmentCalls.control(
                    Int32(truncatingIfNeeded: id), SharedSegmentCommand(argument: command), buffer)
            }
        }
    }

    private static var segments: SharedSegments { Process.current.services.segments }

    private static func get(_ key: Int32, _ size: UInt, _ bits: UInt32) throws(Errno) -> Int {
        let flags = SharedSegmentFlags(rawValue: bits)
        // IPC_PRIVATE is no key, but asks for a new segment.
        if key != 0, let known = segments.find(key: key) {
            if flags.isSuperset(of: [.IPC_CREAT, .IPC_EXCL]) { throw .EEXIST }
            guard size <= known.status.size else { throw .EINVAL }
            try check(known, bits & 0o777)
            return Int(known.id)
        }
        guard key == 0 || flags.contains(.IPC_CREAT) else { throw .ENOENT }
        guard size >= 1, UInt64(size) <= SharedSegments.sizeLimit else { throw .EINVAL }
        let process = Process.current
        let memory = process.services.pages.statistics().total
        // Huge pages: there is no pool of them. More than all memory: as with mmap(2).
        guard !flags.contains(.SHM_HUGETLB), size >> 12 < max(UInt(memory), 1 << 16) || flags.contains(.SHM_NORESERVE),
            size < 1 << 46
        else { throw .ENOMEM }
        var status = SharedSegmentStatus()
        let credentials = process.attributes.credentials
        status.permissions.key = key
        (status.permissions.uid, status.permissions.gid) = (credentials.user.effective, credentials.group.effective)
        status.permissions.creatorUID = credentials.user.effective
        status.permissions.creatorGID = credentials.group.effective
        status.permissions.mode = bits & 0o777
        status.size = UInt64(size)
        status.creator = process.attributes.id
        status.changeTime = process.services.time.wallClock().seconds
        let segment = SharedSegment(
            status, SharedMemory(pages: Int((size + 4095) >> 12), frames: process.memory.frames), segments,
            process.services.time)
        try segments.add(segment)
        return Int(segment.id)
    }

    private static func attach(_ id: Int32, _ address: UInt, _ flags: SharedSegmentFlags) throws(Errno) -> Int {
        let segment = try segments.segment(id)
        var address = address
        if address == 0 {
            if flags.contains(.SHM_REMAP) { throw .EINVAL }
        } else if address & 4095 != 0 {
            guard flags.contains(.SHM_RND) else { throw .EINVAL }
            address &= ~4095
            if address == 0, flags.contains(.SHM_REMAP) { throw .EINVAL }
        }
        var protection: MemoryProtection = .PROT_READ
        var wanted: UInt32 = 0o444
        if !flags.contains(.SHM_RDONLY) {
            protection.insert(.PROT_WRITE)
            wanted |= 0o222
        }
        if flags.contains(.SHM_EXEC) {
            protection.insert(.PROT_EXEC)
            wanted |= 0o111
        }
        try check(segment, wanted)
        var mapping: MapFlags = .MAP_SHARED
        if address != 0 { mapping.insert(flags.contains(.SHM_REMAP) ? .MAP_FIXED : .MAP_FIXED_NOREPLACE) }
        let maximum: MemoryProtection =
            flags.contains(.SHM_RDONLY) ? [.PROT_READ, .PROT_EXEC] : [.PROT_READ, .PROT_WRITE, .PROT_EXEC]
        let attachment = SegmentAttachment(segment)
        do throws(Errno) {
            let place = try Process.current.memory.map(
                address, UInt(segment.status.size), protection, mapping,
                .object(attachment, offset: 0, maximum: maximum))
            attachment.confirm()
            return Int(bitPattern: place)
        } catch {
            // What lies there is in the way.
            throw error == .EEXIST ? .EINVAL : error
        }
    }

    private static func detach(_ address: UInt) throws(Errno) -> Int {
        let memory = Process.current.memory
        guard address & 4095 == 0, let first = memory.mapping(at: address), first.range.lowerBound == address,
            first.offset == 0, let attachment = first.object as? SegmentAttachment
        else { throw .EINVAL }
        // All that is left of it, in as many pieces as mprotect(2) and munmap(2) have made.
        var pieces: [Range<UInt>] = []
        memory.forEachMapping { if $0.object === attachment { pieces.append($0.range) } }
        for piece in pieces { try memory.unmap(piece.lowerBound, piece.upperBound - piece.lowerBound) }
        return 0
    }

    private static func control(_ id: Int32, _ command: SharedSegmentCommand, _ buffer: UInt) throws(Errno) -> Int {
        guard id >= 0 else { throw .EINVAL }
        switch command {
        case .IPC_INFO:
            let limits = SharedSegmentLimits(
                largest: SharedSegments.sizeLimit, count: UInt64(SharedSegments.countLimit), pages: SharedSegments.sizeLimit)
            try UserPointer<SharedSegmentLimits>(buffer).store(limits)
            return segments.usage.highest
        case .SHM_INFO:
            // struct shm_info: segments in use, their pages, and of these resident and paged out; two counts more.
            let usage = segments.usage
            let numbers = [UInt64(usage.count), UInt64(usage.pages), UInt64(usage.pages), 0, 0, 0]
            for index in numbers.indices { try UserPointer<UInt64>(buffer).store(numbers[index], at: index) }
            return usage.highest
        case .SHM_STAT, .SHM_STAT_ANY:
            let segment = try segments.segment(inSlot: id)
            if command == .SHM_STAT { try check(segment, 0o444) }
            try UserPointer<SharedSegmentStatus>(buffer).store(segment.status)
            return Int(segment.id)
        default: break
        }
        var new = SharedSegmentStatus()
        if command == .IPC_SET { new = try UserPointer<SharedSegmentStatus>(buffer).load() }
        guard [.IPC_RMID, .IPC_SET, .IPC_STAT, .SHM_LOCK, .SHM_UNLOCK].contains(command) else { throw .EINVAL }
        let segment = try segments.segment(id)
        switch command {
        case .IPC_STAT:
            try check(segment, 0o444)
            try UserPointer<SharedSegmentStatus>(buffer).store(segment.status)
        case .IPC_SET:
            try checkOwner(segment)
            segment.status.permissions.uid = new.permissions.uid
            segment.status.permissions.gid = new.permissions.gid
            segment.status.permissions.mode =
                segment.status.permissions.mode & ~0o777 | new.permissions.mode & 0o777
            segment.status.changeTime = Process.current.services.time.wallClock().seconds
        case .SHM_LOCK, .SHM_UNLOCK:
            try checkOwner(segment)
            // Nothing is ever paged out.
            segment.status.permissions.mode &= ~IPCPermissions.SHM_LOCKED
            if command == .SHM_LOCK { segment.status.permissions.mode |= IPCPermissions.SHM_LOCKED }
        default:
            try checkOwner(segment)
            segment.doom()
        }
        return 0
    }

    /// Whether the process has the permissions, each three times in `wanted`. Throws: `EACCES`.
    private static func check(_ segment: SharedSegment, _ wanted: UInt32) throws(Errno) {
        let credentials = Process.current.attributes.credentials
        let permissions = segment.status.permissions
        let user = credentials.user.effective
        let groups = credentials.groups + [credentials.group.effective]
        var granted = permissions.mode
        if user == permissions.uid || user == permissions.creatorUID {
            granted >>= 6
        } else if groups.contains(permissions.gid) || groups.contains(permissions.creatorGID) {
            granted >>= 3
        }
        let asked = (wanted >> 6 | wanted >> 3 | wanted) & 7
        guard asked & ~granted == 0 || credentials.has(Credentials.Capabilities.ipcOwner) else { throw .EACCES }
    }

    /// Throws: `EPERM`.
    private static func checkOwner(_ segment: SharedSegment) throws(Errno) {
        let credentials = Process.current.attributes.credentials
        let user = credentials.user.effective
        guard
            user == segment.status.permissions.uid || user == segment.status.permissions.creatorUID
                || credentials.has(Credentials.Capabilities.systemAdministration)
        else { throw .EPERM }
    }
}
