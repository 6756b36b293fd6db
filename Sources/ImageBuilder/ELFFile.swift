import CLauncher
import CLibELF
import Glibc

/// What the host tool wants to know of an ELF file, read through libelf.
public struct ELFFile: Sendable {
    public enum Problem: Error, Equatable, Sendable {
        case unreadable(Int32)
        case notELF
        case not64Bit
        case wrongMachine(String)
        case damaged(String)
        case wrongKind(String)
    }

    /// e_type: ET_EXEC, ET_DYN …
    public enum Kind: Sendable { case fixed, shared }

    public let path: String
    public let kind: Kind
    /// PT_INTERP.
    public private(set) var interpreter: String?
    public private(set) var needed: [String] = []
    /// DT_AUXILIARY: libraries that the object does without where there are none.
    public private(set) var auxiliary: [String] = []
    public private(set) var soname: String?
    public private(set) var rpath: [String] = []
    public private(set) var runpath: [String] = []
    public private(set) var hasDynamicSection = false
    /// Whether the header says where to begin.
    public let hasEntry: Bool

    public init(_ path: String) throws(Problem) {
        self.path = path
        _ = elf_version(UInt32(EV_CURRENT))
        let fd = apus_open(path, O_RDONLY, 0)
        guard fd >= 0 else { throw .unreadable(-fd) }
        defer { close(fd) }
        // elf_begin would report a short file as "not ELF"; the magic tells the two apart.
        var magic: [UInt8] = [0, 0, 0, 0, 0]
        guard pread(fd, &magic, 5, 0) >= 4, magic[..<4] == [0x7F, 0x45, 0x4C, 0x46] else { throw .notELF }
        guard let elf = elf_begin(fd, ELF_C_READ_MMAP, nil), elf_kind(elf) == ELF_K_ELF else {
            throw .damaged("truncated header")
        }
        defer { elf_end(elf) }
        var header = GElf_Ehdr()
        guard gelf_getehdr(elf, &header) != nil else { throw .damaged(Self.lastError()) }
        guard gelf_getclass(elf) == ELFCLASS64 else { throw .not64Bit }
        guard header.e_machine == EM_X86_64, header.e_ident.5 == ELFDATA2LSB else {
            throw .wrongMachine(Self.machineName(header.e_machine))
        }
        hasEntry = header.e_entry != 0
        switch Int32(header.e_type) {
        case ET_EXEC: kind = .fixed
        case ET_DYN: kind = .shared
        case ET_REL: throw .wrongKind("an object file, not linked")
        case ET_CORE: throw .wrongKind("a core dump")
        default: throw .wrongKind("of unknown ELF type \(header.e_type)")
        }
        var raw = Glibc.stat()
        fstat(fd, &raw)
        try readSegments(elf, fileSize: UInt64(raw.st_size))
    }

    private mutating func readSegments(_ elf: OpaquePointer, fileSize: UInt64) throws(Problem) {
        var count = 0
        guard elf_getphdrnum(elf, &count) == 0, count > 0 else { throw .damaged("no program headers") }
        var loads: [GElf_Phdr] = []
        var dynamic: GElf_Phdr?
        for index in 0..<count {
            var segment = GElf_Phdr()
            guard gelf_getphdr(elf, Int32(index), &segment) != nil else { throw .damaged(Self.lastError()) }
            switch Int32(bitPattern: segment.p_type) {
            case PT_LOAD, PT_DYNAMIC, PT_INTERP:
                let (end, overflow) = segment.p_offset.addingReportingOverflow(segment.p_filesz)
                guard !overflow, end <= fileSize else { throw .damaged("truncated: a segment ends after the file") }
                guard segment.p_filesz <= segment.p_memsz else {
                    throw .damaged("a segment is larger in the file than in memory")
                }
            default: break
            }
            switch Int32(bitPattern: segment.p_type) {
            case PT_LOAD: loads.append(segment)
            case PT_DYNAMIC: dynamic = segment
            case PT_INTERP: interpreter = try Self.string(elf, at: segment.p_offset, limit: segment.p_filesz)
            default: break
            }
        }
        guard !loads.isEmpty else { throw .damaged("nothing to load") }
        if let dynamic { try readDynamic(elf, dynamic, loads) }
    }

    private mutating func readDynamic(_ elf: OpaquePointer, _ segment: GElf_Phdr, _ loads: [GElf_Phdr]) throws(Problem)
    {
        hasDynamicSection = true
        guard let data = elf_getdata_rawchunk(elf, Int64(segment.p_offset), Int(segment.p_filesz), ELF_T_DYN) else {
            throw .damaged(Self.lastError())
        }
        var names: [(tag: Int64, offset: UInt64)] = []
        var table: UInt64?
        for index in 0..<Int32(Int(segment.p_filesz) / MemoryLayout<Elf64_Dyn>.size) {
            var entry = GElf_Dyn()
            guard gelf_getdyn(data, index, &entry) != nil else { break }
            let tag = Int32(truncatingIfNeeded: entry.d_tag)
            if tag == DT_NULL { break }
            switch tag {
            case DT_NEEDED, DT_SONAME, DT_RPATH, DT_RUNPATH, DT_FILTER, DT_AUXILIARY: names.append((Int64(tag), entry.d_un.d_val))
            case DT_STRTAB: table = entry.d_un.d_ptr
            default: break
            }
        }
        guard !names.isEmpty else { return }
        guard let table, let load = loads.first(where: { table >= $0.p_vaddr && table - $0.p_vaddr < $0.p_filesz })
        else {
            throw .damaged("its string table is nowhere in the file")
        }
        let start = load.p_offset + (table - load.p_vaddr)
        let length = load.p_filesz - (table - load.p_vaddr)
        for (tag, offset) in names {
            guard offset < length else { throw .damaged("a name lies outside its string table") }
            let name = try Self.string(elf, at: start + offset, limit: length - offset)
            switch Int32(tag) {
            case DT_NEEDED, DT_FILTER: needed.append(name)
            case DT_AUXILIARY: auxiliary.append(name)
            case DT_SONAME: soname = name
            case DT_RPATH: rpath = name.split(separator: ":").map(String.init)
            default: runpath = name.split(separator: ":").map(String.init)
            }
        }
    }

    private static func string(_ elf: OpaquePointer, at offset: UInt64, limit: UInt64) throws(Problem) -> String {
        guard let data = elf_getdata_rawchunk(elf, Int64(offset), Int(limit), ELF_T_BYTE),
            let bytes = data.pointee.d_buf
        else {
            throw .damaged(lastError())
        }
        let text = UnsafeRawBufferPointer(start: bytes, count: data.pointee.d_size)
        guard let end = text.firstIndex(of: 0) else { throw .damaged("a name has no end") }
        return String(decoding: text[..<end], as: UTF8.self)
    }

    private static func lastError() -> String { elf_errmsg(-1).map { String(cString: $0) } ?? "unreadable" }

    private static func machineName(_ machine: UInt16) -> String {
        switch Int32(machine) {
        case EM_386: "i386"
        case EM_AARCH64: "aarch64"
        case EM_ARM: "arm"
        case EM_RISCV: "riscv"
        case EM_PPC64: "ppc64"
        case EM_S390: "s390"
        case EM_X86_64: "x86_64, big-endian"
        default: "machine \(machine)"
        }
    }
}

extension ELFFile.Problem {
    /// The failure to report when the file is the program itself.
    public func failure(for path: String) -> Failure {
        switch self {
        case .unreadable(ENOENT), .unreadable(ENOTDIR): Failure(.notFound, "\(path): no such file or directory")
        case .unreadable(let number): Failure(.notExecutable, "\(path): \(HostFiles.errorText(number))")
        case .notELF: Failure(.notExecutable, "\(path): not an ELF file")
        case .not64Bit: Failure(.notExecutable, "\(path): a 32-bit program; only 64-bit x86_64 ones run")
        case .wrongMachine(let name): Failure(.notExecutable, "\(path): built for \(name); only x86_64 programs run")
        case .damaged(let why): Failure(.notExecutable, "\(path): damaged ELF file: \(why)")
        case .wrongKind(let what): Failure(.notExecutable, "\(path): \(what); cannot be run")
        }
    }
}
