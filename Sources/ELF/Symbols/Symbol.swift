internal import Bytes

/// One entry of a symbol table (gABI chapter 4, "Symbol Table").
struct Symbol {
    let name: UInt32
    let info: UInt8
    let other: UInt8
    let section: UInt16
    let value: UInt
    let size: UInt

    static let byteCount = 24

    @inline(__always) init?(_ bytes: RawSpan, at offset: Int) {
        guard let size = bytes.word(offset &+ 16), let first = bytes.u64(offset), let value = bytes.word(offset &+ 8)
        else { return nil }
        name = UInt32(truncatingIfNeeded: first)
        info = UInt8(truncatingIfNeeded: first &>> 32)
        other = UInt8(truncatingIfNeeded: first &>> 40)
        section = UInt16(truncatingIfNeeded: first &>> 48)
        self.value = value
        self.size = size
    }

    @inline(__always) var type: UInt8 { info & 15 }
    @inline(__always) var binding: UInt8 { info &>> 4 }
    @inline(__always) var visibility: UInt8 { other & 3 }

    @inline(__always) var isUndefined: Bool { section == 0 }
    @inline(__always) var isAbsolute: Bool { section == 0xfff1 }
    @inline(__always) var isWeak: Bool { binding == 2 }
    @inline(__always) var isLocal: Bool { binding == 0 }
    @inline(__always) var isUnique: Bool { binding == 10 }
    @inline(__always) var isIndirect: Bool { type == 10 }
    @inline(__always) var isThreadLocal: Bool { type == 6 }

    /// Whether a reference from its own object never leaves it: a local symbol, or internal, hidden or protected
    /// visibility.
    @inline(__always) var bindsLocally: Bool { isLocal || (visibility != 0 && !isUndefined) }

    /// Whether it can be what a reference means: it has a value, a type that names something, and is visible outside.
    @inline(__always) func defines(_ use: SymbolUse) -> Bool {
        // NOTYPE, OBJECT, FUNC, COMMON, TLS, GNU_IFUNC.
        let types: UInt32 = 1 | 1 << 1 | 1 << 2 | 1 << 5 | 1 << 6 | 1 << 10
        if isUndefined && use.needsDefinition { return false }
        if value == 0 && !isAbsolute && !isThreadLocal { return false }
        return types &>> UInt32(type) & 1 != 0 && (binding == 1 || binding == 2 || binding == 10)
            && (visibility == 0 || visibility == 3)
    }
}

/// What a symbol is looked up for, which decides what may answer.
enum SymbolUse {
    /// An address: an executable's undefined function symbol with a value answers too (psABI, "Function Addresses").
    case address
    /// A call through the PLT or a TLS reference: only a definition answers.
    case definition
    /// A COPY relocation's source: only a definition, and not the executable's.
    case copy

    @inline(__always) var needsDefinition: Bool { self != .address }
}
