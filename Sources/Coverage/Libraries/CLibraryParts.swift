import ImageBuilder

/// Which files make up the C library.
enum CLibraryParts {
    /// Their paths on the host, and as reports call them.
    static func paths(
        _ choice: CLibraryChoice, _ request: ImageRequest, interpreter: (host: String, guest: String)? = nil
    ) throws(Failure) -> [(host: String, guest: String)] {
        switch choice {
        case .own: return interpreter.map { [$0] } ?? []
        case .shim:
            guard HostFiles.status(request.shim) != nil else {
                throw Failure(.ours, "no C library at \(request.shim) (build it with libc-shim/build.sh)")
            }
            return [(request.shim, PathNames.lastComponent(request.shim))]
        case .host:
            let found = LibraryClosure.shimNames.sorted().compactMap { name in
                LibraryClosure.defaultDirectories.map { PathNames.join($0, name) }.first { HostFiles.status($0) != nil }
            }
            guard found.contains(where: { $0.hasSuffix("/libc.so.6") }) else {
                throw Failure(.ours, "no libc.so.6 on this host")
            }
            return found.map { ($0, $0) }
        }
    }

    /// What is called by name, and not because a program imports it.
    static func entries(_ choice: CLibraryChoice) -> [String] {
        switch choice {
        case .own: []
        // By the kernel.
        case .shim: ["_apus_start", "__apus_tlsdesc_static", "__apus_tlsdesc_dynamic", LibraryAnalysis.stackCheck]
        // By ld.so.
        case .host: ["__libc_early_init", "__libc_start_main", LibraryAnalysis.stackCheck]
        }
    }
}
