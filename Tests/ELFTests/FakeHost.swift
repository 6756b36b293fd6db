import Bytes
import Foundation
import LinuxABI

@testable import ELF

/// An address space of byte arrays with page protections, so that a stray store is `EFAULT` and not a crash of the
/// test.
final class FakeHost: LinkerHost {
    /// Files by path; those of the machine are read where the path is not here.
    var files: [String: [UInt8]] = [:]
    /// Whether the machine's own files may be opened.
    var sees: Bool = true
    var kernelSymbols: [String: UInt] = [:]
    var opened: [String] = []
    /// The most that may be reserved at once.
    var largest: UInt = 1 << 28
    var resolversCalled: [UInt] = []
    /// What a resolver answers, by its address.
    var resolve: (UInt) -> UInt = { $0 &+ 0x1_0000_0000 }
    var symbolsAsked: [String] = []

    private final class Region {
        let start: UInt
        let bytes: UnsafeMutableRawBufferPointer
        /// Bits of SegmentProtection, or 0xff where nothing is mapped.
        var pages: [UInt8]
        init(_ start: UInt, _ size: UInt) {
            self.start = start
            bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(size), alignment: 4096)
            pages = [UInt8](repeating: 0xff, count: Int(size / 4096))
        }
        deinit { bytes.deallocate() }
        var end: UInt { start + UInt(bytes.count) }
    }
    private var regions: [Region] = []
    private var nextFree: UInt = 0x10_0000_0000
    private var cache: [String: FileBytes] = [:]

    var mappedPages: Int { regions.reduce(0) { $0 + $1.pages.count { $0 != 0xff } } }

    func workingDirectory() -> [UInt8] { "/".bytes }
    func resolve(_ path: [UInt8]) -> [UInt8]? { nil }

    func open(_ path: [UInt8]) throws(Errno) -> LinkedFile {
        let name = String(decoding: path, as: UTF8.self)
        opened.append(name)
        if let bytes = files[name] {
            return LinkedFile(
                bytes: FileBytes(bytes), identity: FileIdentity(device: 1, inode: UInt64(name.hashValue.magnitude)),
                handle: nil)
        }
        var status = stat()
        guard sees, stat(name, &status) == 0 else { throw .ENOENT }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .EACCES }
        let identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        if let bytes = cache[name] { return LinkedFile(bytes: bytes, identity: identity, handle: nil) }
        guard let data = FileManager.default.contents(atPath: name) else { throw .EACCES }
        let bytes = FileBytes([UInt8](data))
        cache[name] = bytes
        return LinkedFile(bytes: bytes, identity: identity, handle: nil)
    }

    func reserve(size: UInt, alignment: UInt, at address: UInt) throws(Errno) -> UInt {
        guard size > 0, size <= largest, size % 4096 == 0, address % 4096 == 0 else { throw .ENOMEM }
        var start = address
        if address == 0 {
            start = (nextFree + alignment - 1) & ~(alignment - 1)
            nextFree = start + size + 0x10000
        } else if regions.contains(where: { address < $0.end && $0.start < address + size }) {
            throw .EEXIST
        }
        regions.append(Region(start, size))
        return start
    }

    func map(
        _ file: LinkedFile, offset: UInt, at address: UInt, size: UInt, protection: SegmentProtection
    ) throws(Errno) {
        try mapAnonymous(at: address, size: size, protection: protection)
        guard offset % 4096 == 0 else { throw .EINVAL }
        let region = try region(address, size)
        let bytes = file.bytes.span
        let count = min(Int(size), max(bytes.byteCount - Int(offset), 0))
        guard count > 0 else { return }
        let place = Int(address - region.start)
        bytes.withUnsafeBytes { source in
            _ = memcpy(region.bytes.baseAddress! + place, source.baseAddress! + Int(offset), count)
        }
    }

    func mapAnonymous(at address: UInt, size: UInt, protection: SegmentProtection) throws(Errno) {
        guard address % 4096 == 0, size % 4096 == 0 else { throw .EINVAL }
        let region = try region(address, size)
        for page in 0..<Int(size / 4096) {
            region.pages[Int((address - region.start) / 4096) + page] = UInt8(protection.rawValue)
        }
        let place = Int(address - region.start)
        memset(region.bytes.baseAddress! + place, 0, Int(size))
    }

    func protect(at address: UInt, size: UInt, protection: SegmentProtection) throws(Errno) {
        guard address % 4096 == 0, size % 4096 == 0 else { throw .EINVAL }
        let region = try region(address, size)
        for page in 0..<Int(size / 4096) {
            let index = Int((address - region.start) / 4096) + page
            if region.pages[index] == 0xff { throw .ENOMEM }
            region.pages[index] = UInt8(protection.rawValue)
        }
    }

    func unmap(at address: UInt, size: UInt) { regions.removeAll { $0.start >= address && $0.end <= address + size } }

    func allocate(size: UInt) throws(Errno) -> UInt {
        let size = (size + 4095) & ~4095
        let start = try reserve(size: size, alignment: 4096, at: 0)
        try mapAnonymous(at: start, size: size, protection: [.read, .write])
        return start
    }

    func store64(_ value: UInt64, at address: UInt) throws(Errno) { try store(value, address) }
    func store32(_ value: UInt32, at address: UInt) throws(Errno) { try store(value, address) }
    func store16(_ value: UInt16, at address: UInt) throws(Errno) { try store(value, address) }
    func store8(_ value: UInt8, at address: UInt) throws(Errno) { try store(value, address) }
    func load64(at address: UInt) throws(Errno) -> UInt64 { try load(UInt64.self, at: address) }

    func write(_ bytes: RawSpan, at address: UInt) throws(Errno) {
        for index in 0..<bytes.byteCount { try store(bytes.u8(index)!, address + UInt(index)) }
    }

    func copy(from source: UInt, to destination: UInt, count: UInt) throws(Errno) {
        for index in 0..<count { try store(try load(UInt8.self, at: source + index), destination + index) }
    }

    func zero(at address: UInt, count: UInt) throws(Errno) {
        for index in 0..<count { try store(UInt8(0), address + index) }
    }

    func applyRela(
        _ table: FileBytes, offset: Int, count: Int, base: UInt, window: Range<UInt>
    ) throws(Errno) -> Int {
        let bytes = table.span
        for index in 0..<count {
            let entry = offset + index * 24
            guard let target = bytes.word(entry), let type = bytes.u32(entry + 8), let addend = bytes.word(entry + 16),
                type == 8, base &+ target >= window.lowerBound, window.count >= 8,
                base &+ target <= window.upperBound - 8
            else { return index }
            try store(UInt64(base &+ addend), base &+ target)
        }
        return count
    }

    func applyRelr(
        _ table: FileBytes, offset: Int, count: Int, base: UInt, window: Range<UInt>
    ) throws(Errno) -> Int {
        let bytes = table.span
        var next: UInt = 0
        for index in 0..<count {
            guard let word = bytes.word(offset + index * 8) else { return index }
            var targets: [UInt] = []
            if word & 1 == 0 {
                targets = [base &+ word]
            } else {
                for bit: UInt in 0..<63 where (word >> (bit + 1)) & 1 == 1 { targets.append(next &+ bit * 8) }
            }
            for target in targets {
                guard target >= window.lowerBound, window.count >= 8, target <= window.upperBound - 8 else {
                    return index
                }
                try store(try load64(at: target) &+ UInt64(base), target)
            }
            next = word & 1 == 0 ? base &+ word &+ 8 : next &+ 63 * 8
        }
        return count
    }

    func callResolver(_ address: UInt) throws(Errno) -> UInt {
        resolversCalled.append(address)
        return resolve(address)
    }

    func kernelSymbol(_ name: RawSpan) -> UInt? {
        let text = String(decoding: (0..<name.byteCount).map { name.u8($0)! }, as: UTF8.self)
        symbolsAsked.append(text)
        return kernelSymbols[text]
    }

    // MARK: What tests look at

    func load<T: FixedWidthInteger>(_ type: T.Type, at address: UInt) throws(Errno) -> T {
        let size = UInt(MemoryLayout<T>.size)
        let region = try region(address, size)
        try check(region, address, size, .read)
        return region.bytes.loadUnaligned(fromByteOffset: Int(address - region.start), as: T.self)
    }

    func word(_ address: UInt) -> UInt { (try? UInt(load64(at: address))) ?? 0xdead_dead_dead_dead }

    func string(at address: UInt) -> String {
        var bytes: [UInt8] = []
        while let byte = try? load(UInt8.self, at: address + UInt(bytes.count)), byte != 0 { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    func protection(at address: UInt) -> SegmentProtection? {
        guard let region = try? region(address, 1) else { return nil }
        let page = region.pages[Int((address - region.start) / 4096)]
        return page == 0xff ? nil : SegmentProtection(rawValue: UInt32(page))
    }

    private func store<T: FixedWidthInteger>(_ value: T, _ address: UInt) throws(Errno) {
        let size = UInt(MemoryLayout<T>.size)
        let region = try region(address, size)
        try check(region, address, size, .write)
        region.bytes.storeBytes(of: value, toByteOffset: Int(address - region.start), as: T.self)
    }

    private func region(_ address: UInt, _ size: UInt) throws(Errno) -> Region {
        guard let region = regions.last(where: { address >= $0.start && address < $0.end }),
            size <= region.end - address
        else { throw .EFAULT }
        return region
    }

    private func check(_ region: Region, _ address: UInt, _ size: UInt, _ wanted: SegmentProtection) throws(Errno) {
        for page in (address - region.start) / 4096...(address + size - 1 - region.start) / 4096 {
            let bits = region.pages[Int(page)]
            guard bits != 0xff, UInt32(bits) & wanted.rawValue != 0 else { throw .EFAULT }
        }
    }
}

extension FakeHost {
    static func file(_ bytes: [UInt8]) -> FileBytes { FileBytes(bytes) }
}
