internal import Bytes
internal import LinuxABI

// Finding, opening and mapping single objects.
extension Linker {
    func open(_ path: [UInt8]) throws(LinkError) -> LinkedFile {
        do { return try host.open(path) } catch { throw LinkError(.system(error), in: path) }
    }

    /// Maps `file` as a new object at the end of `objects`.
    func map(
        _ file: LinkedFile, path: [UInt8], role: LinkedObject.Role, loader: LinkedObject?
    ) throws(LinkError) -> LinkedObject {
        let image = try Image(file.bytes, name: path)
        if image.processorLevel > 1, image.processorLevel > configuration.processorLevel() {
            throw LinkError(.newerProcessor(image.processorLevel), in: path)
        }
        let table = try SymbolTable(image, path)
        if role == .library || role == .shim {
            try checkIdentity(file, path)
            guard image.kind == .relocatable, !image.dynamic.flags.contains(.positionIndependentExecutable) else {
                throw LinkError(.executable(image.kind), in: path)
            }
        }
        let wish = role == .program ? configuration.programBase : 0
        let base = try ObjectMapper(host: host, path: path).map(image, file, at: wish)
        let object = LinkedObject(
            path: path, startDirectory: path.first == slash ? [] : host.workingDirectory(), file: file, role: role,
            image: image, base: base, table: table)
        object.loader = loader
        if role == .program { object.realPath = configuration.programRealPath }
        object.isPermanent = image.dynamic.flags.contains(.noDelete)
        objects.append(object)
        additions &+= 1
        addressMap.add(object)
        return object
    }

    /// What glibc asks of a library's identification beyond what makes it readable: an ABI of Linux, and padding of 0.
    private func checkIdentity(_ file: LinkedFile, _ path: [UInt8]) throws(LinkError) {
        let bytes = file.bytes.span
        // ELFOSABI_SYSV and ELFOSABI_LINUX.
        guard let system = bytes.u8(7), system == 0 || system == 3 else {
            throw LinkError(.malformed("ELF file OS ABI invalid"), in: path)
        }
        for index in 9..<16 where bytes.u8(index) != 0 {
            throw LinkError(.malformed("nonzero padding in e_ident"), in: path)
        }
    }

    func loadShim() throws(LinkError) {
        let path = configuration.shimPath
        let file = try open(path)
        shim = try map(file, path: path, role: .shim, loader: program)
        shim?.isPermanent = true
    }

    /// The object that `name` means for `requester`: one already loaded, or newly mapped from where it is found.
    /// - Returns: nil where no directory holds it.
    func findOrLoad(_ name: [UInt8], _ requester: LinkedObject?) throws(LinkError) -> LinkedObject? {
        if let object = loaded(name) { return object }
        if isShimName(name) {
            if shim == nil { try loadShim() }
            return shim
        }
        var firstProblem: LinkError?
        for path in LibrarySearch(configuration: configuration).candidates(name, requester) {
            let file: LinkedFile
            do throws(Errno) { file = try host.open(path) } catch {
                switch error {
                case .ENOENT, .ENOTDIR: continue
                default:
                    if firstProblem == nil { firstProblem = LinkError(.system(error), in: path) }
                    continue
                }
            }
            if let object = objects.first(where: { $0.identity == file.identity && !$0.isClosing }) {
                object.names.append(name)
                return object
            }
            do throws(LinkError) {
                let object = try map(file, path: path, role: .library, loader: requester)
                object.names.append(name)
                return object
            } catch {
                // A library for another processor stands in nobody's way, as in ld.so.
                switch error.kind {
                case .wrongClass, .wrongMachine, .wrongByteOrder:
                    if firstProblem == nil { firstProblem = error }
                default: throw error
                }
            }
        }
        if let firstProblem { throw firstProblem }
        return nil
    }

    /// A loaded object that is known by `name`.
    func loaded(_ name: [UInt8]) -> LinkedObject? {
        for object in objects where object.answers(to: name) { return object }
        return nil
    }

    func isShimName(_ name: [UInt8]) -> Bool {
        if configuration.shimPath.isEmpty { return false }
        if let last = name.lastIndex(of: slash) {
            // A path to one of the C library's parts means the shim as well, wherever it is said to be.
            return name == configuration.shimPath || configuration.shimNames.contains([UInt8](name[(last &+ 1)...]))
        }
        return configuration.shimNames.contains(name)
    }

    /// Notes every version that an object was linked against and that the loaded library does not define.
    func checkVersions(of group: ArraySlice<LinkedObject>) {
        for object in group {
            let asker = object.image.file
            for need in object.table.versions.needs where !need.isWeak {
                guard let library = asker.span.name(at: need.library), let definer = loaded(library),
                    definer.table.versions.definesVersions
                else { continue }
                let file = definer.image.file
                if !definer.table.versions.defines(need, in: file.span, for: asker.span) {
                    missing.versions.append(
                        .init(
                            name: asker.span.name(at: need.version) ?? [], library: library, path: definer.path,
                            neededBy: object.path))
                }
            }
        }
    }
}
