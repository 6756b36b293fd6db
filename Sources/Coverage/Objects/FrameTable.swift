/// Where functions begin and end: the table for unwinding has an entry for each, stripped file or not.
///
/// Source: LSB Core, "Exception Frames"; DWARF 4, section 6.4.
struct FrameTable {
    /// The functions in the order of their addresses.
    private(set) var functions: [Range<UInt64>] = []

    init(_ object: ObjectFile) {
        guard let header = object.exceptionFrames, let start = object.offset(of: header),
            object.load(UInt8.self, at: start) == 1, let encoding = object.load(UInt8.self, at: start + 1),
            let countEncoding = object.load(UInt8.self, at: start + 2),
            let tableEncoding = object.load(UInt8.self, at: start + 3)
        else { return }
        // What all linkers write: a 32-bit pointer, a 32-bit count, and pairs of 32-bit distances from the header.
        guard encoding & 0x0F == 0x0B || encoding & 0x0F == 0x03, countEncoding == 0x03, tableEncoding == 0x3B,
            let count = object.load(UInt32.self, at: start + 8)
        else { return }
        functions.reserveCapacity(Int(count))
        for index in 0..<Int(count) {
            guard let first = object.load(Int32.self, at: start + 12 + index * 8),
                let frame = object.load(Int32.self, at: start + 16 + index * 8)
            else { break }
            let address = header &+ UInt64(bitPattern: Int64(first))
            guard let size = Self.size(object, frame: header &+ UInt64(bitPattern: Int64(frame))), size.bytes > 0 else {
                continue
            }
            // Such a one begins a byte before its code, since unwinders look up the address before the one returned to.
            functions.append(address &+ (size.isSignalFrame ? 1 : 0)..<address &+ size.bytes)
        }
        functions.sort { $0.lowerBound < $1.lowerBound }
    }

    /// The number of bytes that the entry at `frame` covers, and whether it is for the return from a signal handler.
    private static func size(_ object: ObjectFile, frame: UInt64) -> (bytes: UInt64, isSignalFrame: Bool)? {
        guard let offset = object.offset(of: frame), let length = object.load(UInt32.self, at: offset), length != 0,
            length != .max, let back = object.load(UInt32.self, at: offset + 4)
        else { return nil }
        let common = offset + 4 - Int(back)
        let isSignalFrame = object.string(at: common + 9)?.contains("S") == true
        let bytes =
            pointerSize(object, common: common) == 8
            ? object.load(UInt64.self, at: offset + 16) : object.load(UInt32.self, at: offset + 12).map(UInt64.init)
        return bytes.map { ($0, isSignalFrame) }
    }

    /// The size of a pointer as the common entry's augmentation `R` gives it.
    private static func pointerSize(_ object: ObjectFile, common: Int) -> Int {
        guard let text = object.string(at: common + 9), text.first == "z" else { return 8 }
        var offset = common + 9 + text.utf8.count + 1
        // Code alignment, data alignment, return register, length: each a LEB128 number.
        for _ in 0..<4 {
            while let byte = object.load(UInt8.self, at: offset), byte & 0x80 != 0 { offset += 1 }
            offset += 1
        }
        for letter in text.utf8.dropFirst() {
            guard let encoding = object.load(UInt8.self, at: offset) else { return 4 }
            switch letter {
            case UInt8(ascii: "R"): return encoding & 0x07 == 0x04 || encoding & 0x07 == 0 ? 8 : 4
            case UInt8(ascii: "L"): offset += 1
            case UInt8(ascii: "P"): offset += 1 + (encoding & 0x07 == 0x04 || encoding & 0x07 == 0 ? 8 : 4)
            default: break
            }
        }
        return 4
    }

    /// The function that `address` is in.
    func function(at address: UInt64) -> Range<UInt64>? {
        let next = functions.partitioningIndex { $0.lowerBound > address }
        guard next > 0, functions[next - 1].contains(address) else { return nil }
        return functions[next - 1]
    }

    /// The range around `address` that no function covers, within `limits`.
    func gap(at address: UInt64, in limits: Range<UInt64>) -> Range<UInt64> {
        let next = functions.partitioningIndex { $0.lowerBound > address }
        let start = next > 0 ? max(limits.lowerBound, functions[next - 1].upperBound) : limits.lowerBound
        let end = next < functions.count ? min(limits.upperBound, functions[next].lowerBound) : limits.upperBound
        return min(start, end)..<end
    }
}
