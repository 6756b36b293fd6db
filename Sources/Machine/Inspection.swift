#if os(none)
internal import CMachine
internal import Bytes

/// Where some thread is: enough to find the calls that led there.
public struct ExecutionPoint {
    public var instruction: UInt
    public var stack: UInt
    public var frame: UInt

    public init(instruction: UInt, stack: UInt, frame: UInt) {
        self.instruction = instruction
        self.stack = stack
        self.frame = frame
    }
}

/// Looking at a machine that may be stuck: from a non-maskable interrupt, which comes to all processors at once. Nothing in here takes
/// a lock, allocates, or can fault.
///
/// Held, for the `unsafe` in here: blocks of processors and records of threads stay; what they say may be half changed, and is only
/// printed.
public enum Inspection {
    // The serial port (a 16550 at 0x2f8) that the `apus` command has the other end of: it works without memory, a lock or an interrupt.
    private static var port: UInt16 { 0x2f8 }
    private static var status: UInt8 { machine_in8(port + 5) }

    /// Whether the command has sent a byte: it wants to know of the threads. Without a port all bits are set.
    public static var isAsked: Bool { status & 1 != 0 && status != 0xff }

    /// Writes one character where the `apus` command reads.
    @export(interface)
    public static func put(_ character: UInt8) {
        var patience = 100_000
        while status & 0x20 == 0, patience > 0 {
            machine_pause()
            patience -= 1
        }
        machine_out8(port, character)
    }

    /// The word at an address, nil where no page is.
    @export(interface)
    public static func peek(_ address: UInt) -> UInt? {
        var value: UInt64 = 0
        return unsafe machine_peek(UInt64(address), &value) != 0 ? UInt(value) : nil
    }

    /// Notes where this processor was. The first one is to print; it has waited until the others are here. Returns false on those, once
    /// that is done, and where the last time was less than a second ago.
    @export(interface)
    public static func begin(_ point: ExecutionPoint) -> Bool {
        let block = unsafe machine_this_cpu()!
        unsafe block.pointee.point = machine_point(
            instruction: UInt64(point.instruction), stack: UInt64(point.stack), frame: UInt64(point.frame))
        let isFirst = Processors.current == 0
        if machine_inspection_begin() != 0 { return true }
        if isFirst { end() }
        return false
    }

    /// Lets the others go on. The question is taken out of the port by now: they have all seen it.
    @export(interface)
    public static func end() {
        for _ in 0..<16 where isAsked { _ = machine_in8(port) }
        machine_inspection_end()
    }

    /// The processor that runs on a thread's stack, -1 for none. `thread` is the address of its object.
    @export(interface)
    public static func processor(of thread: UInt) -> Int {
        for number in 0..<Processors.count where Processors.isOnline(number) {
            if unsafe UInt(bitPattern: machine_cpus_at(UInt32(number)).pointee.thread) == thread { return number }
        }
        return -1
    }

    /// Where a processor was when it was interrupted.
    @export(interface)
    public static func point(ofProcessor number: Int) -> ExecutionPoint {
        let point = unsafe machine_cpus_at(UInt32(number)).pointee.point
        return ExecutionPoint(instruction: UInt(point.instruction), stack: UInt(point.stack), frame: UInt(point.frame))
    }

    /// Where a thread that runs nowhere will go on in the kernel.
    @export(interface)
    public static func point(of record: ThreadRecord) -> ExecutionPoint {
        // As machine_switch leaves it: the frame pointer, the return address.
        let stack = UInt(unsafe record.pointer.pointee.stack_pointer)
        return ExecutionPoint(instruction: peek(stack + 8) ?? 0, stack: stack + 16, frame: peek(stack) ?? 0)
    }

    /// Where a thread that is in the kernel left the program. `processor` is the one on its stack, or -1; `frame` the frame pointer that the
    /// kernel's own frames lead to.
    @export(interface)
    public static func programPoint(of record: ThreadRecord, processor: Int, frame: UInt) -> ExecutionPoint? {
        var entry = unsafe record.pointer.pointee.entry
        var callStack = UInt(unsafe record.pointer.pointee.kernel_stack)
        if processor >= 0 {
            entry = unsafe machine_cpus_at(UInt32(processor)).pointee.entry
            callStack = UInt(unsafe machine_cpus_at(UInt32(processor)).pointee.kernel_stack)
        }
        guard let first = peek(callStack - 8) else { return nil }
        if entry == UInt32(MACHINE_ENTRY_GATE) { return gatePoint(UInt(unsafe record.pointer.pointee.stack_top)) }
        // The way out of a call that finds something to do builds a frame in the same place; it begins with the stack segment.
        if first == 16 { return gatePoint(callStack) }
        if entry == UInt32(MACHINE_ENTRY_SYSCALL) {
            guard let instruction = peek(callStack - 16), let frame = peek(callStack - 112) else { return nil }
            return ExecutionPoint(instruction: instruction, stack: first, frame: frame)
        }
        guard let instruction = peek(first) else { return nil }
        return ExecutionPoint(instruction: instruction, stack: first + 8, frame: frame)
    }

    /// What gate_save left below `top`.
    private static func gatePoint(_ top: UInt) -> ExecutionPoint? {
        guard peek(top - 8) == 16, let stack = peek(top - 16), let instruction = peek(top - 40), let frame = peek(top - 112) else { return nil }
        return ExecutionPoint(instruction: instruction, stack: stack, frame: frame)
    }

    public static func isKernel(_ address: UInt) -> Bool { machine_is_kernel_text(UInt64(address)) != 0 }
}
#endif
