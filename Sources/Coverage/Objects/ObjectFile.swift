import CLauncher
import CLibELF
import Glibc
import ImageBuilder

/// A linked object's file in memory, with what an analysis of its code needs: segments, dynamic symbols, relocations.
///
/// Nothing in the file is trusted: an offset that leads nowhere reads as absent.
public final class ObjectFile {
    /// A PT_LOAD segment.
    struct Segment {
        let addresses: Range<UInt64>
        let offset: UInt64
        /// Bytes that the file has of it; the rest is zeros.
        let fileSize: UInt64
        let isExecutable: Bool
        let isWritable: Bool
    }

    public let path: String
    let bytes: UnsafeRawBufferPointer
    let isFixed: Bool
    let entry: UInt64
    private(set) var segments: [Segment] = []
    private(set) var exceptionFrames: UInt64?
    private(set) var dynamic: Range<Int> = 0..<0
    /// The address ranges of sections with these names, where the file still has section headers.
    private(set) var sections: [String: Range<UInt64>] = [:]
    private(set) lazy var table = DynamicTable(self)
    private(set) lazy var frames = FrameTable(self)
    private let elf: OpaquePointer
    private let descriptor: Int32

    /// Nil for what cannot be opened or is not a 64-bit x86 object.
    public init?(_ path: String) {
        _ = elf_version(UInt32(EV_CURRENT))
        let descriptor = apus_open(path, O_RDONLY, 0)
        guard descriptor >= 0 else { return nil }
        var size = 0
        var header = GElf_Ehdr()
        guard let elf = elf_begin(descriptor, ELF_C_READ_MMAP, nil) else {
            close(descriptor)
            return nil
        }
        guard elf_kind(elf) == ELF_K_ELF, gelf_getclass(elf) == ELFCLASS64, let start = elf_rawfile(elf, &size),
            gelf_getehdr(elf, &header) != nil, header.e_machine == EM_X86_64
        else {
            elf_end(elf)
            close(descriptor)
            return nil
        }
        self.path = path
        self.elf = elf
        self.descriptor = descriptor
        bytes = UnsafeRawBufferPointer(start: start, count: size)
        isFixed = Int32(header.e_type) == ET_EXEC
        entry = header.e_entry
        readSegments()
        readSections()
    }

    deinit {
        elf_end(elf)
        close(descriptor)
    }

    private func readSegments() {
        var count = 0
        guard elf_getphdrnum(elf, &count) == 0 else { return }
        for index in 0..<count {
            var segment = GElf_Phdr()
            guard gelf_getphdr(elf, Int32(index), &segment) != nil else { return }
            let (end, overflow) = segment.p_vaddr.addingReportingOverflow(segment.p_memsz)
            let (fileEnd, fileOverflow) = segment.p_offset.addingReportingOverflow(segment.p_filesz)
            guard !overflow, !fileOverflow, fileEnd <= UInt64(bytes.count) else { continue }
            switch Int32(bitPattern: segment.p_type) {
            case PT_LOAD:
                segments.append(
                    Segment(
                        addresses: segment.p_vaddr..<end, offset: segment.p_offset,
                        fileSize: min(segment.p_filesz, segment.p_memsz),
                        isExecutable: segment.p_flags & UInt32(PF_X) != 0,
                        isWritable: segment.p_flags & UInt32(PF_W) != 0))
            case PT_DYNAMIC: dynamic = Int(segment.p_offset)..<Int(fileEnd)
            case PT_GNU_EH_FRAME: exceptionFrames = segment.p_vaddr
            default: break
            }
        }
    }

    private func readSections() {
        var names = 0
        guard elf_getshdrstrndx(elf, &names) == 0 else { return }
        var section = elf_nextscn(elf, nil)
        while let current = section {
            var header = GElf_Shdr()
            if gelf_getshdr(current, &header) != nil, header.sh_flags & UInt64(SHF_ALLOC) != 0,
                let name = elf_strptr(elf, names, Int(header.sh_name))
            {
                let (end, overflow) = header.sh_addr.addingReportingOverflow(header.sh_size)
                if !overflow { sections[String(cString: name)] = header.sh_addr..<end }
            }
            section = elf_nextscn(elf, current)
        }
    }

    // MARK: Reading

    /// An integer at an offset into the file, or nil beyond its end.
    func load<T: FixedWidthInteger>(_ type: T.Type, at offset: Int) -> T? {
        guard offset >= 0, offset <= bytes.count - MemoryLayout<T>.size else { return nil }
        return T(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: T.self))
    }

    /// Where the byte at `address` is in the file; nil where no segment has it from there.
    func offset(of address: UInt64) -> Int? {
        for segment in segments where segment.addresses.contains(address) {
            let distance = address - segment.addresses.lowerBound
            return distance < segment.fileSize ? Int(segment.offset + distance) : nil
        }
        return nil
    }

    func load<T: FixedWidthInteger>(_ type: T.Type, atAddress address: UInt64) -> T? {
        offset(of: address).flatMap { load(type, at: $0) }
    }

    /// The string that starts at an offset into the file.
    func string(at offset: Int) -> String? {
        guard bytes.indices.contains(offset) else { return nil }
        let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
        guard let end = memchr(rest.baseAddress!, 0, rest.count) else { return nil }
        let length = end - UnsafeMutableRawPointer(mutating: rest.baseAddress!)
        return String(decoding: rest[..<length], as: UTF8.self)
    }

    func isCode(_ address: UInt64) -> Bool {
        segments.contains { $0.isExecutable && $0.addresses.contains(address) }
    }

    /// The bytes of an address range that one executable segment holds.
    func code(_ range: Range<UInt64>) -> UnsafeRawBufferPointer? {
        guard let start = offset(of: range.lowerBound), range.count <= bytes.count - start,
            let segment = segments.first(where: { $0.addresses.contains(range.lowerBound) }),
            range.upperBound - segment.addresses.lowerBound <= segment.fileSize
        else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + range.count])
    }

    /// Where execution can be: the sections of code, or the executable segments of a file without sections.
    var codeRanges: [Range<UInt64>] {
        let named = sections.filter { range in
            !range.value.isEmpty && isCode(range.value.lowerBound)
        }.values.sorted { $0.lowerBound < $1.lowerBound }
        if !named.isEmpty { return named }
        return segments.filter(\.isExecutable).map {
            $0.addresses.lowerBound..<$0.addresses.lowerBound + $0.fileSize
        }
    }
}
