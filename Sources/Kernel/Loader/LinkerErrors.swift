#if os(none)
internal import Bytes
internal import ELF
internal import LinuxABI

/// The last failure of the linker, for `dlerror`: its text in the program's memory.
public final class LinkerErrors {
    private var text: [UInt8]?
    private var place: UInt = 0
    private static let room = 4096

    /// - Parameter text: nil for a failure without one.
    func keep(_ text: [UInt8]?) { self.text = text }

    /// The address of the text, zero-terminated, or 0 if there was no failure since the last call.
    func takeText() -> Int {
        guard var line = text else { return 0 }
        text = nil
        line = Array(line.prefix(Self.room - 1))
        line.append(0)
        do throws(Errno) {
            if place == 0 {
                guard let host = Process.current.linker?.host else { return 0 }
                place = try host.allocate(size: UInt(Self.room))
            }
            var buffer = UserBuffer(address: place, count: Self.room)
            try buffer.write(line.span.raw)
        } catch { return 0 }
        return Int(bitPattern: place)
    }
}
#endif
