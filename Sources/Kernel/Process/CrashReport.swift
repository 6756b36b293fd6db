#if os(none)
internal import Bytes
internal import ELF
internal import LinuxABI
internal import Machine
internal import Memory

/// What is said of a program that ends by its own fault: the signal, the address, the registers, and where it was.
struct CrashReport {
    private let process: Process
    private let frame: TrapFrame

    init(_ process: Process, _ frame: TrapFrame) {
        self.process = process
        self.frame = frame
    }

    /// Logs the report.
    func log(_ signal: Signal, _ reason: StaticString, address: UInt?) {
        var line = ByteText("the program crashed: ")
        line.add(signal.name)
        line.add(", ")
        line.add(reason)
        if let address {
            line.add(" ")
            line.add(hex: address)
        }
        line.add(", at ")
        add(frame.instructionPointer, to: &line)
        process.log.log(line)
        logRegisters()
        logBacktrace()
    }

    private func logRegisters() {
        var line = ByteText("   ")
        var count = 0
        for register in frame.registers {
            line.add(" ")
            line.add(register.name)
            line.add(" ")
            line.add(hexDigits: register.value, width: 16)
            count += 1
            if count % 4 == 0 {
                process.log.log(line)
                line = ByteText("   ")
            }
        }
        if count % 4 != 0 { process.log.log(line) }
    }

    /// The instruction pointer, then the return addresses that the frame pointers lead to; where there are none, whatever
    /// on the stack follows a call instruction, marked `?`.
    private func logBacktrace() {
        logFrame(0, frame.instructionPointer, isSure: true)
        var number = 1
        var pointer = frame.framePointer
        while number < 32, pointer & 7 == 0, pointer >= frame.stackPointer, pointer &- frame.stackPointer < 8 << 20,
            let next = load(pointer), let back = load(pointer &+ 8), followsCall(back)
        {
            logFrame(number, back, isSure: true)
            number += 1
            if next <= pointer { break }
            pointer = next
        }
        guard number == 1 else { return }
        var address = frame.stackPointer & ~7
        for _ in 0..<512 where number < 20 {
            guard let word = load(address) else { break }
            if followsCall(word) {
                logFrame(number, word, isSure: false)
                number += 1
            }
            address &+= 8
        }
    }

    private func logFrame(_ number: Int, _ address: UInt, isSure: Bool) {
        var line = ByteText("    #")
        line.add(decimal: number)
        line.add(isSure ? "  " : " ?")
        add(address, to: &line)
        process.log.log(line)
    }

    private func add(_ address: UInt, to line: inout ByteText) {
        line.add(hex: address, width: 12)
        guard let place = process.linker?.symbolise(address) else { return }
        line.add(" ")
        line.add(place.object.path)
        line.add("+")
        line.add(hex: address &- place.object.base)
        if let symbol = place.symbol {
            line.add(" (")
            line.add(symbol.name)
            line.add("+")
            line.add(hex: address &- symbol.address)
            line.add(")")
        }
    }

    private func load(_ address: UInt) -> UInt? {
        do throws(Errno) { return try UserPointer<UInt>(address).load() } catch { return nil }
    }

    /// Whether `address` lies in an object and the bytes before it can be a call.
    private func followsCall(_ address: UInt) -> Bool {
        guard AddressMap.isProgram(address &- 8, 8), process.linker?.symbolise(address) != nil, let before = load(address &- 8)
        else { return false }
        return CallInstruction.endsIn(before)
    }
}
#endif
