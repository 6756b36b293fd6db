/// The x86-64 relocation types that may stand in a loaded object (psABI x86-64, table 4.9).
enum RelocationType {
    static let none: UInt32 = 0
    static let absolute64: UInt32 = 1
    static let relative32: UInt32 = 2
    static let plt32: UInt32 = 4
    static let copy: UInt32 = 5
    static let globalData: UInt32 = 6
    static let jumpSlot: UInt32 = 7
    static let relative: UInt32 = 8
    static let absolute32: UInt32 = 10
    static let signed32: UInt32 = 11
    static let absolute16: UInt32 = 12
    static let relative16: UInt32 = 13
    static let absolute8: UInt32 = 14
    static let relative8: UInt32 = 15
    static let tlsModule: UInt32 = 16
    static let tlsOffset: UInt32 = 17
    static let threadOffset: UInt32 = 18
    static let tlsOffset32: UInt32 = 21
    static let threadOffset32: UInt32 = 23
    static let relative64: UInt32 = 24
    static let size32: UInt32 = 32
    static let size64: UInt32 = 33
    static let tlsDescriptor: UInt32 = 36
    static let indirectRelative: UInt32 = 37
    /// `R_X86_64_RELATIVE64`, RELATIVE of the x32 ABI's 64-bit words.
    static let relativeWord: UInt32 = 38

    /// Whether the type's symbol is thread-local, so that a function's address makes no sense for it.
    @inline(__always) static func isThreadLocal(_ type: UInt32) -> Bool {
        switch type {
        case tlsModule, tlsOffset, threadOffset, tlsOffset32, threadOffset32, tlsDescriptor: true
        default: false
        }
    }

    /// What its symbol is looked up for.
    @inline(__always) static func use(_ type: UInt32) -> SymbolUse {
        if type == jumpSlot || isThreadLocal(type) { return .definition }
        return type == copy ? .copy : .address
    }
}

/// A relocation that waits until all others are done, since it calls code of the program's.
struct PendingRelocation {
    let object: LinkedObject
    let target: UInt
    let action: Action

    enum Action {
        /// Its value is what an IFUNC resolver answers, and the addend.
        case resolve(resolver: UInt, type: UInt32, addend: UInt)
        /// R_X86_64_COPY from an object that has such relocations, so that what it copies may be one of their values.
        case copy(source: UInt, count: UInt)
    }
}

/// One RELA entry.
struct Relocation {
    let target: UInt
    let type: UInt32
    let symbol: UInt32
    let addend: UInt
}
