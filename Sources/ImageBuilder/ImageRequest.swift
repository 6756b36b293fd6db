/// What a user asked to be put into an image.
public struct ImageRequest: Equatable, Sendable {
    /// `--file HOST[:GUEST]`.
    public struct File: Equatable, Sendable {
        public var host: String
        public var guest: String

        /// A relative HOST without GUEST keeps its relative name, below the guest's working directory.
        public init(option: String, hostDirectory: String, guestDirectory: String) {
            // A colon may also be part of a file's name: then the whole of it exists.
            if let colon = option.lastIndex(of: ":"), HostFiles.linkStatus(option) == nil {
                let (left, right) = (String(option[..<colon]), String(option[option.index(after: colon)...]))
                host = PathNames.absolute(left, from: hostDirectory)
                guest = PathNames.absolute(right, from: guestDirectory)
            } else {
                host = option.hasPrefix("/") ? option : PathNames.join(hostDirectory, option)
                guest = PathNames.absolute(option, from: guestDirectory)
            }
        }
    }

    /// The program as an absolute path (in the guest; on the host it is the same, or below `root`).
    public var program: String
    public var files: [File] = []
    /// `--root DIR`: a tree that becomes the guest's root, under everything else.
    public var root: String?
    /// `--package NAME[+deps]`.
    public var packages: [String] = []
    /// LD_LIBRARY_PATH and LD_PRELOAD of the guest: they decide which libraries are needed.
    public var libraryPath: [String] = []
    public var preload: [String] = []
    /// Whose C library the program gets.
    public var library = LibraryChoice.automatic
    /// libc-shim.so on the host, and the folder of manifests.
    public var shim: String
    public var manifests: String

    public init(program: String, shim: String, manifests: String) {
        self.program = program
        self.shim = shim
        self.manifests = manifests
    }

    /// One line that is equal exactly for equal requests.
    public var key: String {
        var parts = ["program=" + program, "shim=" + shim, "manifests=" + manifests, "root=" + (root ?? "")]
        if library != .automatic { parts.append("libc=" + library.rawValue) }
        parts += files.map { "file=\($0.host):\($0.guest)" }
        parts += packages.map { "package=" + $0 }
        parts += libraryPath.map { "libraries=" + $0 }
        parts += preload.map { "preload=" + $0 }
        return parts.map(Words.encode).joined(separator: " ")
    }
}

/// Whose C library a dynamically linked program gets (`--libc`).
public enum LibraryChoice: String, CaseIterable, Sendable {
    /// libc-shim where it has all that the program wants, else the program's own.
    case automatic = "auto"
    /// libc-shim, loaded by the kernel's linker.
    case shim
    /// The program's own, loaded by the interpreter that it names.
    case host
}

/// Who starts a program: what the kernel is told.
public enum LoaderChoice: String, Sendable {
    /// The kernel's linker, with libc-shim.
    case kernel
    /// The interpreter that the program names, or nobody for a program that is linked statically.
    case own
}

/// Everything that was found out for a request: the tree, and how to start the program in it.
public struct ImagePlan: Sendable {
    public var tree = FileTree()
    /// Guest path of the ELF program to start.
    public var program: String
    /// Arguments that come before the user's: the script and the word on its `#!` line.
    public var leadingArguments: [String] = []
    /// NAME=VALUE from the manifest.
    public var environment: [String] = []
    /// Mebibytes that the manifest wants a machine to have; nil for what suits most programs.
    public var memory: Int?
    public var loader = LoaderChoice.kernel
    /// Guest path of the interpreter that starts the program.
    public var interpreter: String?
    /// What the user is told once, when the image is made.
    public var remark: String?

    public init(program: String) { self.program = program }
}
