internal import Bytes
internal import LinuxABI

/// A line of text under construction.
struct ErrorLine {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ text: StaticString) { bytes += [UInt8](ascii: text) }
    mutating func add(_ text: [UInt8]) {
        // A hostile name must not break the line or the terminal.
        for byte in text { bytes.append(byte < 0x20 || byte == 0x7f ? 0x3f : byte) }
    }
    mutating func add(name: [UInt8], version: [UInt8]) {
        add(name)
        if !version.isEmpty {
            add("@")
            add(version)
        }
    }
    mutating func add(_ error: Errno) {
        if let message = error.message { return add(message) }
        add("error ")
        add(decimal: UInt(UInt32(bitPattern: error.rawValue)))
    }
    mutating func add(decimal value: UInt) {
        if value >= 10 { add(decimal: value / 10) }
        bytes.append(0x30 &+ UInt8(truncatingIfNeeded: value % 10))
    }
    mutating func add(hexadecimal value: UInt) {
        if value >= 16 { add(hexadecimal: value / 16) }
        let digit = UInt8(truncatingIfNeeded: value % 16)
        bytes.append(digit < 10 ? 0x30 &+ digit : 0x57 &+ digit)
    }
}
