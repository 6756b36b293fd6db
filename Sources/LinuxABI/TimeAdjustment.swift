/// `struct timex` (adjtimex(2)): 208 bytes. What steers the wall clock; here it is only read.
@frozen
public struct TimeAdjustment: BitwiseCopyable, Sendable {
    /// What is to be set; 0: nothing, only read.
    public var modes: UInt32 = 0
    private var padding: UInt32 = 0
    public var offset: Int64 = 0
    public var frequency: Int64 = 0
    /// Largest and estimated error in microseconds.
    public var maxError: Int64 = 16_000_000
    public var estimatedError: Int64 = 16_000_000
    public var status: Int32 = 0x40
    private var padding2: UInt32 = 0
    public var constant: Int64 = 2
    /// In microseconds.
    public var precision: Int64 = 1
    public var tolerance: Int64 = 32_768_000
    public var time = TimeValue()
    /// Microseconds between ticks.
    public var tick: Int64 = 10_000
    private var rest = InlineArray<12, UInt64>(repeating: 0)

    public init() {}

    /// What adjtimex(2) returns of a clock that nothing synchronises.
    @inlinable public static var TIME_ERROR: Int { 5 }
}
