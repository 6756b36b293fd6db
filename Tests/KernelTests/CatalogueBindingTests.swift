import CMachine
import LinuxABI
import Testing

@testable import Kernel

extension SystemCallTests {
    @Suite("The catalogue and the handlers agree")
    struct Binding {
        @Test("a row says absent exactly if nothing handles the call")
        func agreement() throws {
            _ = try Program()
            for index in 0..<Catalogue.count {
                let row = Catalogue.row(at: index)
                // Bound on the machine only: they need the trap frame, or make threads.
                if [.rt_sigreturn, .clone, .clone3].contains(row.number) { continue }
                let isBound = machine_get_handler(UInt32(row.number.rawValue)) != nil
                #expect(isBound == (row.support != .absent), "\(row.name)")
            }
        }
    }
}
