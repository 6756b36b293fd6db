import CLauncher
import Glibc
import ImageBuilder

/// One run of a virtual machine: starts QEMU, carries the streams, and ends with an outcome and nothing left running.
public struct Session: ~Copyable {
    private let child: pid_t
    private let signals: Int32
    private let control: Int32
    private let emulatorErrors: Int32
    private var output: OutputChannel
    private var errors: OutputChannel
    private var input: InputChannel
    private var passing: SignalChannel
    private var parser = ControlParser()
    /// Where the kernel prints its threads when it is asked; -1 once QEMU's end is closed.
    private var threads: Int32
    private var threadList: ThreadListText
    private var emulatorText: [UInt8] = []
    private var outcome: Outcome?
    /// When to stop waiting for QEMU to end by itself after a panic or the like.
    private var grace: Int?
    /// The program's system calls so far, where the kernel was told to time them.
    public private(set) var calls: [(nanoseconds: Int, text: String)] = []

    /// `signals` comes from `apus_block_signals`; the program's standard output goes to descriptor `outputTarget`.
    public init(_ machine: consuming VirtualMachine, signals: Int32, outputTarget: Int32 = 1) throws {
        Self.fillStandardDescriptors()
        var ours: [Int32] = []
        var theirs: [Int32] = []
        for _ in 0..<6 {
            var ends: [Int32] = [0, 0]
            guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
                throw Failure(.ours, "cannot make a socket: \(HostFiles.errorText(errno))")
            }
            // Room for a whole 64 KB write and more, so that QEMU rarely has to wait for this process.
            var room: Int32 = 1 << 20
            for end in ends { setsockopt(end, SOL_SOCKET, SO_SNDBUF, &room, socklen_t(MemoryLayout<Int32>.size)) }
            ours.append(ends[0])
            theirs.append(ends[1])
        }
        var errorEnds: [Int32] = [0, 0]
        guard pipe(&errorEnds) == 0 else { throw Failure(.ours, "cannot make a pipe: \(HostFiles.errorText(errno))") }

        machine.wiring = .sockets(output: 3, errors: 4, control: 5, input: 6, monitor: 7, threads: 8)
        let child = ChildProcess.start(machine.arguments, descriptors: [-1, errorEnds[1], errorEnds[1]] + theirs)
        for end in theirs + [errorEnds[1]] { close(end) }
        guard child > 0 else { throw Failure(.ours, "cannot run \(machine.emulator): \(HostFiles.errorText(-child))") }

        self.child = child
        self.signals = signals
        control = ours[2]
        threads = ours[5]
        threadList = ThreadListText(files: ["kernel": machine.kernel].merging(machine.otherNames) { first, _ in first })
        emulatorErrors = errorEnds[0]
        output = OutputChannel(source: ours[0], target: outputTarget)
        errors = OutputChannel(source: ours[1], target: 2)
        input = InputChannel(source: 0, socket: ours[3])
        passing = SignalChannel(control: ours[2], monitor: ours[4], threads: ours[5], machine: child)
    }

    /// Until the program has ended and all it wrote is written.
    public mutating func run(timeout: Double?) -> Outcome {
        let deadline = timeout.map { Self.now() + Int($0 * 1000) }
        var controlOpen = true
        var errorsOpen = true
        while true {
            if output.isClosed, outcome == nil { outcome = .outputClosed }
            if let outcome, isDrained(after: outcome, controlOpen: controlOpen) { break }
            if outcome == nil, !controlOpen, !output.hasPending, !errors.hasPending {
                _ = output.fill()
                _ = errors.fill()
                if !output.hasPending, !errors.hasPending { break }
            }
            var waits = [
                pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
                pollfd(fd: controlOpen ? control : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errorsOpen ? emulatorErrors : -1, events: Int16(POLLIN), revents: 0),
                output.interest, errors.interest, pollfd(fd: threads, events: Int16(POLLIN), revents: 0),
            ]
            if let interest = input.interest { waits.append(interest) }
            let limit = [deadline, grace, passing.nextStep].compactMap { $0 }.min()
            let wait = limit.map { Int32(clamping: max(0, $0 - Self.now())) } ?? -1
            if poll(&waits, nfds_t(waits.count), wait) < 0, errno != EINTR { break }
            if let grace, Self.now() >= grace { break }
            if let deadline, Self.now() >= deadline, outcome == nil {
                outcome = .timedOut
                awaitThreadList()
                break
            }
            if waits[0].revents != 0 {
                let number = apus_next_signal(signals)
                if number == SIGQUIT || number == apus_look_signal() { passing.askForThreads(now: Self.now()) }
                if number != 0, number != apus_look_signal() { passing.take(number, now: Self.now()) }
            }
            if let number = passing.step(now: Self.now()), outcome == nil {
                outcome = .interrupted(signal: number)
                break
            }
            // Before the verdict is read, so that nothing written earlier is missed.
            if waits[3].revents != 0 { Self.step(&output) }
            if waits[4].revents != 0 { Self.step(&errors) }
            if waits[2].revents != 0 { errorsOpen = readEmulatorErrors() }
            if waits[1].revents != 0 { controlOpen = readControl() }
            if waits[5].revents != 0 { readThreadList() }
            if waits.count > 6, waits[6].revents != 0 { input.move() }
        }
        return finish()
    }

    private static func step(_ channel: inout OutputChannel) {
        if !channel.hasPending { _ = channel.fill() }
        if channel.hasPending { channel.flush() }
    }

    /// The kernel says `exit` after QEMU has taken the last byte, so what is in the sockets then is all there is.
    private mutating func isDrained(after outcome: Outcome, controlOpen: Bool) -> Bool {
        switch outcome {
        case .timedOut, .interrupted, .outputClosed: return true
        case .panicked, .lost:
            // The rest of the report may still be on its way.
            if controlOpen, grace == nil { grace = Self.now() + 500 }
            if controlOpen { return false }
        case .exited, .killed: break
        }
        if !output.hasPending { _ = output.fill() }
        if !errors.hasPending { _ = errors.fill() }
        return !output.hasPending && !errors.hasPending
    }

    /// False when QEMU's end is closed.
    private mutating func readControl() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let got = recv(control, &chunk, chunk.count, Int32(MSG_DONTWAIT))
        if got < 0 { return errno == EAGAIN || errno == EINTR }
        for message in parser.feed(chunk[..<got]) {
            switch message {
            case .exit(let status): outcome = outcome ?? .exited(status)
            case .signal(let number): outcome = outcome ?? .killed(signal: number)
            case .panic(let text):
                outcome = outcome ?? .panicked(text)
                errors.append("apus: kernel panic: \(text)\n")
            case .log(let text): errors.append(text + "\n")
            case .call(let nanoseconds, let text): calls.append((nanoseconds, text))
            case .input: input.start()
            case .received: passing.received()
            }
        }
        return got > 0
    }

    /// Passes on what the kernel prints of its threads.
    private mutating func readThreadList() {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let got = recv(threads, &chunk, chunk.count, Int32(MSG_DONTWAIT))
        if got > 0 {
            for line in threadList.feed(chunk[..<got]) { errors.append(line + "\n") }
        } else if got == 0 || (errno != EAGAIN && errno != EINTR) {
            threads = -1
        }
    }

    /// Asks for the threads and waits until they are printed, or for a second.
    private mutating func awaitThreadList() {
        guard threads >= 0, passing.askForThreads(now: Self.now()) else { return }
        let end = Self.now() + 1000
        var pause: Int32 = 500
        while threads >= 0, Self.now() < end {
            var ready = pollfd(fd: threads, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, pause) > 0 else { break }
            readThreadList()
            pause = 100
        }
    }

    private mutating func readEmulatorErrors() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let got = read(emulatorErrors, &chunk, chunk.count)
        if got > 0, emulatorText.count < 1 << 16 { emulatorText += chunk[..<got] }
        return got > 0 || (got < 0 && errno == EINTR)
    }

    /// Ends QEMU if it has not ended, and says what became of it.
    private mutating func finish() -> Outcome {
        if outcome != nil || grace != nil { kill(child, SIGKILL) }
        let status = ChildProcess.wait(for: child)
        if outcome == nil {
            while readEmulatorErrors() {}
            outcome = .lost(Self.explain(status, String(decoding: emulatorText, as: UTF8.self)))
        }
        // A reader that has stopped reading does not keep us from ending on a signal or a timeout.
        switch outcome {
        case .exited, .killed, .panicked, .lost:
            while errors.hasPending, !errors.isClosed {
                var ready = pollfd(fd: 2, events: Int16(POLLOUT), revents: 0)
                _ = poll(&ready, 1, -1)
                errors.flush()
            }
        default: errors.flush()
        }
        return outcome!
    }

    static func explain(_ status: Int32, _ emulatorText: String) -> String {
        let signal = status & 0x7F
        let text = emulatorText.split(separator: "\n").joined(separator: "; ")
        if !text.isEmpty { return "QEMU failed: \(text)" }
        if signal != 0 { return "QEMU was killed by signal \(signal)" }
        switch (status >> 8) & 0xFF {
        case 0: return "the guest reset the machine (a triple fault?) without saying why"
        case 1: return "the guest powered off without an exit status"
        case let code: return "QEMU ended with status \(code)"
        }
    }

    /// With one of descriptors 0-2 closed, our sockets would get its number.
    private static func fillStandardDescriptors() {
        for fd in Int32(0)...2 where fcntl(fd, F_GETFD) < 0 { _ = apus_open("/dev/null", O_RDWR, 0) }
    }

    /// Milliseconds of a clock that only goes forward.
    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
