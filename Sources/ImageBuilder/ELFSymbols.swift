import CLauncher
import CLibELF
import Glibc

/// The names an object defines for others and those it wants from them, out of its dynamic symbol table.
public struct ELFSymbols: Sendable {
    public private(set) var defined: [String] = []
    /// Undefined and not weak: loading fails without them.
    public private(set) var wanted: [String] = []

    /// Nil where the file has no section header for the table: sections are not needed to run, and may be stripped.
    public init?(_ path: String) {
        _ = elf_version(UInt32(EV_CURRENT))
        let fd = apus_open(path, O_RDONLY, 0)
        guard fd >= 0 else { return nil }
        defer { close(fd) }
        guard let elf = elf_begin(fd, ELF_C_READ_MMAP, nil) else { return nil }
        defer { elf_end(elf) }
        var section = elf_nextscn(elf, nil)
        while let current = section {
            var header = GElf_Shdr()
            if gelf_getshdr(current, &header) != nil, header.sh_type == SHT_DYNSYM, header.sh_entsize > 0 {
                guard let data = elf_getdata(current, nil) else { return nil }
                for index in 1..<max(1, Int32(clamping: header.sh_size / header.sh_entsize)) {
                    add(elf, data, index, names: Int(header.sh_link))
                }
                return
            }
            section = elf_nextscn(elf, current)
        }
        return nil
    }

    private mutating func add(_ elf: OpaquePointer, _ data: UnsafeMutablePointer<Elf_Data>, _ index: Int32, names: Int)
    {
        var symbol = GElf_Sym()
        guard gelf_getsym(data, index, &symbol) != nil, let text = elf_strptr(elf, names, Int(symbol.st_name)) else {
            return
        }
        let binding = Int32(symbol.st_info >> 4)
        if Int32(symbol.st_shndx) != SHN_UNDEF {
            if binding != STB_LOCAL { defined.append(String(cString: text)) }
        } else if binding == STB_GLOBAL {
            wanted.append(String(cString: text))
        }
    }
}

/// Finds what no object of a program defines, before the guest does.
struct SymbolCheck {
    private var defined: Set<String> = []
    private var wanted: [(name: String, object: String)] = []
    /// False when an object's table could not be read: then nothing can be said to be missing.
    private var isComplete = true

    mutating func add(_ hostPath: String, as guestPath: String) {
        guard let symbols = ELFSymbols(hostPath) else {
            isComplete = false
            return
        }
        defined.formUnion(symbols.defined)
        wanted += symbols.wanted.map { ($0, guestPath) }
    }

    /// What the C library and the kernel bring.
    mutating func addProvider(_ hostPath: String) {
        guard let symbols = ELFSymbols(hostPath) else {
            isComplete = false
            return
        }
        defined.formUnion(symbols.defined)
    }

    func failure(program: String) -> Failure? {
        guard isComplete else { return nil }
        // The kernel's linker itself answers to these.
        let missing = wanted.filter {
            !defined.contains($0.name) && !$0.name.hasPrefix("__apus_") && $0.name != "__tls_get_addr"
        }
        guard !missing.isEmpty else { return nil }
        let shown = missing.prefix(20).map { $0.object == program ? $0.name : "\($0.name) (wanted by \($0.object))" }
        let rest = missing.count > 20 ? " and \(missing.count - 20) more" : ""
        let noun = missing.count == 1 ? "symbol" : "symbols"
        return Failure(
            .notFound, "\(program): \(noun) not found in any library: \(shown.joined(separator: ", "))\(rest)")
    }
}
