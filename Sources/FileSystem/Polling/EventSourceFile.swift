public import Bytes
public import LinuxABI

/// What delivers events and has neither contents nor a position: eventfd(2), timerfd_create(2), signalfd(2), inotify(7).
public class EventSourceFile: OpenFile {
    @export(interface)
    public override func read(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .ESPIPE }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer) throws(Errno) -> Int { throw .EINVAL }
    @export(interface)
    public override func write(_ buffer: inout UserBuffer, at offset: Int64) throws(Errno) -> Int { throw .ESPIPE }
    // Linux lets the position be set all the same.
    @export(interface)
    public override func seek(_ offset: Int64, _ whence: Whence) throws(Errno) -> Int64 { 0 }
    public override var hasPositions: Bool { false }
    @export(interface)
    public override func synchronize() throws(Errno) { throw .EINVAL }
    public override var isPollable: Bool { true }
}
