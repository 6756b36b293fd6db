internal import Bytes
internal import LinuxABI

// The chain of `struct link_map` that <link.h> shows to programs and debuggers: l_addr, l_name, l_ld, l_next, l_prev.
extension Linker {
    /// The object's handle: the address of its link map, which is made on first use.
    func linkMap(of object: LinkedObject) throws(Errno) -> UInt {
        if object.handle != 0 { return object.handle }
        // The program's name is empty, as everything that reads the chain expects.
        let name = object.role == .program ? [] : object.path
        let record = try records.allocate(48 &+ UInt(name.count) &+ 1, host)
        object.pathAddress = record &+ 48
        let bytes = FileBytes(name)
        if !name.isEmpty { try host.write(bytes.span, at: object.pathAddress) }
        try host.store64(UInt64(object.base), at: record)
        try host.store64(UInt64(object.pathAddress), at: record &+ 8)
        if let dynamic = object.image.dynamicAddress {
            try host.store64(UInt64(object.base &+ dynamic), at: record &+ 16)
        }
        object.handle = record
        return record
    }

    /// Makes the records of new objects and puts them at the chain's end; for the program, points DT_DEBUG at the head.
    func writeDebugRecords(_ group: ArraySlice<LinkedObject>) throws(LinkError) {
        for object in group {
            do throws(Errno) {
                let record = try linkMap(of: object)
                try placeProgramHeaders(of: object)
                if let last = lastInChain, last !== object {
                    try host.store64(UInt64(record), at: last.handle &+ 24)
                    try host.store64(UInt64(last.handle), at: record &+ 32)
                }
                lastInChain = object
                if object.role == .program { try writeDebugHead(object) }
            } catch { throw LinkError(.system(error), in: object.path) }
        }
    }

    /// Takes an object that goes away out of the chain.
    func removeDebugRecord(_ object: LinkedObject) {
        guard object.handle != 0, let index = objects.firstIndex(where: { $0 === object }), index > 0 else { return }
        let before = objects[index &- 1]
        let after = index &+ 1 < objects.count ? objects[index &+ 1] : nil
        if lastInChain === object { lastInChain = before }
        // The records are the linker's own and were written before, so that these stores cannot run out of memory.
        try? host.store64(UInt64(after?.handle ?? 0), at: before.handle &+ 24)
        if let after, after.handle != 0 { try? host.store64(UInt64(before.handle), at: after.handle &+ 32) }
    }

    /// `struct r_debug`: version 1, the chain, no breakpoint address, state consistent.
    private func writeDebugHead(_ program: LinkedObject) throws(Errno) {
        // A program may name `_r_debug` of the C library; anyone else finds it through DT_DEBUG.
        if let shim, let place = address(of: [UInt8](ascii: "_r_debug"), in: shim) {
            debugRecord = place
        } else {
            debugRecord = try records.allocate(40, host)
        }
        try host.store64(1, at: debugRecord)
        try host.store64(UInt64(program.handle), at: debugRecord &+ 8)
        if let word = program.image.dynamic.debugWord,
            RelocationArea(program, includingText: false).contains(program.base &+ word, 8)
        {
            try host.store64(UInt64(debugRecord), at: program.base &+ word)
        }
    }

    /// Finds the program headers in memory, or where no segment brings them copies them there.
    func placeProgramHeaders(of object: LinkedObject) throws(Errno) {
        if object.programHeaders != 0 { return }
        if let address = object.image.programHeaderAddress {
            object.programHeaders = object.base &+ address
            return
        }
        let size = object.image.programHeaderCount &* ProgramHeader.size
        let start = object.image.programHeaderOffset
        let copy = try records.allocate(UInt(size), host)
        let file = object.image.file
        try host.write(file.span.extracting(start..<start &+ size), at: copy)
        object.programHeaders = copy
    }
}
