/// Words on one line, percent-encoded as in URLs (RFC 3986, section 2.1): every byte outside `!`…`~`, and the percent sign, becomes %XX.
///
/// The kernel's command line and the cache's records are written so.
public enum Words {
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var result: [UInt8] = []
        for byte in bytes {
            if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    public static func encode(_ text: String) -> String { encode(text.utf8) }

    /// The bytes a word stands for; a percent sign that no two hexadecimal digits follow stands for itself.
    public static func decode(_ word: some StringProtocol) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(word.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                result.append(value)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    public static func decodeText(_ word: some StringProtocol) -> String {
        String(decoding: decode(word), as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
