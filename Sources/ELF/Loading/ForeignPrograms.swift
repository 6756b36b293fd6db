internal import Bytes
internal import LinuxABI

// Programs that this linker only maps: static ones, and those whose own interpreter links them.
extension Linker {
    /// How the program starts where this linker is not to link it; nil where it is.
    func foreignMode(of program: LinkedObject) throws(LinkError) -> StartMode? {
        if program.image.isStandalone { return .standalone }
        guard let path = program.image.interpreter else { return nil }
        switch configuration.interpreters {
        case .automatic where isGlibcInterpreter(path): return nil
        case .automatic, .own: break
        }
        let file = try open(path)
        let interpreter = try map(file, path: path, role: .interpreter, loader: program)
        guard interpreter.image.entry != 0 else { throw LinkError(.malformed("interpreter without entry"), in: path) }
        return .interpreter(base: interpreter.base, entry: interpreter.base &+ interpreter.image.entry)
    }

    /// Nothing is relocated; the objects are known for backtraces only.
    func startForeign(_ program: LinkedObject, _ mode: StartMode) throws(LinkError) -> StartInformation {
        for object in objects {
            object.isPermanent = true
            do throws(Errno) { try placeProgramHeaders(of: object) } catch {
                throw LinkError(.system(error), in: object.path)
            }
        }
        return startInformation(program, mode)
    }

    private func isGlibcInterpreter(_ path: [UInt8]) -> Bool {
        let name = path.lastIndex(of: slash).map { path[($0 &+ 1)...] } ?? path[...]
        return name.elementsEqual([UInt8](ascii: "ld-linux-x86-64.so.2"))
    }
}
