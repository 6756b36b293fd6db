/// Calls in the program's code (Intel SDM volume 2, CALL).
enum CallInstruction {
    /// Whether the eight bytes before a return address can end in a call: E8 with a displacement, or FF /2 with its ModRM byte 2, 3, 6
    /// or 7 bytes back.
    static func endsIn(_ before: UInt) -> Bool {
        if UInt8(truncatingIfNeeded: before >> 24) == 0xe8 { return true }
        var distance: UInt = 2
        while distance <= 7 {
            let opcode = UInt8(truncatingIfNeeded: before >> ((8 - distance) * 8))
            let modes = UInt8(truncatingIfNeeded: before >> ((9 - distance) * 8))
            if opcode == 0xff, modes & 0x38 == 0x10 { return true }
            distance = distance == 3 ? 6 : distance + 1
        }
        return false
    }
}
