/// What every image holds: the directories the kernel mounts on, and the handful of files in /etc that C libraries and
/// programs look for. The text is ours; nothing of the host's configuration leaks into a guest.
public enum RootSkeleton {
    public static func add(to tree: inout FileTree) {
        // A host with merged /usr has /bin, /lib … as links, and programs' paths rely on them.
        for name in ["bin", "sbin", "lib", "lib64"] {
            tree.note("/" + name)
            if let target = HostFiles.linkTarget("/" + name) {
                tree.addLink("/" + name, to: target)
            } else {
                tree.addDirectory("/" + name)
            }
        }
        for path in ["/usr/bin", "/usr/lib", "/dev", "/proc", "/sys", "/run", "/etc", "/var", "/mnt"] {
            tree.addDirectory(path)
        }
        tree.addDirectory("/root", mode: 0o700)
        tree.addDirectory("/tmp", mode: 0o1777)
        tree.addDirectory("/var/tmp", mode: 0o1777)
        for (name, text) in files { tree.addText("/etc/" + name, text) }
    }

    static let files: [(String, String)] = [
        (
            "passwd",
            """
            root:x:0:0:root:/root:/bin/sh
            nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin

            """
        ),
        ("group", "root:x:0:\nnogroup:x:65534:\n"),
        ("hosts", "127.0.0.1\tlocalhost apus\n::1\tlocalhost\n"),
        ("hostname", "apus\n"),
        ("nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n"),
        ("shells", "/bin/sh\n"),
    ]
}
