internal import Bytes

/// Where a library's name may be found: the directories of ld.so(8), in its order, with its tokens expanded.
struct LibrarySearch {
    let configuration: LinkerConfiguration

    /// The paths to try for `name`, asked for by `requester`. A name with a slash is a path itself.
    func candidates(_ name: [UInt8], _ requester: LinkedObject?) -> [[UInt8]] {
        if name.contains(slash) { return [expand(name, requester)] }
        return directories(requester).map { $0.path + [slash] + name }
    }

    /// The directories to look into for what `requester` needs, in order.
    func directories(_ requester: LinkedObject?) -> [SearchDirectory] {
        var list: [SearchDirectory] = []
        if let requester {
            if requester.image.dynamic.runpath == nil { addRpaths(requester, &list) }
            add(configuration.libraryPath, requester, .libraryPath, &list)
            if let runpath = requester.image.dynamic.runpath {
                add(requester.name(at: runpath), requester, .runpath, &list)
            }
            if requester.image.dynamic.flags.contains(.noDefaultDirectories) { return list }
        } else {
            add(configuration.libraryPath, nil, .libraryPath, &list)
        }
        for directory in configuration.defaultDirectories { list.append(.init(path: directory, source: .standard)) }
        return list
    }

    /// DT_RPATH of the object and of those that brought it, as far as none has a DT_RUNPATH.
    private func addRpaths(_ requester: LinkedObject, _ list: inout [SearchDirectory]) {
        var object: LinkedObject? = requester
        while let current = object {
            if current.image.dynamic.runpath == nil, let rpath = current.image.dynamic.rpath {
                add(current.name(at: rpath), current, .runpath, &list)
            }
            object = current.loader
        }
    }

    private func add(
        _ paths: [UInt8], _ requester: LinkedObject?, _ source: SearchDirectory.Source, _ list: inout [SearchDirectory]
    ) {
        guard !paths.isEmpty else { return }
        for element in paths.split(separator: colon, omittingEmptySubsequences: false) {
            // An empty element is the working directory.
            let path = element.isEmpty ? [0x2e] : expand([UInt8](element), requester)
            if !list.contains(where: { $0.path == path }) { list.append(.init(path: path, source: source)) }
        }
    }

    /// Replaces `$ORIGIN`, `$LIB` and `$PLATFORM`, with braces or without.
    func expand(_ text: [UInt8], _ requester: LinkedObject?) -> [UInt8] {
        guard text.contains(dollar) else { return text }
        let tokens: [(name: [UInt8], value: [UInt8])] = [
            ([UInt8](ascii: "ORIGIN"), requester?.origin(configuration.workingDirectory) ?? [slash]),
            ([UInt8](ascii: "LIB"), configuration.libToken),
            ([UInt8](ascii: "PLATFORM"), configuration.platformToken),
        ]
        var result: [UInt8] = []
        var rest = text[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            guard byte == dollar, let (value, length) = token(rest, tokens) else {
                result.append(byte)
                continue
            }
            result += value
            rest = rest.dropFirst(length)
        }
        return result
    }

    private func token(
        _ rest: ArraySlice<UInt8>, _ tokens: [(name: [UInt8], value: [UInt8])]
    ) -> (value: [UInt8], length: Int)? {
        for (name, value) in tokens {
            let braced = [0x7b] + name + [0x7d]
            if rest.starts(with: braced) { return (value, braced.count) }
            if rest.starts(with: name), !isWordByte(rest.dropFirst(name.count).first) { return (value, name.count) }
        }
        return nil
    }

    private func isWordByte(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return byte == 0x5f || (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
            || (0x61...0x7a).contains(byte)
    }

    private var dollar: UInt8 { 0x24 }
}

/// A directory that libraries are looked for in, and why.
public struct SearchDirectory {
    /// Without a slash at its end, unless it was given with one.
    public let path: [UInt8]
    public let source: Source

    /// dlinfo's LA_SER_ values (link.h).
    public enum Source: UInt32, Sendable {
        /// LD_LIBRARY_PATH.
        case libraryPath = 2
        /// DT_RPATH or DT_RUNPATH.
        case runpath = 4
        case standard = 0x40
    }
}
