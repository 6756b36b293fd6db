/// Turns a request into a plan: looks at the program, finds its libraries, adds what the manifest and the user name.
public struct ImagePlanner {
    /// Where the shim lies in the guest; the kernel's linker looks for it there.
    public static let shimGuestPath = "/lib/apus/libc-shim.so"

    let request: ImageRequest
    var plan: ImagePlan
    var libraries: LibraryClosure

    public static func plan(_ request: ImageRequest) throws(Failure) -> ImagePlan {
        var planner = ImagePlanner(request)
        do throws(SymbolFailure) { try planner.run() } catch {
            // A static program never comes here: it wants no symbols.
            guard request.library == .automatic, error.isAboutSymbols else { throw error.failure }
            var request = request
            request.library = .host
            var own = ImagePlanner(request)
            let original = error.failure
            do throws(SymbolFailure) {
                try own.run()
                try own.checkOwnSymbols()
            } catch {
                // Its own C library does not have them either: what is missing is another library's.
                throw original
            }
            own.plan.remark = "\(error.failure.message): running it with its own C library"
            return own.plan
        }
        return planner.plan
    }

    /// What would go into the image, with what is missing listed and not thrown: for reports about a program.
    public static func survey(_ request: ImageRequest) throws(Failure) -> (plan: ImagePlan, libraries: LibraryClosure) {
        var planner = ImagePlanner(request, strictness: .lenient)
        do throws(SymbolFailure) { try planner.run() } catch { throw error.failure }
        return (planner.plan, planner.libraries)
    }

    /// A failure, and whether the program's own C library may do better.
    private struct SymbolFailure: Error {
        var failure: Failure
        var isAboutSymbols = false
    }

    /// What happens when a library or a symbol is missing.
    private enum Strictness { case strict, lenient }

    private let strictness: Strictness

    private init(_ request: ImageRequest, strictness: Strictness = .strict) {
        self.request = request
        self.strictness = strictness
        plan = ImagePlan(program: request.program)
        libraries = LibraryClosure(overlay: request.root, libraryPath: request.libraryPath)
    }

    private mutating func run() throws(SymbolFailure) {
        do throws(Failure) { try findObjects() } catch { throw SymbolFailure(failure: error) }
        if plan.loader == .kernel, strictness == .strict {
            do throws(Failure) { try checkSymbols() } catch { throw SymbolFailure(failure: error, isAboutSymbols: true) }
        }
        do throws(Failure) { try addFiles() } catch { throw SymbolFailure(failure: error) }
    }

    private mutating func findObjects() throws(Failure) {
        RootSkeleton.add(to: &plan.tree)
        if let root = request.root {
            guard HostFiles.status(root)?.kind == .directory else { throw Failure(.ours, "\(root): not a directory") }
            try plan.tree.addTree("/", host: root)
        }
        try addProgram(request.program)
        for preload in request.preload {
            guard let host = plan.tree.addAsOnHost(preload), let file = try? ELFFile(host) else { continue }
            try libraries.add(needsOf: file, guestPath: preload, to: &plan.tree)
        }
        if strictness == .strict, let failure = libraries.failure(program: request.program) { throw failure }
    }

    private mutating func addFiles() throws(Failure) {
        try addManifest()
        try addPackages()
        for file in request.files { try addUserFile(file) }
        if plan.loader == .own { return }
        if HostFiles.status(request.shim) != nil {
            plan.tree.addFile(Self.shimGuestPath, host: request.shim)
        } else {
            plan.tree.note(request.shim)
        }
    }

    private mutating func addProgram(_ guest: String) throws(Failure) {
        var path = guest
        for _ in 0..<4 {
            let host = try locate(path)
            let file: ELFFile
            do {
                file = try ELFFile(host)
            } catch .notELF {
                guard let line = Self.interpreterLine(host) else { throw ELFFile.Problem.notELF.failure(for: path) }
                plan.leadingArguments = (line.argument.map { [$0] } ?? []) + [path] + plan.leadingArguments
                path = line.interpreter
                continue
            } catch {
                throw error.failure(for: path)
            }
            plan.program = path
            try chooseLoader(file, path)
            let real = request.root.flatMap { host.hasPrefix($0 + "/") ? String(host.dropFirst($0.count)) : nil } ?? host
            try libraries.add(needsOf: file, guestPath: path, realPath: real, to: &plan.tree)
            return
        }
        throw Failure(.notExecutable, "\(guest): interpreters of interpreters, nested too deep")
    }

    private func checkSymbols() throws(Failure) {
        guard HostFiles.status(request.shim) != nil else { return }
        var check = SymbolCheck()
        check.addProvider(request.shim)
        for path in [plan.program] + request.preload + libraries.objects {
            if case .file(let host)? = plan.tree.resolve(path) { check.add(host, as: path) }
        }
        if let failure = check.failure(program: plan.program) { throw failure }
    }

    /// Whether a program has all its symbols with its own C library.
    private func checkOwnSymbols() throws(SymbolFailure) {
        var check = SymbolCheck()
        var paths = [plan.program] + request.preload + libraries.objects
        if let interpreter = plan.interpreter { paths.append(interpreter) }
        for path in paths {
            if case .file(let host)? = plan.tree.resolve(path) { check.add(host, as: path) }
        }
        if let failure = check.failure(program: plan.program) { throw SymbolFailure(failure: failure) }
    }

    /// The host file for a program's guest path, checked as execve(2) would, and added to the tree.
    private mutating func locate(_ path: String) throws(Failure) -> String {
        let prefix = request.root.flatMap { HostFiles.status($0 + path) != nil ? $0 : nil } ?? ""
        guard let status = HostFiles.status(prefix + path) else {
            throw Failure(.notFound, "\(path): no such file or directory")
        }
        guard status.kind != .directory else { throw Failure(.notExecutable, "\(path): is a directory") }
        guard status.kind == .file else { throw Failure(.notExecutable, "\(path): not a regular file") }
        // A shared object with `main` need not carry the x bit to be loaded.
        guard HostFiles.isReadable(prefix + path), HostFiles.isExecutable(prefix + path) || path.contains(".so") else {
            throw Failure(.notExecutable, "\(path): permission denied")
        }
        plan.tree.note(prefix + path)
        guard let host = plan.tree.addAsOnHost(path, from: prefix) else {
            throw Failure(.notFound, "\(path): a symbolic link on the way leads nowhere")
        }
        return host
    }

    /// Decides who starts the program, and adds its interpreter where that is to do it.
    private mutating func chooseLoader(_ file: ELFFile, _ path: String) throws(Failure) {
        guard let interpreter = file.interpreter else {
            // A shared object is the kernel's linker's; without dynamic section or with the mark of an executable it is static.
            if file.kind == .fixed || file.isMarkedExecutable { plan.loader = .own }
            return
        }
        let isGlibc = interpreter.hasSuffix("/ld-linux-x86-64.so.2")
        if isGlibc, request.library != .host { return }
        if request.library == .shim {
            throw Failure(.notExecutable, "\(path): needs \(interpreter); --libc shim is for programs of glibc (ld-linux-x86-64.so.2)")
        }
        plan.loader = .own
        plan.interpreter = interpreter
        // musl's interpreter is its C library, by whatever name it is wanted.
        libraries.excluded = PathNames.lastComponent(interpreter).hasPrefix("ld-musl-") ? ["libc.so"] : []
        let prefix = request.root.flatMap { HostFiles.status($0 + interpreter) != nil ? $0 : nil } ?? ""
        guard HostFiles.status(prefix + interpreter) != nil else {
            plan.tree.note(interpreter)
            throw Failure(.notExecutable, "\(path): its interpreter \(interpreter) is not there: install it, or name a tree that has it with --root")
        }
        do throws(ELFFile.Problem) { _ = try ELFFile(prefix + interpreter) } catch {
            throw error.failure(for: interpreter)
        }
        plan.tree.note(prefix + interpreter)
        guard plan.tree.addAsOnHost(interpreter, from: prefix) != nil else {
            throw Failure(.notFound, "\(interpreter): a symbolic link on the way leads nowhere")
        }
        if isGlibc { try addLocale() }
    }

    /// What glibc opens by itself: its one small locale, and the library that unwinds a cancelled thread.
    private mutating func addLocale() throws(Failure) {
        let locale = "/usr/lib/locale/C.utf8"
        if HostFiles.status(locale) != nil { try plan.tree.addTree(locale, host: locale) } else { plan.tree.note(locale) }
        _ = plan.tree.addAsOnHost("/lib/x86_64-linux-gnu/libgcc_s.so.1")
    }

    /// `#!interpreter [argument]`, as execve(2) reads it: at most 255 bytes, everything after the first blank is one argument.
    static func interpreterLine(_ host: String) -> (interpreter: String, argument: String?)? {
        guard let head = HostFiles.read(host, limit: 256), head.starts(with: [0x23, 0x21]) else { return nil }
        let line = head.dropFirst(2).prefix { $0 != 0x0A }
        let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        let text = line.drop(while: blank)
        let name = text.prefix { !blank($0) }
        guard !name.isEmpty else { return nil }
        var rest = text.dropFirst(name.count).drop(while: blank)
        while let last = rest.last, blank(last) { rest = rest.dropLast() }
        return (String(decoding: name, as: UTF8.self), rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self))
    }

    private mutating func addManifest() throws(Failure) {
        let resolved = plan.tree.nodes.isEmpty ? plan.program : (HostPrograms.realPath(plan.program) ?? plan.program)
        for (_, manifest) in try Manifest.all(in: request.manifests, noting: &plan.tree)
        where manifest.programs.contains(plan.program) || manifest.programs.contains(resolved) {
            // Libraries that only a plug-in wants may be absent: the program starts without them.
            var optional = libraries
            try manifest.add(to: &plan.tree, libraries: &optional)
            plan.environment += (manifest.environment ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        }
    }

    private mutating func addPackages() throws(Failure) {
        var debian = DebianPackages()
        for option in request.packages {
            for package in try debian.expand(option) {
                var optional = libraries
                try Manifest.add(package: package, without: [], to: &plan.tree, libraries: &optional, debian)
            }
        }
    }

    private mutating func addUserFile(_ file: ImageRequest.File) throws(Failure) {
        try plan.tree.addTree(file.guest, host: file.host)
        // A shared object handed over is there to be dlopen'ed.
        if file.guest.contains(".so"), let object = try? ELFFile(file.host) {
            var optional = libraries
            try optional.add(needsOf: object, guestPath: file.guest, to: &plan.tree)
        }
    }
}
