#if os(none)
internal import CMachine

/// Ending the virtual machine.
public enum Power {
    /// Ends it: by QEMU's debug-exit device where that is there, else as the ACPI tables say, else by a reset (which `-no-reboot` turns
    /// into an end), through the keyboard controller and at last a triple fault.
    ///
    /// - Parameter tables: where the ACPI tables begin, 0 if the loader did not say; nil: they are not looked for.
    @export(interface)
    public static func off(tables: UInt? = nil) -> Never {
        machine_out8(0x501, 0)
        if let tables, let found = ACPITables(root: tables, LinearMap.bytes) {
            for register in found.powerOff { machine_out16(UInt16(truncatingIfNeeded: register.address), register.value) }
            // It takes a moment.
            if !found.powerOff.isEmpty { for _ in 0..<1_000_000 { machine_pause() } }
            if let reset = found.reset, reset.isPort {
                machine_out8(UInt16(truncatingIfNeeded: reset.address), UInt8(truncatingIfNeeded: reset.value))
            }
        }
        machine_out8(0x64, 0xfe)
        machine_triple_fault()
    }
}
#endif
