import CLauncher
import Glibc

/// Passes signals that the command gets on to the program.
///
/// A line on the control port says which one, and an NMI, which QEMU's monitor injects, makes the kernel read it however busy the
/// program is: until then the port costs the guest nothing. An NMI that comes too early for a kernel that is just starting is lost, so
/// it is repeated until the kernel answers.
struct SignalChannel {
    private let control: Int32
    private let monitor: Int32
    private let threads: Int32
    private let machine: pid_t
    /// When the guest was asked for its threads, in milliseconds; it answers once in a second.
    private var askedAt: Int?
    private var isMonitorReady = false
    /// How many lines the kernel has not answered yet, and which signal would end the program among them.
    private var unanswered = 0
    private var ending: Int32?
    /// When the kernel counts as unable to answer; when the next NMI is due.
    private var patience: Int?
    private(set) var nextStep: Int?
    private var isOver = false

    /// Milliseconds.
    private static let limit = 3000
    private static let pause = 100

    /// `threads` is the port where the kernel prints its threads, and looks whether it is to.
    init(control: Int32, monitor: Int32, threads: Int32, machine: pid_t) {
        self.threads = threads
        self.control = control
        self.monitor = monitor
        self.machine = machine
    }

    /// A signal has come. `now` is in milliseconds.
    mutating func take(_ number: Int32, now: Int) {
        switch number {
        case SIGTSTP:
            // The machine stops with the command, and goes on with it.
            kill(machine, SIGSTOP)
            kill(getpid(), SIGSTOP)
            kill(machine, SIGCONT)
            return
        case SIGWINCH:
            var (rows, columns): (UInt16, UInt16) = (0, 0)
            guard (Int32(0)...2).contains(where: { apus_window_size($0, &rows, &columns) == 0 }) else { return }
            say("window \(rows) \(columns)")
        case SIGINT, SIGTERM, SIGHUP, SIGQUIT:
            // Once more, while the first still waits to be heard: there is nobody there.
            if ending != nil, unanswered > 0 { isOver = true }
            ending = number
        default: break
        }
        say("signal \(number)")
        if patience == nil { patience = now + Self.limit }
        nextStep = now
    }

    /// Makes the kernel print what its threads are at, whatever it does. Returns whether it was asked.
    @discardableResult
    mutating func askForThreads(now: Int) -> Bool {
        if let askedAt, now - askedAt < 1000 { return false }
        askedAt = now
        Self.send("?", to: threads)
        interrupt()
        return true
    }

    /// The kernel has taken a line.
    mutating func received() {
        unanswered = max(unanswered - 1, 0)
        if unanswered == 0 { (ending, patience, nextStep) = (nil, nil, nil) }
    }

    /// Does what is due; returns the signal that is to end the machine where the kernel does not answer.
    mutating func step(now: Int) -> Int32? {
        if isOver { return ending }
        guard let next = nextStep, next <= now else { return nil }
        if let patience, now >= patience {
            (unanswered, self.patience, nextStep) = (0, nil, nil)
            return ending
        }
        interrupt()
        nextStep = now + Self.pause
        return nil
    }

    private mutating func say(_ line: String) {
        unanswered += 1
        Self.send(line + "\n", to: control)
    }

    private mutating func interrupt() {
        if !isMonitorReady {
            isMonitorReady = true
            Self.send(#"{"execute":"qmp_capabilities"}"#, to: monitor)
        }
        Self.send(#"{"execute":"inject-nmi"}"#, to: monitor)
        // What it answers is of no interest, but must not fill its socket.
        var answer = [UInt8](repeating: 0, count: 4096)
        while recv(monitor, &answer, answer.count, Int32(MSG_DONTWAIT)) > 0 {}
    }

    private static func send(_ text: String, to socket: Int32) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
    }
}
