/// A C type as far as a call is concerned: how a value of it is passed, and how it is written and read.
public indirect enum CType: Equatable, Sendable {
    case void
    /// Any integer but plain `char` and `wchar_t`.
    case integer(bits: Int, signed: Bool)
    /// Plain `char`: a pointer to it is a string.
    case character
    /// `wchar_t`: a pointer to it is a wide string.
    case wide
    case float, double, longDouble
    /// `float complex` and relatives; the part is a floating type.
    case complex(CType)
    case pointer(CType)
    /// A structure passed by value, its members in order.
    case structure([CType])
    /// What only pointers lead to: functions, structures without members shown, unknown types.
    case opaque(String)

    public static let int = CType.integer(bits: 32, signed: true)

    /// Bytes in memory; of `void` and opaque types one, as GNU C has it.
    public var size: Int {
        switch self {
        case .void, .character, .opaque: 1
        case .integer(let bits, _): bits / 8
        case .wide, .float: 4
        case .double, .pointer: 8
        case .longDouble: 16
        case .complex(let part): 2 * part.size
        case .structure(let members):
            Self.rounded(
                members.reduce(0) { Self.rounded($0, to: $1.alignment) + $1.size }, to: alignment)
        }
    }

    public var alignment: Int {
        switch self {
        case .complex(let part): part.alignment
        case .structure(let members): members.map(\.alignment).max() ?? 1
        default: size
        }
    }

    private static func rounded(_ size: Int, to alignment: Int) -> Int {
        (size + alignment - 1) / alignment * alignment
    }

    /// The driver's name for a value of this type that is passed or returned (Guest/call/types.c).
    var code: String {
        switch self {
        case .void: "v"
        case .integer(let bits, let signed): "\(signed ? "i" : "u")\(bits)"
        case .character: "i8"
        case .wide: "i32"
        case .float: "f32"
        case .double: "f64"
        case .longDouble: "f80"
        case .complex(.float): "c32"
        case .complex(.double): "c64"
        case .complex: "c80"
        case .pointer, .opaque: "p"
        case .structure(let members): "{" + members.map(\.code).joined(separator: ",") + "}"
        }
    }

    /// As a function's result: strings are shown by their text.
    var resultCode: String {
        switch self {
        case .pointer(.character): "s"
        case .pointer(.wide): "w"
        default: code
        }
    }

    /// As an element of a buffer; what has no size of its own is taken as bytes.
    var elementCode: String {
        switch self {
        case .void, .opaque, .structure, .complex: "i8"
        default: code
        }
    }
}

/// A function's type: `double pow(double, double)`.
public struct Signature: Equatable, Sendable {
    public var name: String
    public var result: CType
    public var parameters: [CType]
    /// Whether `...` ends the parameters.
    public var isVariadic: Bool
    /// As it was written.
    public var text: String
}
