/// The system calls of x86_64 Linux, each with its row, whether it is there or not.
public enum Catalogue {
    /// The row of a call; nil for a number that Linux has not given out.
    @export(interface)
    public static func row(_ number: SystemCallNumber) -> SystemCallDescription? {
        let number = Int(number.rawValue)
        switch number {
        case 0..<335: return row(at: number)
        case 424..<SystemCallNumber.end: return row(at: number - 424 + 335)
        default: return nil
        }
    }

    /// How many rows there are.
    public static var count: Int { sortedNumbers.count }

    /// The calls in the order of their numbers: `row(at: 0)` to `row(at: count - 1)`.
    @export(interface)
    public static func row(at index: Int) -> SystemCallDescription {
        // Tables of 64, since the compiler lays none of a hundred rows out as data.
        switch index >> 6 {
        case 0: rows0[index]
        case 1: rows64[index - 64]
        case 2: rows128[index - 128]
        case 3: rows192[index - 192]
        case 4: rows256[index - 256]
        default: rows320[index - 320]
        }
    }

    /// The calls in the order of their names' bytes, for a search by name: `row(sorted: 0)` to
    /// `row(sorted: count - 1)`.
    @export(interface)
    public static func row(sorted index: Int) -> SystemCallDescription {
        let number = Int(sortedNumbers[index])
        return row(at: number < 335 ? number : number - 424 + 335)
    }
}
