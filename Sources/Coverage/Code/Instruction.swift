/// A machine instruction, as far as control flow and the numbers of system calls go.
struct Instruction {
    enum Flow: UInt8 {
        /// Goes on with the next one.
        case next
        /// As `next`; does nothing, and often only fills the space between functions.
        case nothing
        case jump
        case conditionalJump
        case call
        case indirectJump
        case indirectCall
        case systemCall
        /// A return, or what never goes on.
        case stop
    }

    let address: UInt64
    let length: UInt8
    var flow = Flow.next
    /// Where a direct jump or call goes.
    var target: UInt64 = 0
    /// The register that an indirect jump or call goes through.
    var through: Register?
    /// The address that a memory operand relative to the instruction pointer names, or `lea` computes; 0 without one.
    var reference: UInt64 = 0
    var effect = Effect.none
    /// The registers that it changes, a bit for each family, `Register.bit`.
    var changes: UInt32 = 0

    var end: UInt64 { address &+ UInt64(length) }
    /// Whether the next instruction can come after it.
    var fallsThrough: Bool { flow != .jump && flow != .indirectJump && flow != .stop }
}

/// A general register without regard to the width it is used in.
enum Register: UInt8 {
    case rax, rcx, rdx, rbx, rsp, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13, r14, r15

    var bit: UInt32 { 1 << UInt32(rawValue) }
    /// What a function may leave changed (psABI x86-64, 3.2.3).
    static let scratch: UInt32 = [Register.rax, .rcx, .rdx, .rsi, .rdi, .r8, .r9, .r10, .r11].reduce(0) { $0 | $1.bit }
    static let arguments: [Register] = [.rdi, .rsi, .rdx, .rcx, .r8, .r9]
}

/// A place that a number can be kept in.
enum Location: Hashable {
    case register(Register)
    /// Memory at a distance from the stack or frame pointer.
    case slot(Register, Int64)
}

/// What an instruction does to one place, for following a number backwards.
enum Effect {
    enum Value {
        case constant(Int64)
        case location(Location)
        /// What is in memory at an address of the object's own.
        case memory(UInt64)
    }
    case none
    case set(Location, Value)
    /// A conditional move: the new value or the old one.
    case choose(Location, Value)
    /// `push`: the stack pointer went down by 8 and the value is at it.
    case push(Value?)
    case pop(Register?)
    case moveStack(Int64)
}
