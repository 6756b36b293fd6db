public import LinuxABI

/// Why a program or library could not be loaded: what was wrong, and with which file.
public struct LinkError: Error {
    public let kind: Kind
    /// The path, or where there is none yet the name asked for.
    public let object: [UInt8]

    public init(_ kind: Kind, in object: [UInt8]) {
        self.kind = kind
        self.object = object
    }

    public enum Kind: Sendable {
        /// The host could not open, map or store: the reason is the errno.
        case system(Errno)
        /// The first bytes are not those of an ELF file; how many bytes the file has.
        case notELF(size: Int)
        /// An ELF file for 32-bit machines.
        case wrongClass
        /// Big-endian.
        case wrongByteOrder
        /// For another processor; the `e_machine` number.
        case wrongMachine(UInt16)
        /// Made for a newer processor: the level of x86-64 that it needs, 2 to 4.
        case newerProcessor(Int)
        /// Neither an executable nor a shared object; the `e_type` number.
        case wrongType(UInt16)
        /// Something the headers promise lies beyond the end of the file.
        case truncated
        /// The headers contradict themselves or the specification.
        case malformed(StaticString)
        /// A table that this linker does not read, such as REL relocations.
        case unsupported(StaticString)
        /// An executable where a library is wanted.
        case executable(Image.Kind)
        /// The addresses that an executable is linked for are not to be had.
        case fixedAddresses(Range<UInt>)
        /// A relocation type that has no meaning in a loaded object.
        case unsupportedRelocation(UInt32)
        /// A relocation aims outside the object's segments.
        case relocationOutside(UInt)
        /// The value does not fit in the relocation's field; the type.
        case relocationOverflow(UInt32)
        /// Initial-exec TLS in a dlopened object, and no room left in the threads' static blocks.
        case staticTLSExhausted
        /// Libraries that no directory holds, and versions and symbols that no object defines.
        case missing(MissingParts)
        /// dlopen with RTLD_NOLOAD of what is not loaded, an unknown handle or flag, a lookup that failed.
        case notLoaded
        case invalidHandle
        case invalidFlags
        /// A request that dlinfo does not know.
        case invalidRequest
        case undefinedSymbol(name: [UInt8], version: [UInt8])
    }

    /// Everything found missing in one load.
    public struct MissingParts: Sendable {
        public var libraries: [Library] = []
        public var versions: [Version] = []
        public var symbols: [Symbol] = []

        public struct Library: Sendable {
            public let name: [UInt8]
            public let neededBy: [UInt8]
        }
        /// `library`, found at `path`, lacks the version that `neededBy` was linked against.
        public struct Version: Sendable {
            public let name: [UInt8]
            public let library: [UInt8]
            public let path: [UInt8]
            public let neededBy: [UInt8]
        }
        public struct Symbol: Sendable {
            public let name: [UInt8]
            /// Empty where the reference names none.
            public let version: [UInt8]
            public let neededBy: [UInt8]
        }
        var isEmpty: Bool { libraries.isEmpty && versions.isEmpty && symbols.isEmpty }
    }

    /// The exit status that shells and env(1) give: 127 for what is not there, 126 for what is but cannot run.
    public var exitStatus: Int32 {
        switch kind {
        case .system(.ENOENT), .system(.ENOTDIR), .missing: 127
        default: 126
        }
    }
}
