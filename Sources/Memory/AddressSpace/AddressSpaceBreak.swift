internal import Bytes
public import LinuxABI

/// brk(2), and the first thread's stack.
extension AddressSpace {
    /// Says where the heap of brk(2) begins: behind the program's data, as the loader knows it.
    @export(interface)
    public func startBreak(at address: UInt) {
        let start = Self.wholePages(address) ?? Self.defaultBreak
        breakStart = start
        breakEnd = start
    }

    /// Moves the program break. Returns where it is then: at `address`, or as before if that cannot be.
    @export(interface)
    public func setBreak(_ address: UInt) -> UInt {
        guard address >= breakStart, let new = Self.wholePages(address), let old = Self.wholePages(breakEnd),
            AddressMap.isProgram(breakStart, Int(bitPattern: new &- breakStart))
        else { return breakEnd }
        do throws(Errno) {
            if new < old {
                try remove(new..<old)
            } else if new > old {
                try growBreak(from: old, by: new &- old)
            }
        } catch {
            return breakEnd
        }
        breakEnd = address
        return address
    }

    private func growBreak(from old: UInt, by length: UInt) throws(Errno) {
        // One page is left between the heap and the next mapping, as Linux leaves it.
        if !isFree(old, length &+ 4096) { throw .ENOMEM }
        let mapped = UInt(bitPattern: mappedPages) << 12
        if sizeLimit != .max && (length > sizeLimit || mapped > sizeLimit &- length) { throw .ENOMEM }
        let flags = RegionFlags([.read, .write, .heap]).union(futureFlags)
        try checkCommitment(length, flags)
        let region = Region(start: old, end: old &+ length, offset: 0, object: 0, flags: flags)
        try add(region)
        if flags.contains(.locked) { populate(region.range) }
    }

    /// Maps the first thread's stack: `length` bytes that end at `top`, or where there is room, provided as they are touched. It grows down
    /// to `stackLimit` bytes when it is touched below, with a gap that nothing is placed in. Returns its top. Throws `ENOMEM`.
    @export(interface)
    public func mapStack(_ length: UInt, endingAt top: UInt? = nil) throws(Errno) -> UInt {
        guard let length = Self.wholePages(length) else { throw .ENOMEM }
        let start: UInt
        if let top {
            guard top > length, Self.isNameable(top &- length, length), isFree(top &- length, length) else { throw .ENOMEM }
            start = top &- length
        } else {
            start = try place(length, .anywhere)
        }
        let flags = RegionFlags([.read, .write, .stack, .growsDown, .mainStack])
        try add(Region(start: start, end: start &+ length, offset: 0, object: 0, flags: flags))
        return start &+ length
    }
}
