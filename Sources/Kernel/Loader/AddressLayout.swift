internal import Bytes

/// Where the parts of a new program go, apart from what its file says: each at a place of its own, random unless that is switched off.
///
/// The number of random bits and the room left are those of Linux on x86-64: 28 bits of page
/// number for mappings and for the program, 16 GiB for the stack, 32 MiB between the program and its heap, 128 MiB for the stack to grow.
struct AddressLayout {
    /// One past the stack's highest address.
    let stackTop: UInt
    /// One past the highest address that mappings without an address of their own are given.
    let mappingTop: UInt
    /// Where a program goes whose addresses are not fixed.
    let programBase: UInt
    /// Bytes between the end of the program's data and the heap of brk(2).
    let heapGap: UInt
    /// Bytes, a multiple of 16, that are left free at the stack's very end: less than a page, so that it is known from what lies below.
    let stackGap: UInt

    /// - Parameter random: nil for the same places at every start.
    init(_ random: (() -> UInt64)?) {
        func pages(_ bits: UInt64) -> UInt { random.map { UInt(truncatingIfNeeded: $0() & (1 << bits - 1)) << 12 } ?? 0 }
        let gibibyte: UInt = 1 << 30
        stackTop = AddressMap.programHigh - gibibyte - pages(22)
        // Below wherever the stack is, and what it may grow by; close to it where nothing is random, for fewer page tables.
        mappingTop = (random == nil ? stackTop : AddressMap.programHigh - 17 * gibibyte) - gibibyte / 8 - pages(28)
        // Two thirds of the way up, a multiple of 2 MiB.
        programBase = 0x2AAA_AAA0_0000 + pages(28)
        heapGap = pages(13)
        stackGap = random.map { UInt(truncatingIfNeeded: $0() & 0xEF0) } ?? 0
    }
}
