/// The types that need no declaration: C's own, and those of the standard headers on x86_64.
enum TypeNames {
    /// Combinations of C's keywords, sorted by letter.
    static let keywords: [String: CType] = {
        var table: [String: CType] = [
            "void": .void, "char": .character, "float": .float, "double": .double, "double long": .longDouble,
            "_Bool": .integer(bits: 8, signed: false), "bool": .integer(bits: 8, signed: false),
            "char signed": .integer(bits: 8, signed: true), "char unsigned": .integer(bits: 8, signed: false),
            "signed": .int, "unsigned": .integer(bits: 32, signed: false),
        ]
        for (names, bits) in [(["short"], 16), (["int"], 32), (["long"], 64), (["long", "long"], 64)] {
            for sign in [[], ["signed"], ["unsigned"]] {
                let type = CType.integer(bits: bits, signed: sign != ["unsigned"])
                table[(names + sign).sorted().joined(separator: " ")] = type
                table[(names + sign + ["int"]).sorted().joined(separator: " ")] = type
            }
        }
        table["int int"] = nil
        table["int int signed"] = nil
        table["int int unsigned"] = nil
        for word in ["_Complex", "complex"] {
            for (name, part) in [("float", CType.float), ("double", .double), ("double long", .longDouble)] {
                let words = name.split(separator: " ").map(String.init) + [word]
                table[words.sorted().joined(separator: " ")] = .complex(part)
            }
        }
        return table
    }()

    static let words: Set<String> = Set(keywords.keys.flatMap { $0.split(separator: " ").map(String.init) })

    static let typedefs: [String: CType] = {
        var table: [String: CType] = [
            "wchar_t": .wide,
            "div_t": .structure([.int, .int]),
            "ldiv_t": .structure([long, long]), "lldiv_t": .structure([long, long]),
            "imaxdiv_t": .structure([long, long]),
            "float_t": .float, "double_t": .double,
        ]
        for bits in [8, 16, 32, 64] {
            for form in ["int\(bits)_t", "int_least\(bits)_t", "int_fast\(bits)_t"] {
                // The fast ones of 16 and 32 bits are long in glibc.
                let width = form.contains("fast") && bits > 8 ? 64 : bits
                table[form] = .integer(bits: width, signed: true)
                table["u" + form] = .integer(bits: width, signed: false)
            }
        }
        let signed64 = "ssize_t off_t off64_t loff_t time_t clock_t intmax_t intptr_t ptrdiff_t blkcnt_t suseconds_t register_t"
        let unsigned64 = "size_t ino_t dev_t nlink_t uintmax_t uintptr_t rlim_t wctype_t pthread_t fsblkcnt_t"
        let unsigned32 = "mode_t uid_t gid_t id_t wint_t socklen_t in_addr_t useconds_t char32_t nfds_t"
        for name in signed64.split(separator: " ") { table[String(name)] = long }
        for name in unsigned64.split(separator: " ") { table[String(name)] = .integer(bits: 64, signed: false) }
        for name in unsigned32.split(separator: " ") { table[String(name)] = .integer(bits: 32, signed: false) }
        for name in ["pid_t", "clockid_t", "key_t", "nl_item", "regoff_t", "sig_atomic_t"] { table[name] = .int }
        for name in ["in_port_t", "sa_family_t", "char16_t"] { table[name] = .integer(bits: 16, signed: false) }
        table["nfds_t"] = .integer(bits: 64, signed: false)
        for name in ["locale_t", "iconv_t", "wctrans_t", "nl_catd"] { table[name] = .pointer(.opaque(name)) }
        return table
    }()

    private static let long = CType.integer(bits: 64, signed: true)
}
