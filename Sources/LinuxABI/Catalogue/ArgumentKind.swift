/// What an argument of a system call means: how a trace writes it.
public enum ArgumentKind: Equatable, Sendable {
    /// There is no such argument.
    case none
    /// A file descriptor.
    case descriptor
    /// A directory's descriptor that a path starts from, or `AT_FDCWD`.
    case directory
    /// Address of a path that ends with a zero.
    case path
    /// Address of another string that ends with a zero.
    case string
    /// Address of bytes that the call reads; the next argument is their number.
    case input
    /// Address of bytes that the call writes; its result is their number.
    case output
    /// Address of `IOVector`s to write from; the next argument is their number.
    case inputVectors
    /// Address of `IOVector`s to read into; the next argument is their number.
    case outputVectors
    /// A number of bytes or of things.
    case count
    /// A signed 32-bit number.
    case integer
    /// An unsigned 32-bit number.
    case unsigned
    /// A signed 64-bit number, such as an offset into a file.
    case offset
    /// Bits without names.
    case hexadecimal
    /// Permission bits.
    case mode
    /// A device number.
    case device
    /// An address of which no more is said.
    case address
    /// A process or a thread.
    case process
    /// A signal's number.
    case signal
    /// A clock's number.
    case clock
    /// The operation of futex(2) with its flags.
    case futexOperation
    /// Address of a socket address.
    case socketAddress
    /// A value, or flags, that have names.
    case named(NameTable)
    /// Address of a structure that the call reads.
    case reads(StructureKind)
    /// Address of a structure that the call writes.
    case writes(StructureKind)
}

/// A structure that a trace can write out.
public enum StructureKind: UInt8, Equatable, Sendable {
    case cloneArguments
    /// Two 32-bit descriptors, of pipe(2).
    case descriptors
    /// One event, of epoll_ctl(2).
    case epollEvent
    /// As many events as the result says, of epoll_wait(2).
    case epollEvents
    case intervalTimerSpec
    case intervalTimerValue
    case openHow
    /// As many as the next argument says, of poll(2).
    case pollDescriptors
    case resourceLimit
    case signalAction
    case signalSet
    case signalStack
    case stat
    case statx
    case timeSpec
    /// Two of them, of utimensat(2).
    case timeSpecs
    case timeValue
}

/// What a result that is not an error means.
public enum ResultKind: UInt8, Sendable {
    /// A number: a count, a descriptor, 0.
    case number
    /// An address.
    case address
    /// Permission bits.
    case mode
}
