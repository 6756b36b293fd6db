#if os(none)
import CMachine
#endif

/// The kernel's image: boot.S enters long mode and calls `main`.
///
/// It names the kernel by a C symbol alone: a module that imports `Kernel` compiles all of it once more.
@main
struct Boot {
    static func main() {
        #if os(none)
        kernel_start()
        #endif
    }
}
