import GuestHarness
import ImageBuilder

@testable import Coverage

/// One for all tests: the host's C library takes a while to look at.
let summaries = SummaryCache()

func request(_ program: String, shim: String = "/nowhere/libc-shim.so") -> ImageRequest {
    ImageRequest(program: program, shim: shim, manifests: Guest.root + "/images")
}

/// The numbers that an object's own code passes to the kernel.
func ownCalls(_ path: String) throws -> (inlined: [UInt16], viaFunction: [UInt16], undetermined: Int) {
    guard let object = ObjectFile(path) else { throw Failure(.ours, "\(path): not readable") }
    let calls = ObjectCalls.find(in: object, shownPath: path)
    return (calls.inlined.numbers, calls.viaFunction.numbers, calls.undetermined.count)
}

/// Runs `apus coverage`.
func command(_ words: [String]) throws -> Run {
    guard HostFiles.isExecutable(Guest.command) else {
        throw Failure(.ours, "\(Guest.command) is not built: run these tests through `./apus test`")
    }
    let names = ["HOME", "XDG_CACHE_HOME", "APUS_KERNEL", "APUS_SHIM"]
    let settings = names.compactMap { name in HostPrograms.environment(name).map { "\(name)=\($0)" } }
    return try Workplace().run(
        [Guest.command, "coverage"] + words, environment: ["APUS_ROOT=\(Guest.root)"] + settings)
}
