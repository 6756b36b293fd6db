internal import Bytes
internal import LinuxABI

// Relocating a group of newly mapped objects.
extension Linker {
    /// Relocates `group`, dependencies before those who need them, then calls IFUNC resolvers, then seals RELRO.
    /// Throws with every symbol that nothing defines and that cannot wait.
    func relocate(_ group: ArraySlice<LinkedObject>, binding: BindingTime) throws(LinkError) {
        for object in relocationOrder(group) { try relocate(object, binding) }
        try reportMissing()
        try finishResolvers()
        for object in group {
            try seal(object)
            object.state = .relocated
        }
    }

    /// Resolvers may call into what their object needs, so that comes first.
    private func relocationOrder(_ group: ArraySlice<LinkedObject>) -> [LinkedObject] {
        needsFirst(group).filter { $0.state == .mapped }
    }

    private func relocate(_ object: LinkedObject, _ binding: BindingTime) throws(LinkError) {
        let dynamic = object.image.dynamic
        let patchesText = dynamic.flags.contains(.textRelocations)
        if patchesText { try setTextProtection(object, writable: true) }
        let area = RelocationArea(object, includingText: patchesText)
        if !dynamic.relr.isEmpty { try applyRelr(object, area) }
        if !dynamic.rela.isEmpty { try applyTable(object, dynamic.rela, area, isLazy: false) }
        if !dynamic.pltRela.isEmpty {
            try applyTable(object, dynamic.pltRela, area, isLazy: mayBindLazily(object, binding))
        }
        if patchesText { try setTextProtection(object, writable: false) }
    }

    private func applyRelr(_ object: LinkedObject, _ area: RelocationArea) throws(LinkError) {
        let table = object.image.dynamic.relr
        let count = table.size / 8
        let done: Int
        do throws(Errno) {
            done = try host.applyRelr(
                object.image.file, offset: table.offset, count: count, base: object.base, window: area.window)
        } catch { throw LinkError(.system(error), in: object.path) }
        guard done == count else {
            let file = object.image.file
            let word = file.span.word(table.offset &+ done &* 8) ?? 0
            throw LinkError(.relocationOutside(word), in: object.path)
        }
    }

    /// Applies a RELA table entry by entry; runs of RELATIVE go to the host in one piece.
    private func applyTable(
        _ object: LinkedObject, _ table: FileTable, _ area: RelocationArea, isLazy: Bool
    ) throws(LinkError) {
        let file = object.image.file
        let bytes = file.span
        let base = object.base
        let count = table.size / 24
        var memo = SymbolMemo()
        var index = 0
        while index < count {
            let entry = table.offset &+ index &* 24
            guard let target = bytes.word(entry), let info = bytes.u64(entry &+ 8),
                let addend = bytes.word(entry &+ 16)
            else { throw LinkError(.truncated, in: object.path) }
            let type = UInt32(truncatingIfNeeded: info)
            if type == RelocationType.relative {
                let done: Int
                do throws(Errno) {
                    done = try host.applyRela(
                        file, offset: entry, count: count &- index, base: base, window: area.window)
                } catch { throw LinkError(.system(error), in: object.path) }
                if done > 0 {
                    index &+= done
                    continue
                }
            }
            index &+= 1
            let relocation = Relocation(
                target: base &+ target, type: type, symbol: UInt32(truncatingIfNeeded: info &>> 32), addend: addend)
            if isLazy, type == RelocationType.jumpSlot {
                try applyOrLeave(relocation, object, area, &memo)
            } else {
                try apply(relocation, object, area, &memo)
            }
        }
    }

    /// Calls the resolvers in the order their relocations came and stores what they answer; repeats the copies whose
    /// source they have changed.
    private func finishResolvers() throws(LinkError) {
        let work = pending
        pending = []
        for item in work {
            do throws(Errno) {
                switch item.action {
                case .resolve(let resolver, let type, let addend):
                    let value = try host.callResolver(resolver)
                    try store(value &+ addend, type: type, at: item.target, item.object)
                case .copy(let source, let count):
                    try host.copy(from: source, to: item.target, count: count)
                }
            } catch { throw LinkError(.system(error), in: item.object.path) }
        }
    }

    /// Makes the RELRO part read-only: whole pages of it, as the link editor has laid them out.
    private func seal(_ object: LinkedObject) throws(LinkError) {
        let relro = object.image.relro
        let start = relro.lowerBound & ~pageMask
        let end = relro.upperBound & ~pageMask
        guard end > start, object.image.segments.contains(where: { start >= $0.firstPage && end <= $0.endPage })
        else { return }
        do { try host.protect(at: object.base &+ start, size: end &- start, protection: .read) } catch {
            throw LinkError(.system(error), in: object.path)
        }
    }

    private func setTextProtection(_ object: LinkedObject, writable: Bool) throws(LinkError) {
        for segment in object.image.segments where !segment.protection.contains(.write) {
            var protection = segment.protection
            if writable {
                // Resolvers run after the object's code is executable again, so it need not be both at once.
                protection = [.read, .write]
            }
            do {
                try host.protect(
                    at: object.base &+ segment.firstPage, size: segment.endPage &- segment.firstPage,
                    protection: protection)
            } catch { throw LinkError(.system(error), in: object.path) }
        }
    }
}

/// Which symbol the previous relocation had, and what came of it: the same one often comes twice running.
struct SymbolMemo {
    var index: UInt32 = 0
    var use = SymbolUse.address
    var value: ResolvedSymbol?
}

/// Where an object's relocations may store.
struct RelocationArea {
    /// The largest run of writable pages, in real addresses.
    let window: Range<UInt>
    private let segments: [Segment]
    private let base: UInt
    private let includesText: Bool

    init(_ object: LinkedObject, includingText: Bool) {
        base = object.base
        segments = object.image.segments
        includesText = includingText
        var best: Range<UInt> = 0..<0
        var run: Range<UInt> = 0..<0
        for segment in segments where includingText || segment.protection.contains(.write) {
            run =
                segment.firstPage == run.upperBound
                ? run.lowerBound..<segment.endPage : segment.firstPage..<segment.endPage
            if run.count > best.count { best = run }
        }
        window = base &+ best.lowerBound..<base &+ best.upperBound
    }

    /// Whether `count` bytes at `address` may be stored to.
    @inline(__always) func contains(_ address: UInt, _ count: UInt) -> Bool {
        if address >= window.lowerBound, address <= window.upperBound &- count,
            window.upperBound &- window.lowerBound >= count
        {
            return true
        }
        return containsElsewhere(address, count)
    }

    @inline(never) private func containsElsewhere(_ address: UInt, _ count: UInt) -> Bool {
        for segment in segments where includesText || segment.protection.contains(.write) {
            let start = base &+ segment.firstPage
            let size = segment.endPage &- segment.firstPage
            if address >= start, address &- start <= size, count <= size &- (address &- start) { return true }
        }
        return false
    }
}
