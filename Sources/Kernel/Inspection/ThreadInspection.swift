#if os(none)
internal import Bytes
internal import CMachine
internal import ELF
internal import Machine
internal import Scheduling
internal import Sync

/// The list of all threads that a non-maskable interrupt brings about: who runs, who waits for what, and the calls that led there. The
/// program goes on afterwards. The `apus` command adds the names of functions.
enum ThreadInspection {
    static func run(_ frame: TrapFrame) {
        let here = ExecutionPoint(instruction: frame.instructionPointer, stack: frame.stackPointer, frame: frame.framePointer)
        guard Inspection.begin(here) else { return }
        if Process.exists {
            let process = Process.current
            InspectionText.put("threads: ")
            InspectionText.put(decimal: process.threads.count)
            InspectionText.put(", processors: ")
            InspectionText.put(decimal: Threads.scheduler.processorCount)
            let holder = Int(machine_lock_holder())
            if holder != 0 {
                InspectionText.put(", in the kernel: processor ")
                InspectionText.put(decimal: holder - 1)
            }
            InspectionText.put("\n")
            for thread in process.threads.all { show(thread, process) }
        } else {
            InspectionText.put("the program has not begun\n")
        }
        Inspection.end()
    }

    private static func show(_ thread: Thread, _ process: Process) {
        InspectionText.put("thread ")
        InspectionText.put(decimal: Int(thread.id))
        InspectionText.put(" \"")
        for index in 0..<15 {
            if thread.attributes.name[index] == 0 { break }
            Inspection.put(thread.attributes.name[index])
        }
        InspectionText.put("\": ")
        // Held: the address is only compared.
        let processor = Inspection.processor(of: unsafe UInt(bitPattern: Unmanaged.passUnretained(thread).toOpaque()))
        switch thread.state {
        case .running: InspectionText.put("runs on processor ")
        case .ready: InspectionText.put("is ready to run on processor ")
        case .blocked: InspectionText.put("waits, last on processor ")
        case .dead: InspectionText.put("has ended on processor ")
        }
        InspectionText.put(decimal: thread.processor)
        if thread.state == .blocked { showWait(thread) }
        InspectionText.put("\n")
        let start = processor >= 0 ? Inspection.point(ofProcessor: processor) : Inspection.point(of: thread.record)
        Backtrace(process).show(start, thread.record, processor: processor)
    }

    private static func showWait(_ thread: Thread) {
        if let lock = thread.inheritance?.awaited {
            InspectionText.put(", for the lock at ")
            InspectionText.put(hex: lock.address)
            InspectionText.put(" of thread ")
            InspectionText.put(decimal: Int(lock.owner.id))
        } else if thread.futex.isWaiting {
            InspectionText.put(", for the futex ")
            InspectionText.put(hex: thread.futex.key.rawValue & ~3)
        }
        if thread.timeout.isSet {
            InspectionText.put(", until ")
            InspectionText.put(decimal: Int(truncatingIfNeeded: thread.timeout.deadline / 1_000_000))
            InspectionText.put(" ms")
        }
        if thread.hasDeliverableSignal { InspectionText.put(", with a signal to take") }
    }
}

/// The calls that led to a point, of the kernel's and the program's, a line each.
private struct Backtrace {
    private let process: Process
    private static var limit: Int { 24 }

    init(_ process: Process) { self.process = process }

    func show(_ start: ExecutionPoint, _ record: ThreadRecord, processor: Int) {
        var number = 0
        guard Inspection.isKernel(start.instruction) else { return showProgram(start, &number) }
        line(&number, start.instruction, isSure: true)
        var pointer = start.frame
        while number < Self.limit, pointer & 7 == 0, !AddressMap.isProgram(pointer, 16), let back = Inspection.peek(pointer &+ 8),
            Inspection.isKernel(back), let next = Inspection.peek(pointer)
        {
            line(&number, back, isSure: true)
            if next <= pointer, !AddressMap.isProgram(next, 16) { break }
            pointer = next
        }
        // The last of the kernel's frames was made by its entry, and keeps the program's frame pointer.
        let frame = Inspection.peek(pointer) ?? 0
        if let point = Inspection.programPoint(of: record, processor: processor, frame: AddressMap.isProgram(pointer, 16) ? pointer : frame) {
            showProgram(point, &number)
        }
    }

    private func showProgram(_ start: ExecutionPoint, _ number: inout Int) {
        line(&number, start.instruction, isSure: true)
        let first = number
        var pointer = start.frame
        while number < Self.limit, pointer & 7 == 0, pointer >= start.stack, pointer &- start.stack < 8 << 20,
            let next = Inspection.peek(pointer), let back = Inspection.peek(pointer &+ 8), followsCall(back)
        {
            line(&number, back, isSure: true)
            if next <= pointer { break }
            pointer = next
        }
        guard number == first else { return }
        // No frame pointers: whatever on the stack follows a call.
        var address = start.stack & ~7
        for _ in 0..<512 where number < Self.limit {
            guard let word = Inspection.peek(address) else { break }
            if followsCall(word) { line(&number, word, isSure: false) }
            address &+= 8
        }
    }

    private func line(_ number: inout Int, _ address: UInt, isSure: Bool) {
        InspectionText.put("    #")
        InspectionText.put(decimal: number)
        InspectionText.put(isSure ? "  " : " ?")
        InspectionText.put(hex: address, width: 12)
        InspectionText.put(" ")
        if Inspection.isKernel(address) {
            InspectionText.put("kernel+")
            InspectionText.put(hex: address)
        } else if let object = process.linker?.object(at: address) {
            let path = object.path
            InspectionText.put(path.span)
            InspectionText.put("+")
            InspectionText.put(hex: address &- object.base)
        }
        InspectionText.put("\n")
        number += 1
    }

    /// Whether the bytes before `address`, which lies in an object, can be a call: E8 with a displacement, or FF /2.
    private func followsCall(_ address: UInt) -> Bool {
        guard AddressMap.isProgram(address &- 8, 8), process.linker?.object(at: address) != nil else { return false }
        let start = (address &- 8) & ~7
        guard let low = Inspection.peek(start) else { return false }
        let shift = (address & 7) * 8
        var before = low
        if shift != 0 {
            guard let high = Inspection.peek(start &+ 8) else { return false }
            before = low >> shift | high << (64 - shift)
        }
        return CallInstruction.endsIn(before)
    }
}
#endif
