internal import Bytes
internal import LinuxABI

/// Waiting for children: wait4(2), waitid(2). There are none to wait for until there is fork(2), which is `ECHILD`.
enum WaitCalls {
    static func bind(_ table: borrowing HandlerTable) {
        table[.wait4] = { target, _, options, _, _, _ in
            answer { () throws(Errno) in
                let known: WaitOptions = [.WNOHANG, .WUNTRACED, .WCONTINUED, .__WNOTHREAD, .__WCLONE, .__WALL]
                guard WaitOptions(argument: options).isSubset(of: known) else { throw .EINVAL }
                // The group of that number has none.
                guard Int32(truncatingIfNeeded: target) != .min else { throw .ESRCH }
                throw .ECHILD
            }
        }
        table[.waitid] = { target, id, _, options, _, _ in
            answer { () throws(Errno) in
                let options = WaitOptions(argument: options)
                let states: WaitOptions = [.WEXITED, .WUNTRACED, .WCONTINUED]
                guard options.isSubset(of: states.union([.WNOHANG, .WNOWAIT, .__WNOTHREAD, .__WCLONE, .__WALL])),
                    !options.isDisjoint(with: states)
                else { throw .EINVAL }
                switch WaitTarget(argument: target) {
                case .P_ALL: break
                case .P_PID: guard Int32(truncatingIfNeeded: id) > 0 else { throw .EINVAL }
                case .P_PGID: guard Int32(truncatingIfNeeded: id) >= 0 else { throw .EINVAL }
                case .P_PIDFD: throw .EBADF
                default: throw .EINVAL
                }
                throw .ECHILD
            }
        }
    }
}
