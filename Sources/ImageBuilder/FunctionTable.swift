import CLibELF

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
        for kind in [SHT_SYMTAB, SHT_DYNSYM] where functions.isEmpty {
            // Functions, and what assembly leaves without a type.
            ELFSymbols.forEach(in: path, kind: kind) { symbol, name in
                guard Int32(symbol.st_shndx) != SHN_UNDEF, symbol.st_value != 0, [0, 2, 10].contains(symbol.st_info & 15)
                else { return }
                functions.append(Function(address: symbol.st_value, size: symbol.st_size, name: String(cString: name)))
            }
        }
        if functions.isEmpty { return nil }
        functions.sort { $0.address < $1.address }
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
