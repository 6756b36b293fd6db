internal import Bytes
internal import LinuxABI

extension LinkError {
    /// What dlerror(3) says, in glibc's words: programs show them and compare them. Where several things are missing they
    /// all follow, one sentence each. Nil for a failure without text: RTLD_NOLOAD of what is not loaded.
    public var message: [UInt8]? {
        var line = ErrorLine()
        switch kind {
        case .notLoaded: return nil
        case .missing(let parts): line.add(parts)
        default:
            if !object.isEmpty {
                line.add(object)
                line.add(": ")
            }
            explain(&line)
        }
        return line.bytes
    }

    /// glibc's line about an object of LD_PRELOAD that is passed over.
    public var preloadMessage: [UInt8] {
        var line = ErrorLine()
        line.add("ERROR: ld.so: object '")
        line.add(object)
        line.add("' from LD_PRELOAD cannot be preloaded (")
        if case .system = kind { line.add("cannot open shared object file") } else { explain(&line) }
        line.add("): ignored.")
        return line.bytes
    }

    private func explain(_ line: inout ErrorLine) {
        switch kind {
        case .system(.EISDIR): line.add("cannot read file data: Is a directory")
        case .system(let error):
            line.add("cannot open shared object file: ")
            line.add(error)
        // Such a file is passed over in the search, so that none is found.
        case .wrongMachine: line.add("cannot open shared object file: No such file or directory")
        case .notELF(let size): line.add(size < 64 ? "file too short" : "invalid ELF header")
        case .truncated: line.add("file too short")
        case .wrongClass: line.add("wrong ELF class: ELFCLASS32")
        case .wrongByteOrder: line.add("ELF file data encoding not little-endian")
        case .newerProcessor: line.add("CPU ISA level is lower than required")
        case .wrongType: line.add("only ET_DYN and ET_EXEC can be loaded")
        case .executable(.fixed): line.add("cannot dynamically load executable")
        case .executable(.relocatable): line.add("cannot dynamically load position-independent executable")
        case .malformed(let what), .unsupported(let what): line.add(what)
        case .invalidHandle: line.add("shared object not open")
        case .invalidFlags: line.add("invalid mode for dlopen(): Invalid argument")
        case .undefinedSymbol(let name, let version): line.addUndefined(name, version)
        case .fixedAddresses, .unsupportedRelocation, .relocationOutside, .relocationOverflow, .staticTLSExhausted, .missing, .notLoaded,
            .invalidRequest:
            describe(&line)
        }
    }
}

extension ErrorLine {
    fileprivate mutating func add(_ parts: LinkError.MissingParts) {
        var separator: StaticString = ""
        for library in parts.libraries {
            add(separator)
            add(library.name)
            add(": cannot open shared object file: No such file or directory")
            separator = "; "
        }
        for version in parts.versions {
            add(separator)
            add(version.path)
            add(": version `")
            add(version.name)
            add("' not found (required by ")
            add(version.neededBy)
            add(")")
            separator = "; "
        }
        // Symbols of versions that are missing are missing for that.
        if !parts.versions.isEmpty { return }
        for symbol in parts.symbols {
            add(separator)
            add(symbol.neededBy)
            add(": ")
            addUndefined(symbol.name, symbol.version)
            separator = "; "
        }
    }

    fileprivate mutating func addUndefined(_ name: [UInt8], _ version: [UInt8]) {
        add("undefined symbol: ")
        add(name)
        if !version.isEmpty {
            add(", version ")
            add(version)
        }
    }
}
