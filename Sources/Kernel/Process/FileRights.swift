internal import FileSystem

extension Credentials {
    /// What file systems go by. With `isReal` the real user's and group's, as access(2) asks: of the superuser's
    /// capabilities what is permitted, of others' none.
    func fileCredentials(isReal: Bool = false) -> FileCredentials {
        let held = isReal ? user.real == 0 ? capabilities.permitted : 0 : capabilities.effective
        var rights: FileCapabilities = []
        for (number, right) in Self.fileRights where held >> UInt64(number) & 1 != 0 { rights.insert(right) }
        return FileCredentials(
            user: isReal ? user.real : user.file, group: isReal ? group.real : group.file, groups: groups,
            capabilities: rights)
    }

    private static var fileRights: [(Int, FileCapabilities)] {
        [
            (0, .changesOwners), (1, .overrides), (2, .reads), (3, .actsAsOwner), (4, .keepsSetID), (18, .changesRoot),
            (Capabilities.systemAdministration, .administrates),
        ]
    }
}

extension Process {
    /// Lets the file systems know who acts from now on; nobody in particular where nothing is forbidden.
    func adoptFileCredentials() {
        let credentials = attributes.credentials.fileCredentials()
        files.context.credentials = credentials.isUnrestricted ? nil : credentials
    }
}
