public import FileSystem
public import LinuxABI

extension MountNamespace {
    /// The tree that programs see: the image with a writable layer over it, /dev, /proc and /sys.
    ///
    /// /tmp, /run and /var/tmp are directories of the writable layer, so that files that the image has there show.
    /// Throws what reading the image throws.
    public static func standard(
        image: Superblock, _ services: FileServices, terminal: Terminal?, _ texts: ProcTexts
    ) throws(Errno) -> MountNamespace {
        let namespace = try MountNamespace(root: TmpSuperblock(services, minor: 20, over: image))
        try namespace.mountMaking(DeviceTree.make(services, terminal: terminal), on: "/dev")
        try namespace.mountMaking(ProcSuperblock.process(texts, clock: services.clock), on: "/proc")
        try namespace.mountMaking(ProcSuperblock.system(texts, clock: services.clock), on: "/sys")
        try namespace.mountMaking(ProcSuperblock.controlGroups(texts, clock: services.clock), on: "/sys/fs/cgroup")
        return namespace
    }
}
