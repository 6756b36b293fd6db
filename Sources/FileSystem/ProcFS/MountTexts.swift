internal import Bytes
internal import LinuxABI

extension MountNamespace {
    /// /proc/self/mounts: fstab(5)'s format.
    @export(interface)
    public func mountsText() -> [UInt8] {
        var text = ByteText()
        for mount in mounts {
            text.add(mount.superblock.typeName)
            text.add(" ")
            text.add(escaped(mount.root.displayPath()))
            text.add(" ")
            text.add(mount.superblock.typeName)
            text.add(mount.superblock.isReadOnly ? " ro,relatime 0 0\n" : " rw,relatime 0 0\n")
        }
        return text.bytes
    }

    /// /proc/self/mountinfo, proc(5).
    @export(interface)
    public func mountInformationText() -> [UInt8] {
        var text = ByteText()
        for mount in mounts {
            text.add(decimal: UInt(mount.id))
            text.add(mount.id == 1 ? " 0 " : " 1 ")
            text.add(decimal: UInt(mount.superblock.device.major))
            text.add(":")
            text.add(decimal: UInt(mount.superblock.device.minor))
            text.add(" / ")
            text.add(escaped(mount.root.displayPath()))
            text.add(mount.superblock.isReadOnly ? " ro,relatime - " : " rw,relatime - ")
            text.add(mount.superblock.typeName)
            text.add(" ")
            text.add(mount.superblock.typeName)
            text.add(mount.superblock.isReadOnly ? " ro\n" : " rw\n")
        }
        return text.bytes
    }

    /// Blanks and backslashes in octal.
    private func escaped(_ path: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for byte in path {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x5C:
                result.append(0x5C)
                result.append(0x30 + (byte >> 6))
                result.append(0x30 + (byte >> 3 & 7))
                result.append(0x30 + (byte & 7))
            default: result.append(byte)
            }
        }
        return result
    }
}
