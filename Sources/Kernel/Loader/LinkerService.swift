#if os(none)
/// The dynamic linker's services to the C library shim, as functions beyond the system calls in the dispatch table.
enum LinkerService: UInt32, CaseIterable {
    case open = 512
    case error, nextInitialiser, nextProgramInitialiser, nextFinaliser, close, unmap, lookup, address, iterate, findObject
    case information, threadLocalModule, threadLocalLayout, pin, bindLazily
    /// SERVICE_START_CLOCK of vdso.S.
    case startClock = 528

    /// The symbol that the shim imports.
    var name: StaticString {
        switch self {
        case .open: "__apus_dl_open"
        case .error: "__apus_dl_error"
        case .nextInitialiser: "__apus_dl_next_init"
        case .nextProgramInitialiser: "__apus_dl_next_init_main"
        case .nextFinaliser: "__apus_dl_next_fini"
        case .close: "__apus_dl_close"
        case .unmap: "__apus_dl_unmap"
        case .lookup: "__apus_dl_lookup"
        case .address: "__apus_dl_addr"
        case .iterate: "__apus_dl_iterate"
        case .findObject: "__apus_dl_find_object"
        case .information: "__apus_dl_info"
        case .threadLocalModule: "__apus_tls_module"
        case .threadLocalLayout: "__apus_tls_layout"
        case .pin: "__apus_dl_pin"
        case .bindLazily: "__apus_dl_bind"
        case .startClock: "__apus_clock_start"
        }
    }
}
#endif
