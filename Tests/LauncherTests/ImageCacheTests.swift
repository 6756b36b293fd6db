import Glibc
import Testing

@testable import ImageBuilder

@Suite struct ImageCacheTests {
    @Test func theSameRequestTwiceBuildsOnce() throws {
        let scratch = Scratch()
        let cache = ImageCache(directory: scratch.path + "/cache")
        let request = ImageRequest(program: "/bin/true", shim: "/nowhere", manifests: "/nowhere")
        #expect(try cache.image(for: request) { _ in }.isNew)
        let second = try cache.image(for: request) { _ in }
        #expect(!second.isNew)
        #expect(HostFiles.read(second.path, limit: 1028)?.suffix(4) == [0xE2, 0xE1, 0xF5, 0xE0])
    }

    @Test func aChangedFileBuildsAgain() throws {
        let scratch = Scratch()
        let file = try scratch.write("data", "one")
        let cache = ImageCache(directory: scratch.path + "/cache")
        var request = ImageRequest(program: "/bin/true", shim: "/nowhere", manifests: "/nowhere")
        request.files = [ImageRequest.File(option: file, hostDirectory: "/", guestDirectory: "/")]
        _ = try cache.image(for: request) { _ in }
        try scratch.write("data", "three")
        #expect(try cache.image(for: request) { _ in }.isNew)
        #expect(try !cache.image(for: request) { _ in }.isNew)
    }

    @Test func aLibraryThatAppearsEarlierInTheSearchBuildsAgain() throws {
        let scratch = Scratch()
        let cache = ImageCache(directory: scratch.path + "/cache")
        var request = ImageRequest(program: "/usr/bin/bc", shim: "/nowhere", manifests: "/nowhere")
        guard HostFiles.status("/usr/bin/bc") != nil else { return }
        request.libraryPath = [scratch.path]
        _ = try cache.image(for: request) { _ in }
        try HostFiles.copy(
            "/lib/x86_64-linux-gnu/libreadline.so.8", to: scratch.path + "/libreadline.so.8",
            status: #require(HostFiles.status("/lib/x86_64-linux-gnu/libreadline.so.8")))
        #expect(try cache.image(for: request) { _ in }.isNew)
    }

    @Test func nothingIsLeftInTheCacheButTheImageAndItsRecord() throws {
        let scratch = Scratch()
        let cache = ImageCache(directory: scratch.path + "/cache")
        _ = try cache.image(for: ImageRequest(program: "/bin/true", shim: "/nowhere", manifests: "/nowhere")) { _ in }
        #expect(HostFiles.names(in: cache.directory)?.map { $0.split(separator: ".").last } == ["erofs", "record"])
    }

    @Test func theLongestUnusedImagesGoFirst() throws {
        let scratch = Scratch()
        var cache = ImageCache(directory: scratch.path)
        cache.countLimit = 3
        for age in 1...5 {
            let file = try scratch.write("\(age).erofs", "")
            HostFiles.setModified(file, (100 - age) * 1_000_000_000)
            try scratch.write("\(age).record", "")
        }
        cache.prune()
        #expect(HostFiles.names(in: scratch.path) == ["1.erofs", "1.record", "2.erofs", "2.record"])
    }

    @Test func aRecordSurvivesBeingWrittenAndRead() throws {
        var plan = ImagePlan(program: "/usr/bin/a b")
        plan.leadingArguments = ["-x", ""]
        plan.environment = ["A=1 2"]
        plan.tree.note("/nowhere at all")
        plan.tree.note("/bin")
        let record = ImageRecord(key: "some key", plan: plan)
        #expect(ImageRecord(text: record.text) == record)
        #expect(ImageRecord(text: "nonsense\n") == nil)
    }
}
