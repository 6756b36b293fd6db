import LinuxABI
import Testing

#if canImport(Glibc)
import Glibc
#endif

@Suite("Error numbers")
struct ErrnoTests {
    @Test("every number says what the host's strerror(3) says")
    func messages() throws {
        for number in 1...133 as ClosedRange<Int32> where number != 41 && number != 58 {
            let message = try #require(Errno(rawValue: number).message)
            #expect("\(message)" == String(cString: strerror(number)))
        }
    }

    @Test("the gaps in the numbers have no name")
    func gaps() {
        for number in [0, 41, 58, 134, 4095] as [Int32] {
            #expect(Errno(rawValue: number).name == nil)
            #expect(Errno(rawValue: number).message == nil)
        }
    }

    @Test("two names of one number are equal")
    func aliases() {
        #expect(Errno.EAGAIN == .EWOULDBLOCK)
        #expect(Errno.ENOTSUP == .EOPNOTSUPP)
        #expect("\(Errno.EAGAIN.name!)" == "EAGAIN")
    }
}
