internal import Bytes
internal import LinuxABI
internal import Memory

extension Process {
    /// Lets everybody know whose process it is now: the file systems, and the page that the C library shim reads users and
    /// groups from; without the shim there is none.
    func publishIdentity() {
        adoptFileCredentials()
        #if os(none)
        guard linker != nil else { return }
        let page = UserPointer<UInt32>(IdentityPage.address)
        let (user, group) = (attributes.credentials.user, attributes.credentials.group)
        do throws(Errno) {
            // Changing rights costs all processors their translations: not for what is there already.
            let shown = (try page.load(at: 2), try page.load(at: 3), try page.load(at: 4), try page.load(at: 5))
            if shown == (user.real, group.real, user.effective, group.effective) { return }
            try memory.protect(IdentityPage.address, 4096, [.PROT_READ, .PROT_WRITE])
            try page.store(user.real, at: 2)
            try page.store(group.real, at: 3)
            try page.store(user.effective, at: 4)
            try page.store(group.effective, at: 5)
            try memory.protect(IdentityPage.address, 4096, .PROT_READ)
        } catch {
            // Only where the program has unmapped the page: then nothing reads it.
        }
        #endif
    }
}
