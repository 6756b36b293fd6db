#if os(none)
internal import Bytes

internal import LinuxABI
internal import Machine
internal import Memory
internal import Virtio

/// The launcher's serial device: where the command line says (microvm), else on PCI (q35, pc).
func startSerialDevice(_ line: CommandLine) -> SerialDevice? {
    let vector = DeviceInterrupts.vector
    for device in line.devices where device.address < 1 << 32 {
        let place = AddressMap.linear + device.address
        let interrupt = device.line
        if let transport = MMIOTransport(base: place, id: 3, route: { IOAPIC.route(line: interrupt, to: $0) }) {
            return SerialDevice(transport, vector: vector) { allocatePhysicalPage() }
        }
    }
    guard let transport = findSerialOnPCI() else { return nil }
    return SerialDevice(transport, vector: vector) { allocatePhysicalPage() }
}

/// Walks the capabilities of the first virtio console on bus 0 (virtio 1.2, 4.1.4).
private func findSerialOnPCI() -> PCITransport? {
    guard let device = PCIFunction.find(vendor: 0x1af4, device: 0x1043) ?? PCIFunction.find(vendor: 0x1af4, device: 0x1003)
    else { return nil }
    device.enable()
    var common: UInt?
    var notify: UInt?
    var multiplier: UInt32 = 0
    var capability = UInt8(truncatingIfNeeded: device[0x34]) & 0xfc
    // The list is at most as long as the configuration space.
    for _ in 0..<48 where capability != 0 {
        if device.byte(capability) == 9, let bar = device.memoryBAR(device.byte(capability + 4)) {
            let address = bar + UInt(device[capability + 8])
            switch device.byte(capability + 3) {
            case 1: common = mapDevice(address)
            case 2:
                notify = mapDevice(address)
                multiplier = device[capability + 16]
            default: break
            }
        }
        capability = device.byte(capability + 1) & 0xfc
    }
    guard let common, let notify else { return nil }
    return PCITransport(common: common, notify: notify, notifyMultiplier: multiplier) { vector in
        guard let table = device.messageTable(), let entry = mapDevice(table) else { return false }
        PCIMessages.set(entry: entry, vector: vector)
        device.enableMessages()
        return true
    }
}

/// Where the device's registers at a physical address are mapped: the linear map reaches up to 4 GiB from the start,
/// what lies above gets its GiB now.
private func mapDevice(_ address: UInt) -> UInt? {
    if address >= 1 << 32 { LinearMap.extend(toGiB: address >> 30) }
    return AddressMap.linear + address
}

func allocatePhysicalPage() -> UInt? {
    guard let frames = unsafe frames else { return nil }
    do throws(Errno) { return try frames.allocateZeroed().address.rawValue } catch { return nil }
}
#endif
