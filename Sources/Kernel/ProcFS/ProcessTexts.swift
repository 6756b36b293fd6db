internal import Bytes
internal import LinuxABI
internal import Memory

/// The texts of /proc/self that tell of memory: what the program was given, and what it has mapped.
extension Process {
    /// The bytes of a range of the program's own memory as they are now, which it may have changed.
    func programBytes(_ range: Range<UInt>?) -> [UInt8] {
        guard let range, !range.isEmpty else { return [] }
        var bytes = [UInt8](repeating: 0, count: range.count)
        var buffer = UserBuffer(address: range.lowerBound, count: range.count)
        let copied = (try? buffer.read(into: &bytes, at: 0, count: range.count)) ?? 0
        return Array(bytes[..<copied])
    }

    /// The auxiliary vector, from the stack that the program was given.
    func auxiliaryVector() -> [UInt8] {
        guard let stack = initialStack else { return [] }
        func word(_ index: Int) -> UInt64 { stack.bytes.span.raw.u64(index * 8) ?? 0 }
        // Behind the arguments' pointers and their null, and the environment's.
        var index = Int(word(0)) + 2
        while word(index) != 0 { index += 1 }
        index += 1
        let start = index
        while word(index) != 0, index * 8 < stack.bytes.count { index += 2 }
        let end = min((index + 2) * 8, stack.bytes.count)
        return start * 8 <= end ? Array(stack.bytes[start * 8..<end]) : []
    }

    /// The thread's name without padding.
    func threadName() -> [UInt8] {
        var name: [UInt8] = []
        for index in 0..<16 {
            if Thread.current.attributes.name[index] == 0 { break }
            name.append(Thread.current.attributes.name[index])
        }
        return name
    }

    /// /proc/self/maps.
    func mapsText() -> [UInt8] {
        var text = ByteText()
        memory.forEachMapping { mapping in
            let start = text.bytes.count
            text.add(hexDigits: mapping.range.lowerBound, width: 8)
            text.add("-")
            text.add(hexDigits: mapping.range.upperBound, width: 8)
            text.add(mapping.flags.contains(.read) ? " r" : " -")
            text.add(mapping.flags.contains(.write) ? "w" : "-")
            text.add(mapping.flags.contains(.execute) ? "x" : "-")
            text.add(mapping.flags.contains(.shared) ? "s " : "p ")
            let identity = mapping.object?.mappingIdentity ?? (device: 0, inode: 0)
            text.add(hexDigits: UInt(mapping.offset), width: 8)
            text.add(" ")
            text.add(hexDigits: UInt(identity.device >> 8 & 0xFFF), width: 2)
            text.add(":")
            text.add(hexDigits: UInt(identity.device & 0xFF | identity.device >> 12 & 0xF_FF00), width: 2)
            text.add(" ")
            text.add(decimal: UInt(identity.inode))
            var name: [UInt8] = mapping.object?.mappingName ?? []
            if mapping.flags.contains(.heap) { name = [UInt8](ascii: "[heap]") }
            if mapping.flags.contains(.mainStack) || mapping.range.contains(stack.upperBound &- 1) {
                name = [UInt8](ascii: "[stack]")
            }
            text.add(" ")
            if !name.isEmpty {
                while text.bytes.count - start < 73 { text.add(" ") }
                text.add(name)
            }
            text.add("\n")
        }
        return text.bytes
    }

    /// /proc/self/statm, in pages: size, resident, shared, text, library, data, dirty.
    func memoryStatisticsText() -> [UInt8] {
        let sizes = mappedSizes()
        var text = ByteText()
        for (index, value) in [memory.mappedPages, memory.residentPages, 0, sizes.text, 0, sizes.data, 0].enumerated() {
            if index > 0 { text.add(" ") }
            text.add(decimal: value)
        }
        text.add("\n")
        return text.bytes
    }

    /// Pages of the program's code, of what it can write, of its stack.
    func mappedSizes() -> (text: Int, data: Int, stack: Int) {
        var sizes = (text: 0, data: 0, stack: 0)
        memory.forEachMapping { mapping in
            let pages = mapping.range.count >> 12
            if mapping.flags.contains(.mainStack) || mapping.range.contains(stack.upperBound &- 1) {
                sizes.stack += pages
            } else if mapping.flags.contains(.execute) {
                sizes.text += pages
            } else if mapping.flags.contains(.write), !mapping.flags.contains(.shared) {
                sizes.data += pages
            }
        }
        return sizes
    }
}
