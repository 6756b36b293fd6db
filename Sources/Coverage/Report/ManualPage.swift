/// The manual's pages on the web.
enum ManualPage {
    private static let manual = "https://man7.org/linux/man-pages/man2/"
    private static let kernel = "https://docs.kernel.org/"

    /// The page about a system call: of section 2, or of the kernel's documentation where that section has none.
    static func address(of call: String) -> String {
        if let path = documentation[call] { return kernel + path }
        return "\(manual)\(pages[call] ?? call).2.html"
    }

    /// Calls that are described under another call's name, or under the C library's. Those that nothing describes lead to
    /// the list of all calls.
    private static let pages = [
        "newfstatat": "fstatat", "pselect6": "pselect", "prlimit64": "prlimit", "umount2": "umount", "exit": "_exit",
        "rt_sigaction": "sigaction", "rt_sigprocmask": "sigprocmask", "rt_sigreturn": "sigreturn",
        "rt_sigpending": "sigpending", "rt_sigsuspend": "sigsuspend", "rt_sigtimedwait": "sigtimedwait",
        "epoll_ctl_old": "epoll_ctl", "epoll_wait_old": "epoll_wait", "fchmodat2": "fchmodat",
        "io_pgetevents": "io_getevents", "quotactl_fd": "quotactl",
        "cachestat": "syscalls", "listmount": "syscalls", "process_mrelease": "syscalls", "rseq": "syscalls",
        "statmount": "syscalls",
    ]

    private static let documentation = [
        "futex_requeue": "userspace-api/futex2.html", "futex_wait": "userspace-api/futex2.html",
        "futex_waitv": "userspace-api/futex2.html", "futex_wake": "userspace-api/futex2.html",
        "lsm_get_self_attr": "userspace-api/lsm.html", "lsm_list_modules": "userspace-api/lsm.html",
        "lsm_set_self_attr": "userspace-api/lsm.html", "map_shadow_stack": "arch/x86/shstk.html",
        "mseal": "userspace-api/mseal.html", "set_mempolicy_home_node": "admin-guide/mm/numa_memory_policy.html",
    ]
}
