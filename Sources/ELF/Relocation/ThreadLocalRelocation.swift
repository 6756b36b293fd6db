internal import Bytes
internal import LinuxABI

/// The shim's functions that TLS descriptors call (ELF TLS descriptors, "TLS Descriptors for x86-64").
struct TLSDescriptorEntries {
    /// Answers with the descriptor's second word: the offset from the thread pointer.
    let fixed: UInt
    /// Takes the second word as the address of a {module, offset} record and finds the thread's own block.
    let dynamic: UInt
}

extension Linker {
    /// Applies a relocation of one of the thread-local types; `symbol.value` is the offset in its module's block.
    func applyThreadLocal(
        _ relocation: Relocation, _ symbol: ResolvedSymbol, _ object: LinkedObject
    ) throws(LinkError) {
        let offset = symbol.value &+ relocation.addend
        let definer = symbol.object
        if symbol.isDefined, definer == nil || definer?.tlsModule == 0 {
            throw LinkError(.malformed("thread-local relocation against what is not thread-local"), in: object.path)
        }
        switch relocation.type {
        case RelocationType.tlsModule:
            try store(UInt(definer?.tlsModule ?? 0), relocation, object)
        case RelocationType.tlsOffset, RelocationType.tlsOffset32:
            try store(offset, relocation, object)
        case RelocationType.threadOffset, RelocationType.threadOffset32:
            // An undefined weak variable keeps its addend: nothing may read it.
            guard let definer else { return try store(relocation.addend, relocation, object) }
            try store(offset &- placeLateTLS(definer), relocation, object)
        default:
            try storeDescriptor(relocation, offset, definer, object)
        }
    }

    private func storeDescriptor(
        _ relocation: Relocation, _ offset: UInt, _ definer: LinkedObject?, _ object: LinkedObject
    ) throws(LinkError) {
        let entries = try descriptorEntries(object)
        let function: UInt
        let argument: UInt
        if let definer, definer.tlsOffset == nil {
            function = entries.dynamic
            do throws(Errno) {
                argument = try records.allocate(16, host)
                try host.store64(UInt64(definer.tlsModule), at: argument)
                try host.store64(UInt64(offset), at: argument &+ 8)
            } catch { throw LinkError(.system(error), in: object.path) }
        } else {
            function = entries.fixed
            argument = offset &- (definer?.tlsOffset ?? 0)
        }
        do throws(Errno) {
            try host.store64(UInt64(function), at: relocation.target)
            try host.store64(UInt64(argument), at: relocation.target &+ 8)
        } catch { throw LinkError(.system(error), in: object.path) }
    }

    private func descriptorEntries(_ object: LinkedObject) throws(LinkError) -> TLSDescriptorEntries {
        if let tlsDescriptorEntries { return tlsDescriptorEntries }
        guard let provider = shim ?? program,
            let fixed = address(of: [UInt8](ascii: "__apus_tlsdesc_static"), in: provider),
            let dynamic = address(of: [UInt8](ascii: "__apus_tlsdesc_dynamic"), in: provider)
        else { throw LinkError(.unsupported("TLS descriptors without the C library's entries"), in: object.path) }
        let entries = TLSDescriptorEntries(fixed: fixed, dynamic: dynamic)
        tlsDescriptorEntries = entries
        return entries
    }
}
