import Glibc
import Testing

@testable import ImageBuilder

/// What the host can tell about a program before it is run.
@Suite struct ProgramErrorTests {
    func failure(_ path: String) -> Failure? {
        do {
            _ = try ImagePlanner.plan(ImageRequest(program: path, shim: "/nowhere/shim", manifests: "/nowhere/images"))
            return nil
        } catch { return error }
    }

    @Test func aMissingProgramIs127() {
        #expect(failure("/nowhere/prog")?.status == .notFound)
    }

    @Test func aDirectoryIs126() {
        #expect(failure("/usr/bin")?.status == .notExecutable)
    }

    @Test func aTextFileIs126() throws {
        let scratch = Scratch()
        let file = try scratch.write("notes", "hello\n", mode: 0o755)
        #expect(failure(file) == Failure(.notExecutable, "\(file): not an ELF file"))
    }

    @Test func anEmptyFileIs126() throws {
        let scratch = Scratch()
        #expect(failure(try scratch.write("empty", "", mode: 0o755))?.status == .notExecutable)
    }

    @Test func anotherMachinesProgramIsNamed() throws {
        let scratch = Scratch()
        var bytes = try #require(HostFiles.read("/bin/true"))
        bytes[18] = 0xB7
        let file = "\(scratch.path)/arm"
        try HostFiles.write(bytes, to: file, mode: 0o755)
        #expect(failure(file) == Failure(.notExecutable, "\(file): built for aarch64; only x86_64 programs run"))
    }

    @Test func a32BitProgramIsNamed() throws {
        let scratch = Scratch()
        var bytes = try #require(HostFiles.read("/bin/true"))
        bytes[4] = 1
        let file = "\(scratch.path)/old"
        try HostFiles.write(bytes, to: file, mode: 0o755)
        #expect(failure(file)?.status == .notExecutable)
    }

    @Test func aFileCutAnywhereIsAnErrorAndNotACrash() throws {
        let scratch = Scratch()
        let whole = try #require(HostFiles.read("/bin/true"))
        let file = "\(scratch.path)/cut"
        for length in Array(stride(from: 0, through: 1024, by: 7)) + Array(stride(from: 1024, to: whole.count, by: 997))
        {
            try HostFiles.write(whole[..<length], to: file, mode: 0o755)
            // Beyond the segments there are only section headers, which nothing needs.
            if let failure = failure(file) {
                #expect(failure.status == .notExecutable, "\(length) bytes")
                #expect(!failure.message.contains("\n"))
            } else {
                #expect(length > whole.count / 2)
            }
        }
    }

    @Test func missingLibrariesAreAllNamedInOneLine() throws {
        let scratch = Scratch()
        for name in ["one", "two"] {
            _ = try scratch.compile(
                "lib\(name).so", "int \(name)(void) { return 1; }",
                ["-shared", "-fPIC", "-Wl,-soname,lib\(name)-gone.so.1"])
        }
        let program = try scratch.compile(
            "main", "int one(void); int two(void); int main(void) { return one() + two(); }",
            ["-L", scratch.path, "-l:libone.so", "-l:libtwo.so"])
        #expect(
            failure(program)
                == Failure(.notFound, "\(program): shared libraries not found: libone-gone.so.1, libtwo-gone.so.1"))
    }

    private func plan(_ program: String, _ library: LibraryChoice) throws(Failure) -> ImagePlan {
        var request = ImageRequest(program: program, shim: "/nowhere", manifests: "/nowhere")
        request.library = library
        return try ImagePlanner.plan(request)
    }

    @Test(arguments: ["-static", "-static-pie"])
    func aStaticProgramStartsItself(option: String) throws {
        let scratch = Scratch()
        let program = try scratch.compile("fixed", "int main(void) { return 0; }", [option])
        for library in LibraryChoice.allCases { #expect(try plan(program, library).loader == .own) }
    }

    @Test func aDynamicProgramGetsItsOwnLibraryWhereThatIsAskedFor() throws {
        let scratch = Scratch()
        let program = try scratch.compile("main", "int main(void) { return 0; }", [])
        #expect(try plan(program, .automatic).loader == .kernel)
        let own = try plan(program, .host)
        #expect(own.loader == .own && own.interpreter == "/lib64/ld-linux-x86-64.so.2")
        #expect(own.tree.resolve("/lib/x86_64-linux-gnu/libc.so.6") != nil)
    }

    @Test func anInterpreterThatIsNotThereIsNamed() throws {
        let scratch = Scratch()
        let program = try scratch.compile("odd", "int main(void) { return 0; }", ["-Wl,--dynamic-linker=/lib/ld-strange.so.1"])
        #expect(failure(program)?.status == .notExecutable)
        #expect(failure(program)?.message.contains("/lib/ld-strange.so.1") == true)
    }

    @Test func aSharedObjectWithMainMayRun() throws {
        let scratch = Scratch()
        let object = try scratch.compile("app.so", "int main(void) { return 0; }", ["-shared", "-fPIC"])
        #expect(failure(object) == nil)
    }

    @Test func aScriptRunsThroughItsInterpreter() throws {
        let scratch = Scratch()
        let script = try scratch.write("hello.pl", "#! /usr/bin/perl -w -l\nprint 1", mode: 0o755)
        let plan = try ImagePlanner.plan(ImageRequest(program: script, shim: "/nowhere", manifests: "/nowhere"))
        #expect(plan.program == "/usr/bin/perl")
        #expect(plan.leadingArguments == ["-w -l", script])
        #expect(plan.tree.resolve(script) == .file(host: script))
    }

    @Test func librariesOfLibrariesAreFoundThroughRunpath() throws {
        let scratch = Scratch()
        try HostFiles.makeDirectories(scratch.path + "/lib")
        let inner = try scratch.compile("lib/libinner.so", "int inner(void) { return 1; }", ["-shared", "-fPIC"])
        _ = try scratch.compile(
            "lib/libouter.so", "int inner(void); int outer(void) { return inner(); }",
            ["-shared", "-fPIC", "-L\(scratch.path)/lib", "-linner", "-Wl,-rpath,$ORIGIN"])
        let program = try scratch.compile(
            "main", "int outer(void); int main(void) { return outer(); }",
            ["-L\(scratch.path)/lib", "-louter", "-Wl,-rpath,$ORIGIN/lib", "-Wl,-rpath-link,\(scratch.path)/lib"])
        let plan = try ImagePlanner.plan(ImageRequest(program: program, shim: "/nowhere", manifests: "/nowhere"))
        #expect(plan.tree.resolve(inner) == .file(host: inner))
        #expect(plan.tree.resolve("/lib/x86_64-linux-gnu/libc.so.6") == nil)
    }
}

@Suite struct SymbolCheckTests {
    @Test func aNameNoObjectDefinesIsReportedWithWhoWantsIt() throws {
        let scratch = Scratch()
        let library = try scratch.compile(
            "lib.so", "int lost(void); int kept(void) { return lost(); }", ["-shared", "-fPIC", "-nostdlib"])
        let user = try scratch.compile(
            "user.so",
            "int kept(void); __attribute__((weak)) int optional(void); int run(void) { return kept() + (optional ? 1 : 0); }",
            ["-shared", "-fPIC", "-nostdlib"])
        var check = SymbolCheck()
        check.add(user, as: "/user.so")
        check.add(library, as: "/lib.so")
        #expect(
            check.failure(program: "/user.so")?.message
                == "/user.so: symbol not found in any library: lost (wanted by /lib.so)")
        check.addProvider(
            try scratch.compile("more.so", "int lost(void) { return 1; }", ["-shared", "-fPIC", "-nostdlib"]))
        #expect(check.failure(program: "/user.so") == nil)
    }
}
