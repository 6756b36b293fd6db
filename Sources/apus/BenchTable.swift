import ImageBuilder

/// The figures, ours beside the others'.
struct BenchTable {
    /// What is measured, and what else is known of it.
    struct Row: Sendable {
        enum Unit: Sendable { case instructions, mebibytes, bytes }

        var title: String
        var unit = Unit.instructions
        /// The others, counted on the same QEMU (7.2, TCG); nil where there is no figure.
        var linux: Double?
        var osv: Double?
        var nanos: Double?
        var goal: Double?

        static let powerOnToExit = Row(
            title: "power-on to exit of hello", linux: 1500e6, osv: 16.8e6, nanos: 5.8e6, goal: 1e6)
        static let moreProcessors = Row(title: "with 4 processors, in addition", osv: 88e6, goal: 0.5e6)
        static let leastMemory = Row(
            title: "least memory for hello", unit: .mebibytes, linux: 72, osv: 12, nanos: 14, goal: 4)
        static let kernelSize = Row(
            title: "kernel, stripped", unit: .bytes, linux: 14e6, osv: 3.1e6, nanos: 1.7e6, goal: 1e6)

        /// The row for a name that Guest/bench/operations.c prints.
        init(_ name: String) { self = Self.known[name] ?? Row(title: name) }

        init(
            title: String, unit: Unit = .instructions, linux: Double? = nil, osv: Double? = nil, nanos: Double? = nil,
            goal: Double? = nil
        ) {
            self.title = title
            self.unit = unit
            self.linux = linux
            self.osv = osv
            self.nanos = nanos
            self.goal = goal
        }

        private static let known: [String: Row] = [
            "getppid": Row(title: "getppid()", linux: 330, osv: 10, nanos: 1030, goal: 10),
            "write-1": Row(title: "write of 1 byte to /dev/null", linux: 587, osv: 528, nanos: 1189, goal: 60),
            "read-1": Row(title: "read of 1 byte from /dev/zero"),
            "malloc-64": Row(title: "malloc and free of 64 bytes", linux: 140, osv: 213, goal: 60),
            "malloc-8192": Row(title: "malloc and free of 8 KB"),
            "open-close": Row(title: "open and close, file on /tmp", linux: 6259, osv: 2573, nanos: 8850, goal: 1500),
            "open-close-image": Row(title: "open and close, file in the image"),
            "stat": Row(title: "stat, file on /tmp", linux: 7300, nanos: 3039, goal: 700),
            "stat-image": Row(title: "stat, file in the image"),
            "fstat": Row(title: "fstat"),
            "lseek": Row(title: "lseek"),
            "pread-4096": Row(title: "pread of 4 KB"),
            "pwrite-4096": Row(title: "pwrite of 4 KB"),
            "pipe-1": Row(title: "1 byte through a pipe"),
            "clock_gettime": Row(title: "clock_gettime", linux: 73, osv: 51, nanos: 1279, goal: 40),
            "mmap-munmap-64k": Row(title: "mmap and munmap of 64 KB", linux: 18105, osv: 3773, nanos: 7660, goal: 1200),
            "first-touch": Row(title: "first touch of a page", linux: 3109, osv: 1710, nanos: 2066, goal: 900),
            "mprotect": Row(title: "mprotect of a page"),
            "mutex": Row(title: "mutex, lock and unlock", linux: 61, osv: 85, goal: 40),
            "futex-wake": Row(title: "futex wake, nobody waits", linux: 1006, osv: 268, goal: 60),
            "create-join": Row(title: "pthread_create and join", linux: 53857, osv: 242_590, nanos: 39500, goal: 8000),
            "yield-switch": Row(title: "sched_yield, one switch", linux: 2049, osv: 672, nanos: 1068, goal: 200),
            "futex-round-trip": Row(title: "futex round trip, 2 threads", linux: 10707, osv: 2746, goal: 1000),
            "condition-switch": Row(title: "condition variable, one switch", linux: 5881, osv: 1402, goal: 500),
            "pipe-round-trip": Row(title: "pipe round trip, 2 threads", linux: 11942, osv: 4333, goal: 1600),
            "epoll-ready": Row(title: "epoll_wait, one file ready", linux: 722, osv: 944, goal: 200),
            "snprintf": Row(title: "snprintf(\"%d %s %5.2f\")"),
        ]

        func format(_ value: Double?) -> String {
            guard let value else { return "–" }
            switch unit {
            case .mebibytes: return "\(Int(value)) MB"
            case .bytes: return value >= 1e6 ? Self.decimal(value / 1e6) + " MB" : "\(Int(value / 1e3)) KB"
            case .instructions:
                if value >= 100e6 { return "\(Int(value / 1e6)) M" }
                return value >= 100e3 ? Self.decimal(value / 1e6) + " M" : "\(Int(value))"
            }
        }

        private static func decimal(_ value: Double) -> String {
            let hundredths = Int((value * 100).rounded())
            let rest = hundredths % 100
            if rest == 0 { return "\(hundredths / 100)" }
            return "\(hundredths / 100)." + (rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0\(rest)" : "\(rest)"))
        }
    }

    private var rows: [(Row, Double)] = []

    mutating func add(_ row: Row, _ value: Double) { rows.append((row, value)) }

    var text: String {
        var cells = [["", "Apus", "goal", "Linux 6.1", "OSv", "Nanos"]]
        for (row, value) in rows {
            cells.append([
                row.title, row.format(value), row.format(row.goal), row.format(row.linux), row.format(row.osv),
                row.format(row.nanos),
            ])
        }
        let widths = (0..<6).map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { line in
            line.enumerated().map { column, cell in
                let room = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + room : room + cell
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
