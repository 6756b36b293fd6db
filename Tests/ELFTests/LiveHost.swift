import Bytes
import Foundation
import LinuxABI

@testable import Coverage
@testable import ELF

/// The test process's own address space: what is linked here can be called.
///
/// Addresses are handed out and taken as the kernel's host does it; nothing is checked, so that only well-formed
/// objects belong here.
final class LiveHost: ProcessMemory {
    var kernelSymbols: [String: UInt] = [:]

    func workingDirectory() -> [UInt8] { "/".bytes }
    func realPath(_ path: [UInt8]) -> [UInt8] { path }

    func open(_ path: [UInt8]) throws(Errno) -> LinkedFile {
        let descriptor = Glibc.open(String(decoding: path, as: UTF8.self), O_RDONLY)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        let file = MappedFile(descriptor)
        guard let bytes = file.bytes() else { throw .EACCES }
        return LinkedFile(bytes: bytes, identity: file.identity, handle: file)
    }

    private final class MappedFile {
        let descriptor: Int32
        private(set) var status = stat()
        private var start: UnsafeMutableRawPointer?

        init(_ descriptor: Int32) {
            self.descriptor = descriptor
            fstat(descriptor, &status)
        }
        deinit {
            if let start { munmap(start, Int(status.st_size)) }
            close(descriptor)
        }
        var identity: FileIdentity { FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)) }
        func bytes() -> FileBytes? {
            guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { return nil }
            start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0)
            return FileBytes(address: UInt(bitPattern: start), count: Int(status.st_size), owner: self)
        }
    }

    func reserve(size: UInt, alignment: UInt, at address: UInt) throws(Errno) -> UInt {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | (address == 0 ? 0 : 0x10_0000)
        let start = mmap(UnsafeMutableRawPointer(bitPattern: address), Int(size + alignment), PROT_NONE, flags, -1, 0)
        guard start != MAP_FAILED else { throw Errno(rawValue: errno) }
        return (UInt(bitPattern: start) + alignment - 1) & ~(alignment - 1)
    }
    func map(
        _ file: LinkedFile, offset: UInt, at address: UInt, size: UInt, protection: SegmentProtection
    ) throws(Errno) {
        let descriptor = (file.handle as! MappedFile).descriptor
        try place(address, size, protection, MAP_PRIVATE | MAP_FIXED, descriptor, Int(offset))
    }
    func mapAnonymous(at address: UInt, size: UInt, protection: SegmentProtection) throws(Errno) {
        try place(address, size, protection, MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS, -1, 0)
    }
    private func place(
        _ address: UInt, _ size: UInt, _ protection: SegmentProtection, _ flags: Int32, _ file: Int32, _ offset: Int
    ) throws(Errno) {
        guard
            mmap(pointer(address), Int(size), Int32(protection.rawValue), flags, file, offset) != MAP_FAILED
        else { throw Errno(rawValue: errno) }
    }
    func protect(at address: UInt, size: UInt, protection: SegmentProtection) throws(Errno) {
        guard mprotect(pointer(address), Int(size), Int32(protection.rawValue)) == 0 else {
            throw Errno(rawValue: errno)
        }
    }
    func unmap(at address: UInt, size: UInt) { munmap(pointer(address), Int(size)) }
    func allocate(size: UInt) throws(Errno) -> UInt { UInt(bitPattern: calloc(Int(size), 1)) }

    func callResolver(_ address: UInt) throws(Errno) -> UInt { call(address) }
    func kernelSymbol(_ name: RawSpan) -> UInt? {
        kernelSymbols[String(decoding: name.withUnsafeBytes { Array($0) }, as: UTF8.self)]
    }

    /// Calls the function at `address`, `unsigned long (*)(void)`.
    func call(_ address: UInt) -> UInt {
        unsafeBitCast(pointer(address), to: (@convention(c) () -> UInt).self)()
    }

    /// Calls an initialiser or finaliser.
    func initialise(_ address: UInt) { unsafeBitCast(pointer(address), to: (@convention(c) () -> Void).self)() }

    private func pointer(_ address: UInt) -> UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: address)! }
}
