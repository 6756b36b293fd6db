/// A reference that does not count, for intrusive lists: whoever takes an object out of the list lets go of it afterwards.
///
/// Reason for the `unsafe` in here: that rule is what keeps the object alive while a link leads to it.
@frozen @safe
public struct Link<Object: AnyObject> {
    @usableFromInline var reference: Unmanaged<Object>?

    @inlinable public init() { unsafe reference = nil }
    @inlinable @inline(__always) public init(_ object: Object) { unsafe reference = Unmanaged.passUnretained(object) }

    /// The object at the other end, or nil.
    @inlinable @inline(__always)
    public var target: Object? {
        get { unsafe reference?.takeUnretainedValue() }
        set { unsafe reference = newValue.map { unsafe Unmanaged.passUnretained($0) } }
    }

    /// Whether it leads nowhere.
    @inlinable @inline(__always)
    public var isNil: Bool { unsafe reference == nil }

    /// Runs `body` with the object at the other end, if there is one, without counting references.
    @inlinable @inline(__always) @discardableResult
    public func with<Result>(_ body: (Object) -> Result) -> Result? {
        guard let reference = unsafe reference else { return nil }
        return unsafe reference._withUnsafeGuaranteedRef(body)
    }

    /// Runs `body` with the object at the other end, without counting references. The caller has seen that there is one.
    @inlinable @inline(__always)
    public func borrowed<Value, Failure: Error>(_ body: (Object) throws(Failure) -> Value) throws(Failure) -> Value {
        try unsafe reference.unsafelyUnwrapped._withUnsafeGuaranteedRef { (object) -> Result<Value, Failure> in
            do throws(Failure) { return .success(try body(object)) } catch { return .failure(error) }
        }.get()
    }

    /// Whether both lead to the same object, or nowhere.
    @inlinable @inline(__always)
    public func isSame(as other: Link) -> Bool {
        guard let mine = unsafe reference, let others = unsafe other.reference else { return isNil && other.isNil }
        return unsafe mine.toOpaque() == others.toOpaque()
    }

    /// Whether `object` is at the other end.
    @inlinable @inline(__always)
    public func leads(to object: Object) -> Bool {
        guard let reference = unsafe reference else { return false }
        return unsafe reference.toOpaque() == Unmanaged.passUnretained(object).toOpaque()
    }

    /// Runs `body` with the object at the other end, where there is one for certain: that is not looked at.
    @inlinable @inline(__always) @discardableResult
    public func withKnown<Result>(_ body: (Object) -> Result) -> Result {
        unsafe reference.unsafelyUnwrapped._withUnsafeGuaranteedRef(body)
    }
}
