internal import Bytes

/// How a process's linker is set up: what the environment and the image decide.
public struct LinkerConfiguration {
    /// Where the C library shim is in the image.
    public var shimPath: [UInt8] = [UInt8](ascii: "/lib/apus/libc-shim.so")
    /// Names that mean the shim when they stand in DT_NEEDED or are given to dlopen: the C library's parts.
    public var shimNames: [[UInt8]] = [
        [UInt8](ascii: "libc.so.6"), [UInt8](ascii: "libm.so.6"), [UInt8](ascii: "libpthread.so.0"),
        [UInt8](ascii: "libdl.so.2"), [UInt8](ascii: "librt.so.1"),
        [UInt8](ascii: "libutil.so.1"), [UInt8](ascii: "libresolv.so.2"), [UInt8](ascii: "libanl.so.1"),
        [UInt8](ascii: "ld-linux-x86-64.so.2"),
        [UInt8](ascii: "libc-shim.so"),
    ]
    /// Directories searched last, in order.
    public var defaultDirectories: [[UInt8]] = [
        [UInt8](ascii: "/lib/x86_64-linux-gnu"), [UInt8](ascii: "/usr/lib/x86_64-linux-gnu"), [UInt8](ascii: "/lib64"),
        [UInt8](ascii: "/usr/lib64"),
        [UInt8](ascii: "/lib"), [UInt8](ascii: "/usr/lib"), [UInt8](ascii: "/usr/local/lib"),
    ]
    /// What `$LIB` and `$PLATFORM` stand for (ld.so(8)).
    public var libToken: [UInt8] = [UInt8](ascii: "lib/x86_64-linux-gnu")
    public var platformToken: [UInt8] = [UInt8](ascii: "x86_64")
    /// `LD_LIBRARY_PATH` and `LD_PRELOAD`, as in the environment; empty where unset.
    public var libraryPath: [UInt8] = []
    public var preload: [UInt8] = []
    /// Whether RTLD_LAZY counts.
    public var binding: Binding = .asAsked
    /// Bytes of static TLS kept free for objects that dlopen brings and that use the initial-exec model.
    public var staticTLSSurplus: UInt = 1664

    /// The program's path without symbolic links, which `$ORIGIN` goes by for the program itself; empty where it is the path it has.
    public var programRealPath: [UInt8] = []
    /// Where a program goes whose addresses are not fixed, if there is room: a multiple of the page size; 0 for anywhere.
    public var programBase: UInt = 0

    /// Words that data objects of the C library shim hold before anything copies them: what glibc's loader has in its own
    /// data, read-only to programs, so that link editors place a program's copy of it in RELRO.
    public var libraryWords: [(name: [UInt8], value: UInt)] = []

    /// The level of x86-64 that the processor has, 1 to 4: asked when a file needs more than 1.
    public var processorLevel: () -> Int = { 4 }

    /// Who links a dynamic program.
    public var interpreters: InterpreterPolicy = .automatic

    public enum InterpreterPolicy: Sendable {
        /// This linker, unless the program names an interpreter other than glibc's: a musl-built program is given to
        /// its own.
        case automatic
        /// Whatever interpreter the program names.
        case own
    }

    public enum Binding {
        /// Functions missing in what is opened with RTLD_LAZY are looked for at their first call.
        case asAsked
        /// LD_BIND_NOW: whatever is missing is so at once.
        case now
    }

    public init() {}
}
