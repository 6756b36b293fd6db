import CCapstone

/// Reads machine code with Capstone.
final class Disassembler {
    private var handle: csh = 0
    private let buffer: UnsafeMutablePointer<cs_insn>

    init() {
        guard cs_open(CS_ARCH_X86, CS_MODE_64, &handle) == CS_ERR_OK,
            cs_option(handle, CS_OPT_DETAIL, Int(CS_OPT_ON.rawValue)) == CS_ERR_OK, let memory = cs_malloc(handle)
        else { fatalError("libcapstone was built without x86") }
        buffer = memory
    }

    deinit {
        cs_free(buffer, 1)
        cs_close(&handle)
    }

    /// All instructions of `code`, which lies at `address`. Bytes that are none are stepped over one by one.
    func decode(_ code: UnsafeRawBufferPointer, at address: UInt64) -> [Instruction] {
        var result: [Instruction] = []
        result.reserveCapacity(code.count / 4)
        var place = code.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var left = code.count
        var now = address
        while left > 0 {
            if cs_disasm_iter(handle, &place, &left, &now, buffer) {
                result.append(instruction())
            } else {
                place = place.map { $0 + 1 }
                left -= 1
                now &+= 1
            }
        }
        return result
    }

    private func instruction() -> Instruction {
        let raw = buffer
        var result = Instruction(address: raw.pointee.address, length: UInt8(truncatingIfNeeded: raw.pointee.size))
        guard let detail = raw.pointee.detail else { return result }
        return withUnsafePointer(to: &detail.pointee.x86) { x86 in
            let count = Int(x86.pointee.op_count)
            return withUnsafeBytes(of: &UnsafeMutablePointer(mutating: x86).pointee.operands) { bytes in
                let operands = UnsafeBufferPointer(
                    start: bytes.bindMemory(to: cs_x86_op.self).baseAddress, count: min(count, 8))
                setFlow(&result, raw.pointee.id, operands, detail)
                setReference(&result, operands)
                setEffect(&result, x86_insn(raw.pointee.id), operands)
                result.changes = changes(detail, operands)
                // Capstone leaves out that it loads what it found.
                if x86_insn(raw.pointee.id) == X86_INS_CMPXCHG { result.changes |= Register.rax.bit }
                return result
            }
        }
    }

    private func setFlow(
        _ result: inout Instruction, _ id: UInt32, _ operands: UnsafeBufferPointer<cs_x86_op>,
        _ detail: UnsafeMutablePointer<cs_detail>
    ) {
        switch x86_insn(id) {
        case X86_INS_SYSCALL: result.flow = .systemCall
        case X86_INS_NOP: result.flow = .nothing
        // xchg %ax,%ax is one more way to write it.
        case X86_INS_XCHG:
            if operands.count == 2, operands[0].type == X86_OP_REG, operands[1].type == X86_OP_REG,
                operands[0].reg == operands[1].reg
            {
                result.flow = .nothing
            }
        case X86_INS_RET, X86_INS_RETF, X86_INS_HLT, X86_INS_UD2, X86_INS_UD0, X86_INS_INT3,
            X86_INS_IRETQ:
            result.flow = .stop
        case X86_INS_CALL, X86_INS_JMP:
            let isCall = x86_insn(id) == X86_INS_CALL
            if let operand = operands.first, operand.type == X86_OP_IMM {
                result.flow = isCall ? .call : .jump
                result.target = UInt64(bitPattern: operand.imm)
            } else {
                result.flow = isCall ? .indirectCall : .indirectJump
                if let operand = operands.first, operand.type == X86_OP_REG { result.through = Register(operand.reg) }
            }
        default:
            let count = Int(detail.pointee.groups_count)
            let isJump = withUnsafeBytes(of: &detail.pointee.groups) { groups in
                groups.prefix(count).contains(UInt8(X86_GRP_JUMP.rawValue))
            }
            guard isJump, let operand = operands.first, operand.type == X86_OP_IMM else { return }
            result.flow = .conditionalJump
            result.target = UInt64(bitPattern: operand.imm)
        }
    }

    private func setReference(_ result: inout Instruction, _ operands: UnsafeBufferPointer<cs_x86_op>) {
        for operand in operands where operand.type == X86_OP_MEM && operand.mem.base == X86_REG_RIP {
            result.reference = result.end &+ UInt64(bitPattern: operand.mem.disp)
        }
    }

    private func changes(
        _ detail: UnsafeMutablePointer<cs_detail>, _ operands: UnsafeBufferPointer<cs_x86_op>
    ) -> UInt32 {
        var mask: UInt32 = 0
        for operand in operands
        where operand.type == X86_OP_REG && operand.access & UInt8(CS_AC_WRITE.rawValue) != 0 {
            if let register = Register(operand.reg) { mask |= register.bit }
        }
        let count = Int(detail.pointee.regs_write_count)
        withUnsafeBytes(of: &detail.pointee.regs_write) { bytes in
            for register in bytes.bindMemory(to: UInt16.self).prefix(count) {
                if let register = Register(x86_reg(UInt32(register))) { mask |= register.bit }
            }
        }
        return mask
    }

    // MARK: Moves

    private func setEffect(_ result: inout Instruction, _ id: x86_insn, _ operands: UnsafeBufferPointer<cs_x86_op>) {
        switch id {
        case X86_INS_MOV, X86_INS_MOVABS, X86_INS_MOVSXD, X86_INS_MOVZX, X86_INS_MOVSX, X86_INS_CMOVA, X86_INS_CMOVAE,
            X86_INS_CMOVB, X86_INS_CMOVBE, X86_INS_CMOVE, X86_INS_CMOVG, X86_INS_CMOVGE, X86_INS_CMOVL, X86_INS_CMOVLE,
            X86_INS_CMOVNE, X86_INS_CMOVNO, X86_INS_CMOVNP, X86_INS_CMOVNS, X86_INS_CMOVO, X86_INS_CMOVP, X86_INS_CMOVS:
            guard operands.count == 2, let place = location(operands[0]), let value = value(operands[1], result) else {
                return
            }
            switch id {
            case X86_INS_MOV, X86_INS_MOVABS, X86_INS_MOVSXD, X86_INS_MOVZX, X86_INS_MOVSX:
                result.effect = .set(place, value)
            default: result.effect = .choose(place, value)
            }
        case X86_INS_XOR, X86_INS_SUB:
            guard operands.count == 2, let place = location(operands[0]) else { return }
            if operands[1].type == X86_OP_REG, location(operands[1]) == place {
                result.effect = .set(place, .constant(0))
            } else if id == X86_INS_SUB, place == .register(.rsp), operands[1].type == X86_OP_IMM {
                result.effect = .moveStack(-operands[1].imm)
            }
        case X86_INS_ADD:
            guard operands.count == 2, location(operands[0]) == .register(.rsp), operands[1].type == X86_OP_IMM else {
                return
            }
            result.effect = .moveStack(operands[1].imm)
        case X86_INS_PUSH: result.effect = .push(operands.first.flatMap { value($0, result) })
        case X86_INS_POP:
            result.effect = .pop(operands.first.flatMap { $0.type == X86_OP_REG ? Register($0.reg) : nil })
        default: break
        }
    }

    private func location(_ operand: cs_x86_op) -> Location? {
        switch operand.type {
        case X86_OP_REG: return Register(operand.reg).map(Location.register)
        case X86_OP_MEM:
            guard operand.mem.index == X86_REG_INVALID, operand.mem.segment == X86_REG_INVALID,
                let base = Register(operand.mem.base), base == .rsp || base == .rbp
            else { return nil }
            return .slot(base, operand.mem.disp)
        default: return nil
        }
    }

    private func value(_ operand: cs_x86_op, _ instruction: Instruction) -> Effect.Value? {
        if operand.type == X86_OP_IMM { return .constant(operand.imm) }
        if operand.type == X86_OP_MEM, operand.mem.base == X86_REG_RIP, operand.mem.index == X86_REG_INVALID {
            return .memory(instruction.end &+ UInt64(bitPattern: operand.mem.disp))
        }
        return location(operand).map(Effect.Value.location)
    }
}

extension Register {
    /// The family of one of Capstone's registers, whatever its width.
    init?(_ register: x86_reg) {
        switch register {
        case X86_REG_RAX, X86_REG_EAX, X86_REG_AX, X86_REG_AL, X86_REG_AH: self = .rax
        case X86_REG_RCX, X86_REG_ECX, X86_REG_CX, X86_REG_CL, X86_REG_CH: self = .rcx
        case X86_REG_RDX, X86_REG_EDX, X86_REG_DX, X86_REG_DL, X86_REG_DH: self = .rdx
        case X86_REG_RBX, X86_REG_EBX, X86_REG_BX, X86_REG_BL, X86_REG_BH: self = .rbx
        case X86_REG_RSP, X86_REG_ESP, X86_REG_SP, X86_REG_SPL: self = .rsp
        case X86_REG_RBP, X86_REG_EBP, X86_REG_BP, X86_REG_BPL: self = .rbp
        case X86_REG_RSI, X86_REG_ESI, X86_REG_SI, X86_REG_SIL: self = .rsi
        case X86_REG_RDI, X86_REG_EDI, X86_REG_DI, X86_REG_DIL: self = .rdi
        case X86_REG_R8, X86_REG_R8D, X86_REG_R8W, X86_REG_R8B: self = .r8
        case X86_REG_R9, X86_REG_R9D, X86_REG_R9W, X86_REG_R9B: self = .r9
        case X86_REG_R10, X86_REG_R10D, X86_REG_R10W, X86_REG_R10B: self = .r10
        case X86_REG_R11, X86_REG_R11D, X86_REG_R11W, X86_REG_R11B: self = .r11
        case X86_REG_R12, X86_REG_R12D, X86_REG_R12W, X86_REG_R12B: self = .r12
        case X86_REG_R13, X86_REG_R13D, X86_REG_R13W, X86_REG_R13B: self = .r13
        case X86_REG_R14, X86_REG_R14D, X86_REG_R14W, X86_REG_R14B: self = .r14
        case X86_REG_R15, X86_REG_R15D, X86_REG_R15W, X86_REG_R15B: self = .r15
        default: return nil
        }
    }
}
