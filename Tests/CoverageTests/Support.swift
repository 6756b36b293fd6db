import Glibc
import ImageBuilder

@testable import Coverage

/// A folder of a test's own, gone when the test is.
final class Workshop {
    static let root = PathNames.directory(PathNames.directory(PathNames.directory(#filePath)))
    static let programs = root + "/Tests/CoverageTests/Programs"

    let path: String

    init() {
        var template = Array("/tmp/apus-coverage-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template))
    }

    deinit { HostFiles.removeTree(path) }

    /// Compiles `Programs/SOURCE` with the host's compiler.
    func compile(_ source: String, _ options: [String] = [], as name: String = "program") throws -> String {
        let output = "\(path)/\(name)"
        let (status, text) = try Tool.run("/usr/bin/gcc", ["\(Self.programs)/\(source)", "-o", output] + options)
        guard status == 0 else { throw Failure(.ours, "gcc \(source): \(text)") }
        return output
    }

    static func request(_ program: String, shim: String = "/nowhere/libc-shim.so") -> ImageRequest {
        ImageRequest(program: program, shim: shim, manifests: root + "/images")
    }
}

/// One for all tests: the host's C library takes a while to look at.
let summaries = SummaryCache()

/// The numbers that an object's own code passes to the kernel.
func ownCalls(_ path: String) throws -> (inlined: [UInt16], viaFunction: [UInt16], undetermined: Int) {
    guard let object = ObjectFile(path) else { throw Failure(.ours, "\(path): not readable") }
    let calls = ObjectCalls.find(in: object, shownPath: path)
    return (calls.inlined.numbers, calls.viaFunction.numbers, calls.undetermined.count)
}
