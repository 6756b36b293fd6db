internal import CMachine
internal import FileSystem
internal import LinuxABI
internal import Sync

/// Calls that work on a file without counting references to it.
///
/// While a call runs, nobody else can close its descriptor: the kernel's lock is held, and interrupts are off. That ends where the thread
/// waits, so `Threads.wait` holds the file then. The reference is given back at the end of the call.
extension Thread {
    /// Runs `body`, the end of a call, with the file that `link` leads to. Throws what `body` throws.
    ///
    /// Held: the link leads to an open descriptor's file, and whoever waits in `body` goes through `holdBorrowedFile`.
    @inline(__always)
    static func borrow(_ link: Link<OpenFile>, _ body: (OpenFile) throws(Errno) -> Int) throws(Errno) -> Int {
        withCurrent { $0.borrowedFile = link }
        defer { withCurrent { $0.endBorrowing() } }
        return try link.borrowed(body)
    }

    @inline(__always)
    private func endBorrowing() {
        borrowedFile = Link()
        if heldFile != nil { letGoOfFile() }
    }

    @inline(never)
    private func letGoOfFile() { heldFile = nil }

    /// The running thread is going to wait: from now on others may close the descriptor.
    @inline(__always)
    func holdBorrowedFile() { if !borrowedFile.isNil, heldFile == nil { heldFile = borrowedFile.target } }
}

extension Process {
    /// Where the open file description behind a descriptor of the running process is; nil if it is not open.
    ///
    /// Held: as of `current`.
    @inline(__always)
    static func link(_ descriptor: UInt) -> Link<OpenFile> {
        unsafe Unmanaged<Process>.fromOpaque(machine_current_process().unsafelyUnwrapped)._withUnsafeGuaranteedRef {
            $0.descriptors.link(Int32(truncatingIfNeeded: descriptor))
        }
    }
}
