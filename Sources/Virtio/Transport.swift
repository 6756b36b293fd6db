/// How a driver talks to its device, over MMIO or PCI (virtio 1.2, chapter 4).
public protocol Transport: AnyObject {
    /// Resets the device, offers `features` and returns those both sides know; nil if the device refuses.
    func negotiate(_ features: UInt64) -> UInt64?
    /// Tells the device where a queue lies, in physical memory. `size` is a power of two.
    func setQueue(_ index: UInt16, size: UInt16, descriptors: UInt, available: UInt, used: UInt)
    /// The driver is ready: the device may work.
    func start()
    /// There is something new in queue `index`.
    func notify(_ index: UInt16)
    /// Lets the device interrupt the running processor at `vector`, for every queue that wants it. Returns false if it has no interrupt.
    func connect(vector: UInt) -> Bool
    /// The device's interrupt has come: it may come again.
    func acknowledge()
}

/// Bits of the device status field (virtio 1.2, 2.1).
enum DeviceStatus {
    static let acknowledge: UInt8 = 1
    static let driver: UInt8 = 2
    static let driverReady: UInt8 = 4
    static let featuresAccepted: UInt8 = 8
    static let version1: UInt64 = 1 << 32
}
