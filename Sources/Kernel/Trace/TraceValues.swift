internal import Bytes
internal import LinuxABI

/// Numbers, names and bytes in a trace.
extension TraceLine {
    mutating func addAddress(_ address: UInt) {
        if address == 0 { text.add("NULL") } else { text.add(hex: address) }
    }

    mutating func addOctal(_ value: UInt) {
        text.add("0")
        var shift: UInt = 60
        while shift > 0, value >> shift == 0 { shift -= 3 }
        if value == 0 { return }
        while true {
            text.add(byte: UInt8(truncatingIfNeeded: value >> shift) & 7 + 0x30)
            if shift == 0 { break }
            shift -= 3
        }
    }

    /// A value by its name, or flags by theirs and what is left over as a number.
    mutating func addNamed(_ table: NameTable, _ argument: UInt) {
        var value = UInt64(argument)
        if table.width < 64 { value &= 1 << UInt64(table.width) - 1 }
        guard table.areFlags else { return addValue(table, value) }
        if value == 0 { return text.add(table.zeroName ?? "0") }
        var isFirst = true
        if table == .openFlags, value & 3 == 0 {
            text.add("O_RDONLY")
            isFirst = false
        }
        for named in table.values where named.value != 0 && value & named.value == named.value {
            separate(&isFirst)
            text.add(named.name)
            value &= ~named.value
        }
        if value != 0 {
            separate(&isFirst)
            text.add(hex: UInt(value))
        }
    }

    private mutating func addValue(_ table: NameTable, _ value: UInt64) {
        // A socket's type carries flags in its upper bits.
        let base = table == .socketType ? value & 0xf : value
        guard let named = table.values.first(where: { $0.value == base }) else { return text.add(hex: UInt(value)) }
        text.add(named.name)
        if base != value {
            text.add("|")
            addNamed(.socketFlags, UInt(value - base))
        }
    }

    private mutating func separate(_ isFirst: inout Bool) {
        if !isFirst { text.add("|") }
        isFirst = false
    }

    mutating func addFutexOperation(_ operation: UInt32) {
        let command = operation & 0x7f
        addNamed(.futexCommand, UInt(command))
        if operation != command {
            text.add("|")
            addNamed(.futexFlags, UInt(operation - command))
        }
    }

    mutating func addSignal(_ signal: Signal) {
        guard signal.isValid, signal.rawValue < Signal.realTimeMinimum else {
            return text.add(decimal: Int(signal.rawValue))
        }
        text.add(signal.name)
    }

    /// `[SIGINT SIGTERM]`, or what is not in the set after a `~` where that is shorter.
    mutating func addSignals(_ set: SignalSet) {
        let isInverted = set.rawValue.nonzeroBitCount > 32
        text.add(isInverted ? "~[" : "[")
        var rest = SignalSet(rawValue: isInverted ? ~set.rawValue : set.rawValue)
        var isFirst = true
        while let signal = rest.first {
            if !isFirst { text.add(" ") }
            isFirst = false
            addSignal(signal)
            rest.remove(signal)
        }
        text.add("]")
    }

    /// A zero-terminated string in quotes, cut after `limit` bytes.
    mutating func addString(_ address: UInt, limit: Int) {
        if address == 0 { return text.add("NULL") }
        do throws(Errno) {
            addQuoted(try UserString(address).bytes(limit: limit, tooLong: .ENAMETOOLONG), isCut: false)
        } catch {
            text.add(hex: address)
        }
    }

    /// The first bytes of a buffer in quotes.
    mutating func addBytes(_ address: UInt, count: UInt) {
        let shown = 32
        guard address != 0 else { return text.add("NULL") }
        var bytes: [UInt8] = []
        do throws(Errno) {
            for index in 0..<Int(min(count, UInt(shown))) {
                bytes.append(try UserPointer<UInt8>(address).load(at: index))
            }
        } catch { return text.add(hex: address) }
        addQuoted(bytes, isCut: count > UInt(shown))
    }

    private mutating func addQuoted(_ bytes: [UInt8], isCut: Bool) {
        text.add("\"")
        for index in bytes.indices {
            switch bytes[index] {
            case 0x0a: text.add("\\n")
            case 0x0d: text.add("\\r")
            case 0x09: text.add("\\t")
            case 0x22: text.add("\\\"")
            case 0x5c: text.add("\\\\")
            case let byte where byte >= 0x20 && byte < 0x7f: text.add(byte: byte)
            case let byte: addEscape(byte, before: index + 1 < bytes.count ? bytes[index + 1] : 0)
            }
        }
        text.add(isCut ? "\"..." : "\"")
    }

    /// As few octal digits as possible: all three where a digit follows.
    private mutating func addEscape(_ byte: UInt8, before next: UInt8) {
        let isDigitNext = next >= 0x30 && next <= 0x39
        text.add("\\")
        if isDigitNext || byte >= 0o100 { text.add(byte: byte >> 6 + 0x30) }
        if isDigitNext || byte >= 0o10 { text.add(byte: byte >> 3 & 7 + 0x30) }
        text.add(byte: byte & 7 + 0x30)
    }
}
