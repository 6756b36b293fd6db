#if os(none)
internal import CMachine

/// Ending the virtual machine.
public enum Power {
    /// Ends it: by QEMU's debug-exit device where that is there, else by a reset (which `-no-reboot` turns into an end),
    /// through the keyboard controller and at last a triple fault.
    @export(interface)
    public static func off() -> Never {
        machine_out8(0x501, 0)
        machine_out8(0x64, 0xfe)
        machine_triple_fault()
    }
}
#endif
