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
        let isThere = Self.forEach(in: path, kind: SHT_DYNSYM) { symbol, name in
            let binding = Int32(symbol.st_info >> 4)
            if Int32(symbol.st_shndx) != SHN_UNDEF {
                if binding != STB_LOCAL { defined.append(String(cString: name)) }
            } else if binding == STB_GLOBAL {
                wanted.append(String(cString: name))
            }
        }
        if !isThere { return nil }
    }

    /// The entries of the file's symbol tables of a kind (`SHT_SYMTAB`, `SHT_DYNSYM`), but for the null entry; false where
    /// there is no such table.
    @discardableResult
    static func forEach(in path: String, kind: Int32, _ body: (GElf_Sym, UnsafePointer<CChar>) -> Void) -> Bool {
        _ = elf_version(UInt32(EV_CURRENT))
        let fd = apus_open(path, O_RDONLY, 0)
        guard fd >= 0 else { return false }
        defer { close(fd) }
        guard let elf = elf_begin(fd, ELF_C_READ_MMAP, nil) else { return false }
        defer { elf_end(elf) }
        var isThere = false
        var section = elf_nextscn(elf, nil)
        while let current = section {
            defer { section = elf_nextscn(elf, current) }
            var header = GElf_Shdr()
            guard gelf_getshdr(current, &header) != nil, Int32(header.sh_type) == kind, header.sh_entsize > 0,
                let data = elf_getdata(current, nil)
            else { continue }
            isThere = true
            for index in 1..<max(1, Int32(clamping: header.sh_size / header.sh_entsize)) {
                var symbol = GElf_Sym()
                if gelf_getsym(data, index, &symbol) != nil, let name = elf_strptr(elf, Int(header.sh_link), Int(symbol.st_name)) {
                    body(symbol, name)
                }
            }
        }
        return isThere
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
