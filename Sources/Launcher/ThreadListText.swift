import Glibc
import ImageBuilder

/// The list of threads that the kernel prints when it is asked, a line at a time; adds the names of functions to the addresses, which
/// the kernel gives as a file and a distance.
struct ThreadListText {
    private let files: [String: String]
    private var tables: [String: FunctionTable?] = [:]
    private var partial: [UInt8] = []

    /// `files` says where files of the guest are on the host, where they have other names there; `kernel` is one of them.
    init(files: [String: String]) { self.files = files }

    /// The finished lines of what has come so far.
    mutating func feed(_ bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte != UInt8(ascii: "\n") {
                partial.append(byte)
                continue
            }
            lines.append(named(String(decoding: partial, as: UTF8.self)))
            partial.removeAll(keepingCapacity: true)
        }
        return lines
    }

    private mutating func named(_ line: String) -> String {
        // `    #3  0x000040012345 /usr/bin/perl+0x12345`
        guard line.hasPrefix("    #"), let blank = line.lastIndex(of: " "), let plus = line.lastIndex(of: "+"), blank < plus,
            case let digits = line[line.index(after: plus)...].dropFirst(2), let address = UInt64(digits, radix: 16), address > 0
        else { return line }
        let path = String(line[line.index(after: blank)..<plus])
        // A return address is one past the call, which may be the function's last instruction.
        guard let function = table(path)?.find(address - 1) else { return line }
        return path == "kernel"
            ? "\(line[..<blank]) kernel: \(Self.plain(function.name))"
            : "\(line) (\(function.name)+0x\(String(function.offset + 1, radix: 16)))"
    }

    private mutating func table(_ path: String) -> FunctionTable? {
        if let known = tables[path] { return known }
        let table = FunctionTable(files[path] ?? path)
        tables[path] = table
        return table
    }

    /// A mangled Swift name as it was written, as far as the runtime can tell, without its types.
    private static func plain(_ name: String) -> String {
        guard name.hasPrefix("$s") || name.hasPrefix("$e") else { return name }
        var size = 0
        guard let text = demangle(name, UInt(name.utf8.count), nil, &size, 0) else { return name }
        defer { free(text) }
        return shortened(String(cString: text))
    }

    /// `Kernel.FutexCalls.wait` of what the runtime says at length.
    static func shortened(_ long: String) -> String {
        var text = long[...]
        while text.contains("specialization <"), let end = text.firstRange(of: "> of ") { text = text[end.upperBound...] }
        var result = String(text)
        // A private name comes as `(name in _DISCRIMINATOR)`.
        while let mark = result.firstRange(of: " in _"), let end = result[mark.upperBound...].firstIndex(of: ")"),
            let start = result[..<mark.lowerBound].lastIndex(of: "(")
        {
            result.replaceSubrange(start...end, with: result[result.index(after: start)..<mark.lowerBound])
        }
        if result.hasPrefix("protocol witness for "), let end = result.firstRange(of: " in conformance") {
            result = String(result[..<end.lowerBound].dropFirst("protocol witness for ".count))
        }
        let isClosure = result.hasPrefix("closure #") || result.hasPrefix("@objc closure #")
        if isClosure, let mark = result.ranges(of: " in ").last { result = String(result[mark.upperBound...]) }
        for word in ["@objc ", "static "] where result.hasPrefix(word) { result.removeFirst(word.count) }
        result = String(result.prefix { $0 != "(" && $0 != " " })
        return isClosure ? result + " (closure)" : result
    }

    @_silgen_name("swift_demangle")
    private static func demangle(
        _ name: UnsafePointer<CChar>, _ count: UInt, _ buffer: UnsafeMutablePointer<CChar>?, _ size: UnsafeMutablePointer<Int>, _ flags: UInt32
    ) -> UnsafeMutablePointer<CChar>?
}
