public import Bytes
internal import LinuxABI

/// What an object does to its mappings.
extension AddressSpace {
    /// Unmaps pages that an object no longer has, so that the next touch asks it again: after a file was truncated or a
    /// hole punched into it. `lost` names the pages for each object that is mapped; nil for those not concerned.
    ///
    /// Private copies stay where the object only lost a hole, and go where it was truncated, as Linux has it:
    /// `includingCopies` says which.
    @export(interface)
    public func discard(
        includingCopies: CopyTreatment, _ lost: (any MemoryObject) -> Range<Int>?
    ) {
        var cursor = regions.startCursor
        while !regions.isEnd(cursor) {
            let region = regions[cursor]
            cursor = regions.next(cursor)
            guard let object = objects[checked: region.object], let pages = lost(object) else { continue }
            let shown = pages.clamped(to: region.offset..<region.offset &+ region.pages)
            if shown.isEmpty { continue }
            let start = region.start &+ UInt(bitPattern: shown.lowerBound &- region.offset) << 12
            let range = start..<start &+ UInt(bitPattern: shown.count) << 12
            // Mappings of objects have no huge pages, so there is nothing to split and nothing fails.
            if includingCopies == .discarded || region.flags.contains(.shared) {
                residentPages &-= (try? table.unmap(range)) ?? 0
            } else {
                discardUncopied(range)
            }
        }
    }

    /// What becomes of a private mapping's own copies of the pages.
    public enum CopyTreatment: Sendable {
        case kept
        case discarded
    }

    private func discardUncopied(_ range: Range<UInt>) {
        var page = range.lowerBound
        while page < range.upperBound {
            if !table.entry(page).contains(.own) {
                residentPages &-= (try? table.unmap(page..<page &+ 4096)) ?? 0
            }
            page &+= 4096
        }
    }
}
