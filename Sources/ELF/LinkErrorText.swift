internal import Bytes
internal import LinuxABI

extension LinkError {
    /// One line for the user, without a line feed: the object, then what is wrong with it.
    public var text: [UInt8] {
        var line = ErrorLine()
        line.add(object.isEmpty ? [UInt8](ascii: "(no name)") : object)
        line.add(": ")
        describe(&line)
        return line.bytes
    }

    func describe(_ line: inout ErrorLine) {
        switch kind {
        case .system(let error):
            line.add("cannot be loaded: ")
            line.add(error)
        case .notELF: line.add("not an ELF file")
        case .wrongClass: line.add("wrong ELF class: made for 32-bit machines")
        case .wrongByteOrder: line.add("wrong byte order: big-endian")
        case .wrongMachine(let machine):
            line.add("made for another processor (ELF machine ")
            line.add(decimal: UInt(machine))
            line.add("), this one is x86-64")
        case .newerProcessor(let level):
            line.add("needs a processor of level x86-64-v")
            line.add(decimal: UInt(level))
            line.add(", which this machine's is not")
        case .wrongType(let type):
            line.add("neither an executable nor a shared object (ELF type ")
            line.add(decimal: UInt(type))
            line.add(")")
        case .truncated: line.add("file too short: it ends before what its headers promise")
        case .malformed(let what):
            line.add("malformed ELF file: ")
            line.add(what)
        case .unsupported(let what):
            line.add("not supported: ")
            line.add(what)
        case .executable: line.add("an executable cannot be loaded as a library")
        case .fixedAddresses(let range):
            line.add("linked for the addresses 0x")
            line.add(hexadecimal: range.lowerBound)
            line.add(" to 0x")
            line.add(hexadecimal: range.upperBound)
            line.add(", which are not free here; linked with -pie it could go anywhere")
        case .unsupportedRelocation(let type):
            line.add("unsupported relocation type ")
            line.add(decimal: UInt(type))
        case .relocationOutside(let address):
            line.add("relocation outside the object's segments, at 0x")
            line.add(hexadecimal: address)
        case .relocationOverflow(let type):
            line.add("value does not fit relocation of type ")
            line.add(decimal: UInt(type))
        case .staticTLSExhausted: line.add("cannot allocate memory in static TLS block")
        case .missing(let parts): describe(parts, &line)
        case .notLoaded: line.add("not loaded")
        case .invalidHandle: line.add("invalid handle")
        case .invalidFlags: line.add("invalid mode for dlopen()")
        case .invalidRequest: line.add("unsupported dlinfo request")
        case .undefinedSymbol(let name, let version):
            line.add("undefined symbol: ")
            line.add(name: name, version: version)
        }
    }

    private func describe(_ parts: MissingParts, _ line: inout ErrorLine) {
        var separator: StaticString = ""
        for library in parts.libraries {
            line.add(separator)
            line.add("missing library ")
            line.add(library.name)
            line.add(" (needed by ")
            line.add(library.neededBy)
            line.add(")")
            separator = "; "
        }
        for version in parts.versions {
            line.add(separator)
            line.add("missing version ")
            line.add(version.name)
            line.add(" in ")
            line.add(version.library)
            line.add(" (needed by ")
            line.add(version.neededBy)
            line.add(")")
            separator = "; "
        }
        // Symbols are grouped by the object that wants them, in which order they come already.
        var wanting: [UInt8] = []
        for symbol in parts.symbols {
            if symbol.neededBy == wanting {
                line.add(", ")
            } else {
                if !wanting.isEmpty {
                    line.add(" (needed by ")
                    line.add(wanting)
                    line.add(")")
                }
                line.add(separator)
                line.add("undefined symbol ")
                wanting = symbol.neededBy
                separator = "; "
            }
            line.add(name: symbol.name, version: symbol.version)
        }
        if !wanting.isEmpty {
            line.add(" (needed by ")
            line.add(wanting)
            line.add(")")
        }
    }
}
