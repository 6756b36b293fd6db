import Glibc

/// An image on disk, ready to boot, and how to start the program in it.
public struct Image: Sendable {
    public let path: String
    public let program: String
    public let leadingArguments: [String]
    public let environment: [String]
    /// Mebibytes of memory that the program's manifest asks for.
    public let memory: Int?
    public let loader: LoaderChoice
    /// Made just now, rather than found in the cache.
    public let isNew: Bool
}

/// Images made earlier, under `$XDG_CACHE_HOME/apus/images`. One whose ingredients all look as they did is used again.
public struct ImageCache: Sendable {
    public let directory: String
    /// Older images go first when there are more than this many, or more bytes than `byteLimit` in all.
    var countLimit = 1024
    var byteLimit = 4 << 30

    public init(directory: String = Self.userDirectory + "/images") { self.directory = directory }

    /// The user's cache folder for this program (XDG Base Directory Specification).
    public static var userDirectory: String {
        let base = HostPrograms.environment("XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (base ?? (HostPrograms.environment("HOME") ?? "/tmp") + "/.cache") + "/apus"
    }

    /// The image for a request, made if there is none or if anything it was made from has changed.
    /// `announce` is called with one line before the longer work starts.
    public func image(for request: ImageRequest, announce: (String) -> Void) throws -> Image {
        let key = request.key
        let base = "\(directory)/\(Self.hash(key))"
        if let text = HostFiles.text(base + ".record"), let record = ImageRecord(text: text), record.key == key,
            HostFiles.status(base + ".erofs") != nil, record.inputs.allSatisfy(\.isCurrent)
        {
            _ = utimensat(AT_FDCWD, base + ".erofs", nil, 0)  // recently used
            return Image(record, path: base + ".erofs", isNew: false)
        }
        // Looked at before the files are copied: a change in between makes the record stale, not the image.
        let plan = try ImagePlanner.plan(request)
        let record = ImageRecord(key: key, plan: plan)
        if let remark = plan.remark { announce(remark) }
        announce("building an image for \(request.program) (\(plan.tree.nodes.count) files)")
        try HostFiles.makeDirectories(directory)
        prune()
        let temporary = "\(directory)/new-\(getpid())"
        do {
            try ImageWriter.write(plan.tree, to: temporary + ".erofs", staging: temporary)
            try HostFiles.write(record.text.utf8, to: temporary + ".record")
        } catch {
            unlink(temporary + ".erofs")
            unlink(temporary + ".record")
            throw error
        }
        unlink(base + ".record")
        guard rename(temporary + ".erofs", base + ".erofs") == 0, rename(temporary + ".record", base + ".record") == 0
        else {
            throw HostFiles.failure("cannot write to \(directory)", errno)
        }
        return Image(record, path: base + ".erofs", isNew: true)
    }

    /// Removes what exceeds the limits, longest unused first, and what a run that was killed left half made.
    func prune() {
        var images: [(name: String, used: Int, size: Int)] = []
        for name in HostFiles.names(in: directory) ?? [] {
            let path = "\(directory)/\(name)"
            if name.hasPrefix("new-") {
                let owner = pid_t(name.dropFirst(4).prefix { $0.isNumber }) ?? 0
                if owner != getpid(), owner > 0, kill(owner, 0) != 0, errno == ESRCH { HostFiles.removeTree(path) }
            } else if name.hasSuffix(".erofs"), let status = HostFiles.status(path) {
                images.append((String(name.dropLast(6)), status.modified, status.size))
            }
        }
        images.sort { $0.used > $1.used }
        var bytes = 0
        for (index, image) in images.enumerated() {
            bytes += image.size
            guard index >= countLimit - 1 || bytes > byteLimit else { continue }
            unlink("\(directory)/\(image.name).record")
            unlink("\(directory)/\(image.name).erofs")
        }
    }

    /// FNV-1a in 128 bits. The record repeats the key, so a collision costs a rebuild and nothing else.
    static func hash(_ text: String) -> String {
        var value: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
        for byte in text.utf8 { value = (value ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013B }
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}

extension Image {
    init(_ record: ImageRecord, path: String, isNew: Bool) {
        self.init(
            path: path, program: record.program, leadingArguments: record.leadingArguments,
            environment: record.environment, memory: record.memory, loader: record.loader,
            isNew: isNew)
    }
}
