#if os(none)
internal import Bytes
internal import CMachine
internal import LinuxABI
internal import Machine
internal import Memory

// The names that the Swift runtime calls, over the kernel's heap, and the two globals that this needs: the allocators
// under everything, which exist before any object can.

nonisolated(unsafe) var frames: FrameAllocator?
nonisolated(unsafe) var heap = KernelHeap()

/// Where the heap has its pages from: runs of frames in the linear map.
let heapPages = PageSource(
    take: { count in
        guard let frames = unsafe frames else { return 0 }
        do throws(Errno) { return frames.address(of: try frames.allocateRun(count)) } catch { return 0 }
    },
    give: { address, count in
        unsafe frames?.releaseRun(PageFrame(rawValue: (address &- AddressMap.linear) >> 12), count)
    })

@c(kernel_allocate)
public func runtimeAllocate(_ alignment: Int, _ size: Int) -> UnsafeMutableRawPointer? {
    unsafe UnsafeMutableRawPointer(bitPattern: heap.allocate(size, alignment: alignment))
}

@c(kernel_free)
public func runtimeFree(_ block: UnsafeMutableRawPointer?) { unsafe heap.free(UInt(bitPattern: block)) }

@c(arc4random_buf)
public func runtimeRandom(_ buffer: UnsafeMutableRawPointer, _ count: Int) {
    // Seeds of hash tables: the processor's generator, or the time-stamp counter mixed, where it has none.
    let hasRandom = Processor.hasRandom
    for index in 0..<count {
        let word = hasRandom ? Processor.random() ?? Processor.timestamp() : Processor.timestamp() &* 0x9e37_79b9_7f4a_7c15
        unsafe buffer.storeBytes(of: UInt8(truncatingIfNeeded: word >> 32), toByteOffset: index, as: UInt8.self)
    }
}

@c(putchar)
public func runtimePut(_ character: Int32) -> Int32 { character }
#endif
