import CLauncher
import CLibELF
import Glibc

/// The functions of one ELF file by address: from its full symbol table, or where that was stripped from the dynamic one.
public struct FunctionTable: Sendable {
    private struct Function {
        var address: UInt64
        var size: UInt64
        var name: String
    }
    private var functions: [Function] = []

    /// Nil where the file cannot be read or has no symbols.
    public init?(_ path: String) {
        _ = elf_version(UInt32(EV_CURRENT))
        let fd = apus_open(path, O_RDONLY, 0)
        guard fd >= 0 else { return nil }
        defer { close(fd) }
        guard let elf = elf_begin(fd, ELF_C_READ_MMAP, nil) else { return nil }
        defer { elf_end(elf) }
        for kind in [SHT_SYMTAB, SHT_DYNSYM] where functions.isEmpty {
            var section = elf_nextscn(elf, nil)
            while let current = section {
                var header = GElf_Shdr()
                if gelf_getshdr(current, &header) != nil, header.sh_type == kind, header.sh_entsize > 0,
                    let data = elf_getdata(current, nil)
                {
                    for index in 0..<Int32(clamping: header.sh_size / header.sh_entsize) {
                        add(elf, data, index, names: Int(header.sh_link))
                    }
                }
                section = elf_nextscn(elf, current)
            }
        }
        if functions.isEmpty { return nil }
        functions.sort { $0.address < $1.address }
    }

    private mutating func add(_ elf: OpaquePointer, _ data: UnsafeMutablePointer<Elf_Data>, _ index: Int32, names: Int) {
        var symbol = GElf_Sym()
        // Functions, and what assembly leaves without a type.
        guard gelf_getsym(data, index, &symbol) != nil, Int32(symbol.st_shndx) != SHN_UNDEF, symbol.st_value != 0,
            [0, 2, 10].contains(symbol.st_info & 15), let text = elf_strptr(elf, names, Int(symbol.st_name))
        else { return }
        functions.append(Function(address: symbol.st_value, size: symbol.st_size, name: String(cString: text)))
    }

    /// The function that holds an address, and how far into it that is.
    public func find(_ address: UInt64) -> (name: String, offset: UInt64)? {
        var (low, high) = (0, functions.count)
        while low < high {
            let middle = (low + high) / 2
            if functions[middle].address <= address { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let found = functions[low - 1]
        guard found.size == 0 || address - found.address < found.size else { return nil }
        return (found.name, address - found.address)
    }
}
