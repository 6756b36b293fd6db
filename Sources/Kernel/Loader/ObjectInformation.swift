#if os(none)
internal import Bytes
internal import ELF
internal import LinuxABI

/// The requests of dlinfo(3) (bits/dlfcn.h).
private enum InformationRequest: UInt {
    case namespace = 1
    case linkMap = 2
    case searchList = 4
    case searchListSize = 5
    case origin = 6
    case threadLocalModule = 9
    case programHeaders = 11
}

extension LinkerServices {
    /// Stores the answer to a request of dlinfo's at `out`; `RTLD_DI_TLS_DATA` is the shim's own.
    /// - Returns: 0, or for RTLD_DI_PHDR the number of headers.
    static func information(_ linker: Linker, _ handle: UInt, _ request: UInt, _ out: UInt) throws(LinkError) -> Int {
        guard let object = linker.object(handle: handle) else { throw LinkError(.invalidHandle, in: []) }
        guard let request = InformationRequest(rawValue: request) else { throw LinkError(.invalidRequest, in: []) }
        do throws(Errno) {
            switch request {
            case .namespace: try UserPointer<Int>(out).store(0)
            case .linkMap: try UserPointer<UInt>(out).store(object.handle)
            case .origin: try store(text: linker.origin(of: object), out)
            case .threadLocalModule: try UserPointer<UInt>(out).store(UInt(object.tlsModule))
            case .searchListSize: _ = try storeSearchHeader(linker.searchDirectories(of: object), out)
            case .searchList: try storeSearchList(linker.searchDirectories(of: object), out)
            case .programHeaders:
                try UserPointer<UInt>(out).store(object.programHeaders)
                return object.image.programHeaderCount
            }
        } catch { throw LinkError(.system(error), in: []) }
        return 0
    }

    private static func store(text: [UInt8], _ out: UInt) throws(Errno) {
        var bytes = text
        bytes.append(0)
        var buffer = UserBuffer(address: out, count: bytes.count)
        guard try buffer.write(bytes.span.raw) == bytes.count else { throw .EFAULT }
    }

    /// `Dl_serinfo`'s first two words: the bytes that all of it takes, and the number of directories.
    private static func storeSearchHeader(_ directories: [SearchDirectory], _ out: UInt) throws(Errno) -> UInt {
        var size = 16 + 16 * UInt(directories.count)
        let names = size
        for directory in directories { size += UInt(directory.path.count) + 1 }
        try UserPointer<UInt>(out).store(size)
        try UserPointer<UInt32>(out).store(UInt32(directories.count), at: 2)
        return names
    }

    /// All of it: pairs of a name's address and where the directory comes from, then the names.
    private static func storeSearchList(_ directories: [SearchDirectory], _ out: UInt) throws(Errno) {
        var name = out + (try storeSearchHeader(directories, out))
        for (index, directory) in directories.enumerated() {
            let entry = UserPointer<UInt>(out + 16 + 16 * UInt(index))
            try entry.store(name)
            try entry.store(UInt(directory.source.rawValue), at: 1)
            try store(text: directory.path, name)
            name += UInt(directory.path.count) + 1
        }
    }
}
#endif
