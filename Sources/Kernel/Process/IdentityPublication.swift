internal import Bytes
internal import LinuxABI
internal import Memory

extension Process {
    /// Lets everybody know whose process it is now: the file systems, and the page that the C library shim reads users and
    /// groups from.
    func publishIdentity() {
        adoptFileCredentials()
        #if os(none)
        guard let page = kernelPages?.information else { return }
        let (user, group) = (attributes.credentials.user, attributes.credentials.group)
        page.store(UInt32(bitPattern: attributes.id), at: 0, in: .identity)
        page.store(UInt32(bitPattern: attributes.parent), at: 1, in: .identity)
        page.store(user.real, at: 2, in: .identity)
        page.store(group.real, at: 3, in: .identity)
        page.store(user.effective, at: 4, in: .identity)
        page.store(group.effective, at: 5, in: .identity)
        #endif
    }
}
