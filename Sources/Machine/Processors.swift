#if os(none)
internal import CMachine
public import Bytes

/// A processor's own block, which its %gs points to.
///
/// Held, for the `unsafe` in here: blocks are made once and stay.
@safe public struct ProcessorBlock {
    let pointer: UnsafeMutablePointer<machine_cpu>

    /// The block of the processor that started the machine.
    public static var first: ProcessorBlock { unsafe ProcessorBlock(pointer: machine_first_block()) }

    @unsafe init(pointer: UnsafeMutablePointer<machine_cpu>) { unsafe self.pointer = pointer }
}

/// All processors of the machine: starting them, interrupting them (Intel SDM volume 3, chapters 8 and 11).
public enum Processors {
    /// The most there can be.
    public static var limit: Int { Int(MACHINE_PROCESSOR_LIMIT) }
    /// How many run.
    public static var count: Int { Int(machine_get_processor_count()) }
    /// The running one's number; 0 is the one that started the machine.
    @inline(__always) public static var current: Int { Int(machine_processor_number()) }

    /// The vector of the interrupt that asks for a look at the run queue, and of the one that asks to forget translations.
    public static var wakeVector: UInt { 34 }
    public static var flushVector: UInt { 35 }

    /// Silences the legacy interrupt controllers (Intel 8259), whose vectors firmware leaves among those of exceptions.
    @export(interface)
    public static func silenceLegacyControllers() {
        machine_out8(0x21, 0xff)
        machine_out8(0xa1, 0xff)
    }

    /// The vector of the interrupt that an NMI turns into: the host has something to say.
    public static var hostVector: UInt { 40 }

    /// Interrupts the running processor, as soon as interrupts are on.
    @inline(__always) public static func interruptSelf(_ vector: UInt) { machine_send_to_self(UInt32(vector)) }

    /// Whether a processor other than the first has come up.
    @inline(__always) public static func isOnline(_ number: Int) -> Bool { number == 0 || machine_cpu_is_online(UInt32(number)) != 0 }

    /// Interrupts another processor, so that it looks at its run queue.
    @export(interface)
    public static func wake(_ number: Int) { machine_wake_processor(UInt32(number), UInt32(wakeVector)) }

    /// Makes the processors in `set` (a bit each, never the running one) forget the translations that are not global, and waits until
    /// they have. They answer in the interrupt, or while they wait for the kernel's lock, which the caller holds.
    @export(interface)
    public static func flush(_ set: UInt64) {
        var rest = set
        while rest != 0 {
            let number = UInt32(rest.trailingZeroBitCount)
            rest &= rest &- 1
            machine_request_flush(number)
            machine_send_interrupt(number, UInt32(flushVector))
        }
        rest = set
        while rest != 0 {
            let number = UInt32(rest.trailingZeroBitCount)
            while machine_flush_is_pending(number) != 0 { machine_pause() }
            rest &= rest &- 1
        }
    }

    /// Marks that a processor which sleeps must forget its translations before it runs anything.
    @export(interface)
    public static func flushLater(_ number: Int) { machine_request_flush(UInt32(number)) }

    /// Forgets translations if another processor has asked for it.
    @inline(__always) public static func answerFlush() { machine_answer_flush() }

    /// Starts `count` - 1 more processors. Each begins in `machine_processor_began` on a stack of its own with its own tables, and stays
    /// there; `record` is that of the thread it begins as. Returns at once: they take part as they come up (`onlineCount`). From now on
    /// the kernel is locked, and the running processor has the lock: it must leave the call by `machine_exception`, which unlocks, as the
    /// way by which it came in does not know of the lock.
    ///
    /// `startPage` is the physical address of a page below 1 MiB. Returns false if memory is out.
    @export(interface)
    public static func start(
        _ count: Int, startPage: UInt, gateStacks: () -> GateStacks?, allocatePage: () -> UInt?, record: (Int) -> ThreadRecord
    ) -> Bool {
        var room: UInt = 0
        for number in 1..<min(count, limit) {
            // Three blocks to a page.
            if room & 4095 == 0 || room & 4095 > 4096 - 1024 {
                guard let page = allocatePage() else { return false }
                room = AddressMap.linear + page
            }
            let block = unsafe UnsafeMutablePointer<machine_cpu>(bitPattern: room)!
            room += 1024
            guard let gates = gateStacks() else { return false }
            let record = record(number)
            unsafe block.pointee.number = UInt32(number)
            unsafe block.pointee.lock_token = UInt32(number) + 1
            unsafe block.pointee.record = record.pointer
            unsafe block.pointee.kernel_stack = record.pointer.pointee.kernel_stack
            unsafe block.pointee.task_state.ist.0 = gates.scratch
            unsafe block.pointee.task_state.ist.1 = gates.fault
            unsafe block.pointee.task_state.ist.2 = gates.interrupt
            unsafe block.pointee.task_state.ist.3 = gates.check
            _ = unsafe machine_processor_set(UInt32(number), block)
        }
        guard let root = makeRoot(allocatePage) else { return false }
        machine_prepare_startup(UInt64(AddressMap.linear + startPage), UInt64(startPage), UInt64(root))
        machine_enter_multiprocessing()
        machine_set_processor_count(UInt32(min(count, limit)))
        LocalTimer.enable()
        // To all but this one: INIT, then where to start.
        machine_apic_write(0x300, 0xc4500)
        while machine_apic_read(0x300) & 1 << 12 != 0 { machine_pause() }
        sendStart(startPage)
        return true
    }

    /// Tells all processors but this one to start, for those that have missed it: the others pay no attention.
    @export(interface)
    public static func sendStart(_ page: UInt) {
        machine_apic_write(0x300, 0xc4600 | UInt32(page >> 12))
        while machine_apic_read(0x300) & 1 << 12 != 0 { machine_pause() }
    }

    /// How many take part.
    @export(interface)
    public static var onlineCount: Int {
        var online = 1
        for number in 1..<max(count, 1) where isOnline(number) { online += 1 }
        return online
    }

    /// A page-table root with the kernel's part and the page at its physical address, for the first instructions.
    private static func makeRoot(_ allocatePage: () -> UInt?) -> UInt? {
        guard let root = allocatePage(), let pointers = allocatePage(), let directory = allocatePage() else { return nil }
        for index in 0..<512 as Range<UInt> {
            let entry = machine_root_entry(UInt32(index))
            if entry != 0 { machine_mmio_write64(UInt64(AddressMap.linear + root + index * 8), entry) }
        }
        machine_mmio_write64(UInt64(AddressMap.linear + root), UInt64(pointers) | 3)
        machine_mmio_write64(UInt64(AddressMap.linear + pointers), UInt64(directory) | 3)
        machine_mmio_write64(UInt64(AddressMap.linear + pointers + 8), machine_kernel_pointer())
        machine_mmio_write64(UInt64(AddressMap.linear + directory), 0x83)
        return root
    }

    /// The first steps of another processor: its tables, its interrupt controller, the program's address space.
    ///
    /// Held, for the `unsafe`: called with the block that `start` made for it.
    @export(interface) @unsafe
    public static func begin(_ block: UnsafeMutableRawPointer, root: PhysicalAddress) -> ThreadRecord {
        let block = unsafe block.assumingMemoryBound(to: machine_cpu.self)
        let ist = unsafe block.pointee.task_state.ist
        unsafe machine_install_tables(block, ist.0, ist.1, ist.2, ist.3)
        Processor.pageTableRoot = root
        Processor.enableExtendedState()
        LocalTimer.acceptHostInterrupts()
        unsafe block.pointee.apic_id = machine_apic_read(0x20) >> 24
        let record = unsafe ThreadRecord(block.pointee.record)
        record.adopt()
        return record
    }

    /// Tells the others that this one takes part from now on.
    @export(interface)
    public static func announce() { machine_set_online() }
}
#endif
