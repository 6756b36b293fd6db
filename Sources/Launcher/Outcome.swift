/// How a run ended, and the exit status that says so.
public enum Outcome: Equatable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
    case panicked(String)
    /// QEMU ended, or could not start, without the kernel saying why.
    case lost(String)
    /// `--timeout` ran out.
    case timedOut
    /// A signal to the command itself.
    case interrupted(signal: Int32)
    /// Nobody reads our standard output any more.
    case outputClosed

    /// Statuses as the shell, timeout(1) and `docker run` give them.
    public var status: Int32 {
        switch self {
        case .exited(let status): status
        case .killed(let signal), .interrupted(let signal): 128 + signal
        case .panicked, .lost: 125
        case .timedOut: 124
        case .outputClosed: 141
        }
    }
}
