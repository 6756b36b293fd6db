internal import FileSystem
internal import LinuxABI
internal import Memory

/// The running process as file systems know it.
final class ProcessFileUser: FileUser {
    var fileSizeLimit: Int64 {
        guard let limit = Process.current.attributes.limits[.RLIMIT_FSIZE] else { return .max }
        return Int64(clamping: limit.current)
    }

    func exceededFileSizeLimit() { SignalCalls.sendSelf(.SIGXFSZ) }

    var keepsSetIDBits: Bool {
        Process.current.files.context.credentials?.capabilities.contains(.keepsSetID) ?? true
    }

    func lost(_ pages: Range<Int>, of inode: Inode, _ loss: PageLoss) {
        Process.current.memory.discard(includingCopies: loss == .truncated ? .discarded : .kept) { object in
            (object as? FileMapping)?.inode === inode ? pages : nil
        }
    }
}
