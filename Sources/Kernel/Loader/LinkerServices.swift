#if os(none)
internal import Bytes
internal import CMachine
internal import ELF
internal import LinuxABI
internal import Machine

/// What the C library's `dlopen` and its relatives call. The structures are those of glibc's dlfcn.h and link.h, and
/// libc-shim's apus/kernel.h.
public enum LinkerServices {
    public static func bind() {
        bind(.open) { file, flags, caller, space, _, _ in
            LinkerServices.withLinker { (linker, _) throws(LinkError) in
                var name: [UInt8]?
                if file != 0 { name = try LinkerServices.path(file) }
                let handle = try linker.open(
                    name, ELF.OpenFlags(rawValue: UInt32(truncatingIfNeeded: flags)), caller: caller,
                    namespace: space == 0 ? .base : .new)
                try LinkerServices.fillThreadBlocks(linker)
                try LinkerServices.grantExecutableStack(linker)
                return Int(bitPattern: handle)
            }
        }
        bind(.error) { _, _, _, _, _, _ in Process.current.linkerErrors.takeText() }
        bind(.nextInitialiser) { _, _, _, _, _, _ in Int(bitPattern: Process.current.linker?.nextInitialiser() ?? 0) }
        bind(.nextProgramInitialiser) { _, _, _, _, _, _ in
            Int(bitPattern: Process.current.linker?.nextProgramInitialiser() ?? 0)
        }
        bind(.nextFinaliser) { handle, _, _, _, _, _ in
            Int(bitPattern: Process.current.linker?.nextFinaliser(closing: handle == 0 ? nil : handle) ?? 0)
        }
        bind(.close) { handle, _, _, _, _, _ in
            let done = LinkerServices.withLinker { (linker, _) throws(LinkError) in
                try linker.close(handle)
                return 1
            }
            return done == 1 ? 0 : -Int(Errno.EINVAL.rawValue)
        }
        bind(.unmap) { handle, _, _, _, _, _ in
            Process.current.linker?.unmapClosed(handle) ?? 0
        }
        bind(.bindLazily) { handle, relocation, _, _, _, _ in
            LinkerServices.withLinker { (linker, _) throws(LinkError) in
                Int(bitPattern: try linker.bind(handle, relocation: relocation))
            }
        }
        bind(.startClock) { _, _, _, _, _, _ in
            Process.current.publishClock()
            return 0
        }
        bind(.pin) { address, change, _, _, _, _ in
            Process.current.linker?.pin(address, Int(bitPattern: change) > 0 ? .hold : .release)
            return 0
        }
        bind(.lookup) { handle, name, version, caller, out, _ in
            let done = LinkerServices.withLinker { (linker, _) throws(LinkError) in
                let source: SymbolSource = handle == 0 ? .standard : handle == UInt.max ? .next : .handle(handle)
                let found = try linker.find(
                    try LinkerServices.path(name), version: version == 0 ? nil : try LinkerServices.path(version), in: source, caller: caller)
                switch found {
                case .address(let address): try LinkerServices.store([address, 0, 0, 0], out)
                case .threadLocal(let module, let offset): try LinkerServices.store([0, UInt(module), offset, 6], out)
                }
                return 1
            }
            return done == 1 ? 0 : -Int(Errno.ENOENT.rawValue)
        }
        bind(.address) { address, out, map, symbol, _, _ in LinkerServices.answerAddress(address, out, map, symbol) }
        bind(.iterate) { index, out, _, _, _, _ in answer { () throws(Errno) in try LinkerServices.iterate(index, out) } }
        bind(.findObject) { address, out, _, _, _, _ in answer { () throws(Errno) in try LinkerServices.findObject(address, out) } }
        bind(.information) { handle, request, out, _, _, _ in
            let done = LinkerServices.withLinker { (linker, _) throws(LinkError) in
                try LinkerServices.information(linker, handle, request, out) &+ 1
            }
            return done > 0 ? done &- 1 : -Int(Errno.EINVAL.rawValue)
        }
        bind(.threadLocalModule) { number, out, _, _, _, _ in
            answer { () throws(Errno) in
                guard let module = Process.current.linker?.tlsModule(Int(number)) else { throw .ENOENT }
                try LinkerServices.store(
                    words: [module.image, module.fileSize, module.memorySize, module.alignment, module.staticOffset ?? 0], out)
                return 0
            }
        }
        bind(.threadLocalLayout) { out, _, _, _, _, _ in
            answer { () throws(Errno) in
                guard let linker = Process.current.linker else { throw .ENOENT }
                let layout = linker.tlsLayout
                try LinkerServices.store(
                    words: [layout.size, layout.alignment, UInt(linker.tlsModuleCount), linker.tlsGeneration], out)
                return 0
            }
        }
    }

    private static func bind(_ service: LinkerService, _ handler: @escaping SystemCallHandler) {
        machine_set_handler(service.rawValue, handler)
    }

    /// Runs `body`; a failure is kept for `dlerror`, and 0 returned.
    private static func withLinker(
        _ body: (Linker, LinkerErrors) throws(LinkError) -> Int
    ) -> Int {
        let process = Process.current
        guard let linker = process.linker else { return 0 }
        do throws(LinkError) {
            return try body(linker, process.linkerErrors)
        } catch {
            process.linkerErrors.keep(error.message)
            return 0
        }
    }

    /// Modules that were given a place in the static blocks get their images there, zeros after them, in every thread's.
    private static func fillThreadBlocks(_ linker: Linker) throws(LinkError) {
        for module in linker.takeLateStaticModules() {
            guard let offset = module.staticOffset else { continue }
            for thread in Process.current.threads.all {
                let pointer = thread.record.threadPointer
                // A thread without a block, made by clone(2) itself, does not use the library.
                guard pointer > offset else { continue }
                do throws(Errno) {
                    try linker.host.copy(from: module.image, to: pointer - offset, count: module.fileSize)
                    try linker.host.zero(
                        at: pointer - offset + module.fileSize, count: module.memorySize - module.fileSize)
                } catch { throw LinkError(.system(error), in: []) }
            }
        }
    }

    /// An object that asks for an executable stack gets it for the main thread, as with glibc.
    private static func grantExecutableStack(_ linker: Linker) throws(LinkError) {
        let process = Process.current
        guard !process.hasExecutableStack, linker.objects.contains(where: { $0.image.wantsExecutableStack }) else { return }
        do throws(Errno) { try process.makeStackExecutable() } catch {
            throw LinkError(.malformed("cannot enable executable stack as shared object requires"), in: [])
        }
    }

    private static func path(_ address: UInt) throws(LinkError) -> [UInt8] {
        do throws(Errno) { return try UserString(address).path() } catch { throw LinkError(.system(error), in: []) }
    }

    private static func store(_ words: [UInt], _ out: UInt) throws(LinkError) {
        do throws(Errno) { try store(words: words, out) } catch { throw LinkError(.system(error), in: []) }
    }

    private static func store(words: [UInt], _ out: UInt) throws(Errno) {
        for index in words.indices { try UserPointer<UInt>(out).store(words[index], at: index) }
    }

    /// `Dl_info`: file name, base, symbol name, symbol address. Returns 1 if the address is in an object.
    private static func answerAddress(_ address: UInt, _ out: UInt, _ map: UInt, _ symbol: UInt) -> Int {
        guard let place = Process.current.linker?.describe(address) else { return 0 }
        do throws(Errno) {
            let named = place.symbol?.nameAddress != nil
            try store(
                words: [
                    place.object.pathAddress, place.object.range.lowerBound, place.symbol?.nameAddress ?? 0,
                    named ? place.symbol?.address ?? 0 : 0,
                ], out)
            if map != 0 { try UserPointer<UInt>(map).store(place.object.handle) }
            if symbol != 0 { try UserPointer<UInt>(symbol).store(place.symbol?.entryAddress ?? 0) }
        } catch { return 0 }
        return 1
    }

    /// `struct dl_phdr_info`; its `dlpi_tls_data` is the shim's to fill.
    private static func iterate(_ index: UInt, _ out: UInt) throws(Errno) -> Int {
        guard let linker = Process.current.linker, let entry = linker.information(at: Int(index)) else { throw .ENOENT }
        try store(
            words: [
                entry.object.base, entry.name, entry.programHeaders, UInt(entry.programHeaderCount), linker.additions,
                linker.removals, UInt(entry.object.tlsModule), 0,
            ], out)
        return 0
    }

    /// `struct dl_find_object` (glibc 2.35): flags, map start and end, link map, unwind table header, seven reserved.
    private static func findObject(_ address: UInt, _ out: UInt) throws(Errno) -> Int {
        guard let object = Process.current.linker?.object(at: address), let frames = object.exceptionFrames else {
            throw .ENOENT
        }
        let range = object.range
        try store(
            words: [0, range.lowerBound, range.upperBound, object.handle, frames, 0, 0, 0, 0, 0, 0, 0], out)
        return 0
    }
}
#endif
