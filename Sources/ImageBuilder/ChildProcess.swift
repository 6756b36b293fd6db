import CLauncher
import Glibc

/// Starting programs on the host.
public enum ChildProcess {
    /// Starts `words[0]` with the arguments that follow and the caller's environment; `descriptors[i]` becomes its descriptor i (-1:
    /// /dev/null), and it has no others. It dies with the calling thread. Returns its process id, or -errno.
    public static func start(_ words: [String], descriptors: [Int32]) -> pid_t {
        var argv = words.map { strdup($0) } + [nil]
        defer { for word in argv { free(word) } }
        return apus_spawn(words[0], &argv, descriptors, descriptors.count)
    }

    /// Waits until it has ended: wait(2)'s status.
    public static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status
    }
}
