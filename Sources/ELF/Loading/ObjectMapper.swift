internal import Bytes
internal import LinuxABI

/// Maps an image's segments into the program's address space.
struct ObjectMapper {
    let host: any LinkerHost
    let path: [UInt8]

    /// Reserves the image's whole extent and maps every segment into it.
    /// - Parameter wish: where an image without addresses of its own should begin, or 0.
    /// - Returns: what to add to the image's addresses.
    func map(_ image: Image, _ file: LinkedFile, at wish: UInt = 0) throws(LinkError) -> UInt {
        let extent = image.extent
        // The bias keeps every segment's alignment, so the reservation starts at a multiple of the largest one.
        let low = image.kind == .fixed ? extent.lowerBound : extent.lowerBound & ~(image.alignment &- 1)
        let size = extent.upperBound &- low
        guard image.kind == .relocatable || low != 0 else {
            throw LinkError(.malformed("fixed addresses begin at 0"), in: path)
        }
        let start: UInt
        do throws(Errno) {
            start =
                image.kind == .fixed
                ? try host.reserve(size: size, alignment: UInt(pageSize), at: low)
                : try reserve(size, image.alignment, at: wish)
        } catch {
            throw LinkError(image.kind == .fixed ? .fixedAddresses(extent) : .system(error), in: path)
        }
        do throws(Errno) {
            for segment in image.segments { try map(segment, file, start &- low) }
        } catch {
            host.unmap(at: start, size: size)
            throw LinkError(.system(error), in: path)
        }
        return start &- low
    }

    private func reserve(_ size: UInt, _ alignment: UInt, at wish: UInt) throws(Errno) -> UInt {
        let start = (wish &+ alignment &- 1) & ~(alignment &- 1)
        if start >= wish, wish != 0, let place = try? host.reserve(size: size, alignment: alignment, at: start) { return place }
        return try host.reserve(size: size, alignment: alignment, at: 0)
    }

    private func map(_ segment: Segment, _ file: LinkedFile, _ bias: UInt) throws(Errno) {
        let fileEndPage = (segment.fileEnd &+ pageMask) & ~pageMask
        var mapped = segment.firstPage
        if segment.fileSize > 0 {
            try host.map(
                file, offset: segment.offset & ~pageMask, at: bias &+ segment.firstPage,
                size: fileEndPage &- segment.firstPage, protection: segment.protection)
            mapped = fileEndPage
            if segment.memorySize > segment.fileSize { try clearTail(segment, bias, fileEndPage) }
        }
        if segment.endPage > mapped {
            try host.mapAnonymous(
                at: bias &+ mapped, size: segment.endPage &- mapped, protection: segment.protection)
        }
    }

    /// Zeroes the last file page's part that belongs to uninitialised data.
    private func clearTail(_ segment: Segment, _ bias: UInt, _ fileEndPage: UInt) throws(Errno) {
        let count = fileEndPage &- segment.fileEnd
        guard count > 0 else { return }
        let page = bias &+ fileEndPage &- UInt(pageSize)
        let isWritable = segment.protection.contains(.write)
        if !isWritable {
            try host.protect(at: page, size: UInt(pageSize), protection: segment.protection.union(.write))
        }
        try host.zero(at: bias &+ segment.fileEnd, count: count)
        if !isWritable { try host.protect(at: page, size: UInt(pageSize), protection: segment.protection) }
    }
}
