internal import Bytes

/// A name to look for: where its bytes are, and their hash, computed once.
struct SymbolName {
    let file: FileBytes
    let offset: Int
    let count: Int
    /// As in DT_GNU_HASH.
    let hash: UInt32

    /// The zero-terminated name at `offset`; nil where it does not end inside the file.
    @inline(__always) init?(_ file: FileBytes, at offset: Int) {
        var running: UInt32 = 5381
        guard let count = file.span.scanName(at: offset, { running = running &* 33 &+ UInt32($0) }) else {
            return nil
        }
        self.file = file
        self.offset = offset
        self.count = count
        hash = running
    }

    /// A name from elsewhere, such as dlsym's argument.
    init(_ bytes: [UInt8]) {
        var running: UInt32 = 5381
        for byte in bytes { running = running &* 33 &+ UInt32(byte) }
        file = FileBytes(bytes + [0])
        offset = 0
        count = bytes.count
        hash = running
    }

    /// The hash of DT_HASH and of version names (gABI, "Hash Table"): computed where it is needed, which is seldom.
    var sysvHash: UInt32 { elfHash(file.span, at: offset) ?? 0 }

    @inline(__always) func matches(_ bytes: RawSpan, at other: Int) -> Bool {
        bytes.nameEquals(at: other, file.span, at: offset, count: count)
    }

    var bytes: [UInt8] { file.span.name(at: offset) ?? [] }
}

/// The gABI's hash of the zero-terminated name at `offset`.
func elfHash(_ bytes: RawSpan, at offset: Int) -> UInt32? {
    var hash: UInt32 = 0
    let count = bytes.scanName(at: offset) { byte in
        hash = (hash &<< 4) &+ UInt32(byte)
        hash ^= (hash &>> 24) & 0xf0
        hash &= 0x0fff_ffff
    }
    return count == nil ? nil : hash
}

/// The version that a reference names, by its hash and where its name is.
struct VersionName {
    let hash: UInt32
    let file: FileBytes
    let offset: Int
    let count: Int
    /// Whether only this very version will do, as for dlvsym.
    var isExact: Bool

    @inline(__always)
    init(_ file: FileBytes, _ entry: VersionEntry) {
        self.file = file
        offset = entry.name
        count = entry.count
        hash = entry.hash
        isExact = entry.isHidden
    }

    init(_ bytes: [UInt8]) {
        let name = FileBytes(bytes + [0])
        file = name
        offset = 0
        count = bytes.count
        hash = elfHash(name.span, at: 0) ?? 0
        isExact = true
    }

    var bytes: [UInt8] { file.span.name(at: offset) ?? [] }
}
