/// Splits text at a character that is not inside quotes, brackets, braces or parentheses.
public enum WordSplitter {
    public static func split(_ text: String, at separator: Character, dropEmpty: Bool = false) -> [String] {
        var result: [String] = []
        var part = ""
        var depth = 0
        var quote: Character?
        var escaped = false
        for c in text {
            if let open = quote {
                part.append(c)
                if escaped {
                    escaped = false
                } else if c == "\\" {
                    escaped = true
                } else if c == open {
                    quote = nil
                }
                continue
            }
            if c == separator, depth == 0 {
                if !(dropEmpty && part.isEmpty) { result.append(part) }
                part = ""
                continue
            }
            switch c {
            case "\"", "'": quote = c
            case "[", "{", "(": depth += 1
            case "]", "}", ")": depth -= 1
            default: break
            }
            part.append(c)
        }
        if !(dropEmpty && part.isEmpty) { result.append(part) }
        return result
    }
}
