/// dlopen's second argument (dlopen(3); bits/dlfcn.h).
public struct OpenFlags: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let lazy = OpenFlags(rawValue: 1)
    public static let now = OpenFlags(rawValue: 2)
    public static let noLoad = OpenFlags(rawValue: 4)
    public static let deepBind = OpenFlags(rawValue: 8)
    public static let global = OpenFlags(rawValue: 0x100)
    public static let noDelete = OpenFlags(rawValue: 0x1000)
}

/// dlmopen's first argument.
public enum LinkNamespace: Sendable {
    /// LM_ID_BASE: the program's.
    case base
    /// LM_ID_NEWLM: a new one with a C library of its own, which this linker does not offer.
    case new
}
