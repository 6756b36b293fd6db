/// A reference that does not count, for intrusive lists: whoever takes an object out of the list lets go of it afterwards.
///
/// Reason for the `unsafe` in here: that rule is what keeps the object alive while a link leads to it.
@frozen @safe
public struct Link<Object: AnyObject> {
    @usableFromInline unowned(unsafe) var object: Object?

    @inlinable public init() { unsafe object = nil }
    @inlinable public init(_ object: Object) { unsafe self.object = object }

    /// The object at the other end, or nil.
    @inlinable @inline(__always)
    public var target: Object? {
        get { unsafe object }
        set { unsafe object = newValue }
    }
}
