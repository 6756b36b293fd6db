internal import Bytes
internal import LinuxABI

/// Users and groups: getuid(2), setuid(2), setresuid(2), setgroups(2) and their like.
enum CredentialCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.getuid] = { _, _, _, _, _, _ in Int(Process.current.attributes.credentials.user.real) }
        table[.geteuid] = { _, _, _, _, _, _ in Int(Process.current.attributes.credentials.user.effective) }
        table[.getgid] = { _, _, _, _, _, _ in Int(Process.current.attributes.credentials.group.real) }
        table[.getegid] = { _, _, _, _, _, _ in Int(Process.current.attributes.credentials.group.effective) }
        table[.getresuid] = { real, effective, saved, _, _, _ in
            answer { () throws(Errno) in
                try CredentialCalls.store(Process.current.attributes.credentials.user, real, effective, saved)
            }
        }
        table[.getresgid] = { real, effective, saved, _, _, _ in
            answer { () throws(Errno) in
                try CredentialCalls.store(Process.current.attributes.credentials.group, real, effective, saved)
            }
        }
        bindUsers(table)
        bindGroups(table)
        bindSupplementary(table)
    }

    private static func bindUsers(_ table: borrowing HandlerTable) {
        table[.setuid] = { user, _, _, _, _, _ in
            answer { () throws(Errno) in
                let process = Process.current.attributes
                let isPrivileged = process.credentials.has(Credentials.Capabilities.setUser)
                let new = try process.credentials.user.setting(UInt32(truncatingIfNeeded: user), isPrivileged)
                process.changeUser(new)
                Process.current.publishIdentity()
                return 0
            }
        }
        table[.setreuid] = { real, effective, _, _, _, _ in
            answer { () throws(Errno) in
                let process = Process.current.attributes
                let isPrivileged = process.credentials.has(Credentials.Capabilities.setUser)
                let new = try process.credentials.user.setting(
                    real: wanted(real), effective: wanted(effective), isPrivileged)
                process.changeUser(new)
                Process.current.publishIdentity()
                return 0
            }
        }
        table[.setresuid] = { real, effective, saved, _, _, _ in
            answer { () throws(Errno) in
                let process = Process.current.attributes
                let isPrivileged = process.credentials.has(Credentials.Capabilities.setUser)
                let new = try process.credentials.user.setting(
                    real: wanted(real), effective: wanted(effective), saved: wanted(saved), isPrivileged)
                process.changeUser(new)
                Process.current.publishIdentity()
                return 0
            }
        }
        table[.setfsuid] = { user, _, _, _, _, _ in
            let process = Process.current.attributes
            let isPrivileged = process.credentials.has(Credentials.Capabilities.setUser)
            let old = process.credentials.user.file
            let result = process.credentials.user.setFile(UInt32(truncatingIfNeeded: user), isPrivileged)
            process.credentials.fileUserChanged(from: old)
            Process.current.adoptFileCredentials()
            return result
        }
    }

    private static func bindGroups(_ table: borrowing HandlerTable) {
        table[.setgid] = { group, _, _, _, _, _ in
            answer { () throws(Errno) in
                let process = Process.current.attributes
                let isPrivileged = process.credentials.has(Credentials.Capabilities.setGroup)
                let new = try process.credentials.group.setting(UInt32(truncatingIfNeeded: group), isPrivileged)
                process.changeGroup(new)
                Process.current.publishIdentity()
                return 0
            }
        }
        table[.setregid] = { real, effective, _, _, _, _ in
            answer { () throws(Errno) in
                let process = Process.current.attributes
                let isPrivileged = process.credentials.has(Credentials.Capabilities.setGroup)
                let new = try process.credentials.group.setting(
                    real: wanted(real), effective: wanted(effective), isPrivileged)
                process.changeGroup(new)
                Process.current.publishIdentity()
                return 0
            }
        }
        table[.setresgid] = { real, effective, saved, _, _, _ in
            answer { () throws(Errno) in
                let process = Process.current.attributes
                let isPrivileged = process.credentials.has(Credentials.Capabilities.setGroup)
                let new = try process.credentials.group.setting(
                    real: wanted(real), effective: wanted(effective), saved: wanted(saved), isPrivileged)
                process.changeGroup(new)
                Process.current.publishIdentity()
                return 0
            }
        }
        table[.setfsgid] = { group, _, _, _, _, _ in
            let process = Process.current.attributes
            let isPrivileged = process.credentials.has(Credentials.Capabilities.setGroup)
            let result = process.credentials.group.setFile(UInt32(truncatingIfNeeded: group), isPrivileged)
            Process.current.adoptFileCredentials()
            return result
        }
    }

    private static func bindSupplementary(_ table: borrowing HandlerTable) {
        table[.getgroups] = { size, list, _, _, _, _ in
            answer { () throws(Errno) in
                let groups = Process.current.attributes.credentials.groups
                let size = Int32(truncatingIfNeeded: size)
                if size < 0 { throw .EINVAL }
                if size == 0 { return groups.count }
                if groups.count > Int(size) { throw .EINVAL }
                for index in groups.indices { try UserPointer<UInt32>(list).store(groups[index], at: index) }
                return groups.count
            }
        }
        table[.setgroups] = { size, list, _, _, _, _ in
            answer { () throws(Errno) in
                let process = Process.current.attributes
                guard process.credentials.has(Credentials.Capabilities.setGroup) else { throw .EPERM }
                let size = Int32(truncatingIfNeeded: size)
                guard size >= 0, size <= 65_536 else { throw .EINVAL }
                var groups: [UInt32] = []
                groups.reserveCapacity(Int(size))
                for index in 0..<Int(size) {
                    let group = try UserPointer<UInt32>(list).load(at: index)
                    // -1 is no group.
                    guard group != .max else { throw .EINVAL }
                    groups.append(group)
                }
                // In order, as Linux keeps them.
                groups.sort()
                process.credentials.groups = groups
                Process.current.adoptFileCredentials()
                return 0
            }
        }
    }

    private static func store(
        _ identity: Credentials.Identity, _ real: UInt, _ effective: UInt, _ saved: UInt
    ) throws(Errno) -> Int {
        try UserPointer<UInt32>(real).store(identity.real)
        try UserPointer<UInt32>(effective).store(identity.effective)
        try UserPointer<UInt32>(saved).store(identity.saved)
        return 0
    }
}

/// The number in an argument, where -1 stands for "leave it".
private func wanted(_ argument: UInt) -> UInt32? {
    let number = UInt32(truncatingIfNeeded: argument)
    return number == .max ? nil : number
}

extension ProcessAttributes {
    fileprivate func changeUser(_ new: Credentials.Identity) {
        let old = credentials.user
        credentials.user = new
        credentials.userChanged(from: old, keepingCapabilities: credentials.secureBits.contains(.keepCapabilities))
    }

    fileprivate func changeGroup(_ new: Credentials.Identity) {
        credentials.group = new
    }
}

extension Credentials.Identity {
    /// setuid(2): a privileged process sets all, another one only the effective number. Throws `EINVAL`, `EPERM`.
    fileprivate func setting(_ number: UInt32, _ isPrivileged: Bool) throws(Errno) -> Self {
        if number == .max { throw .EINVAL }
        if isPrivileged { return Self(number) }
        guard number == real || number == saved else { throw .EPERM }
        var new = self
        (new.effective, new.file) = (number, number)
        return new
    }

    /// setreuid(2). Throws `EPERM`.
    fileprivate func setting(
        real newReal: UInt32?, effective newEffective: UInt32?, _ isPrivileged: Bool
    ) throws(Errno) -> Self {
        if !isPrivileged {
            if let newReal, newReal != real, newReal != effective { throw .EPERM }
            if let newEffective, !holds(newEffective) { throw .EPERM }
        }
        var new = self
        if let newReal { new.real = newReal }
        if let newEffective { new.effective = newEffective }
        if newReal != nil || newEffective != nil && newEffective != real { new.saved = new.effective }
        new.file = new.effective
        return new
    }

    /// setresuid(2). Throws `EPERM`.
    fileprivate func setting(
        real newReal: UInt32?, effective newEffective: UInt32?, saved newSaved: UInt32?, _ isPrivileged: Bool
    ) throws(Errno) -> Self {
        if !isPrivileged {
            if let newReal, !holds(newReal) { throw .EPERM }
            if let newEffective, !holds(newEffective) { throw .EPERM }
            if let newSaved, !holds(newSaved) { throw .EPERM }
        }
        var new = self
        if let newReal { new.real = newReal }
        if let newEffective { new.effective = newEffective }
        if let newSaved { new.saved = newSaved }
        new.file = new.effective
        return new
    }

    /// setfsuid(2): returns the old number, whether it worked or not.
    fileprivate mutating func setFile(_ number: UInt32, _ isPrivileged: Bool) -> Int {
        let old = file
        if isPrivileged && number != .max || holds(number) || number == file { file = number }
        return Int(old)
    }
}
