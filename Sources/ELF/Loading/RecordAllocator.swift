internal import LinuxABI

/// Small records in the program's memory: link maps, names, TLS descriptors' arguments. Never given back one by one.
struct RecordAllocator {
    private var next: UInt = 0
    private var left: UInt = 0

    /// `size` zeroed bytes at a multiple of 16.
    mutating func allocate(_ size: UInt, _ host: any LinkerHost) throws(Errno) -> UInt {
        let size = (size &+ 15) & ~15
        if size > left {
            let block = max(size, 4096)
            next = try host.allocate(size: block)
            left = block
        }
        defer {
            next &+= size
            left &-= size
        }
        return next
    }
}
