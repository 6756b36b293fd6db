import Bytes
import ELF
import Glibc
import LinuxABI

/// A host of the linker that lays objects out in this process: its addresses are ours. Nothing is checked, so an object must
/// have been found well-formed.
protocol ProcessMemory: LinkerHost {}

extension ProcessMemory {
    func pointer(_ address: UInt) -> UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: address)! }

    func store64(_ value: UInt64, at address: UInt) throws(Errno) {
        pointer(address).storeBytes(of: value, as: UInt64.self)
    }
    func store32(_ value: UInt32, at address: UInt) throws(Errno) {
        pointer(address).storeBytes(of: value, as: UInt32.self)
    }
    func store16(_ value: UInt16, at address: UInt) throws(Errno) {
        pointer(address).storeBytes(of: value, as: UInt16.self)
    }
    func store8(_ value: UInt8, at address: UInt) throws(Errno) {
        pointer(address).storeBytes(of: value, as: UInt8.self)
    }
    func load64(at address: UInt) throws(Errno) -> UInt64 { pointer(address).loadUnaligned(as: UInt64.self) }
    func write(_ bytes: RawSpan, at address: UInt) throws(Errno) {
        bytes.withUnsafeBytes { source in
            if let start = source.baseAddress { memcpy(pointer(address), start, source.count) }
        }
    }
    func copy(from source: UInt, to destination: UInt, count: UInt) throws(Errno) {
        memcpy(pointer(destination), pointer(source), Int(count))
    }
    func zero(at address: UInt, count: UInt) throws(Errno) { memset(pointer(address), 0, Int(count)) }

    func applyRela(
        _ table: FileBytes, offset: Int, count: Int, base: UInt, window: Range<UInt>
    ) throws(Errno) -> Int {
        RelativeRelocations.applyRela(table, offset: offset, count: count, base: base, window: window)
    }
    func applyRelr(
        _ table: FileBytes, offset: Int, count: Int, base: UInt, window: Range<UInt>
    ) throws(Errno) -> Int {
        RelativeRelocations.applyRelr(table, offset: offset, count: count, base: base, window: window)
    }
}
