import LinuxABI
import Testing

@Suite("Structures are laid out as the kernel's are")
struct LayoutTests {
    @Test("sizes are those of the x86_64 ABI")
    func sizes() {
        #expect(MemoryLayout<Stat>.size == 144)
        #expect(MemoryLayout<Statx>.size == 256)
        #expect(MemoryLayout<StatFS>.size == 120)
        #expect(MemoryLayout<TimeSpec>.size == 16)
        #expect(MemoryLayout<TimeValue>.size == 16)
        #expect(MemoryLayout<TimeZone>.size == 8)
        #expect(MemoryLayout<IntervalTimerSpec>.size == 32)
        #expect(MemoryLayout<IntervalTimerValue>.size == 32)
        #expect(MemoryLayout<ProcessTimes>.size == 32)
        #expect(MemoryLayout<IOVector>.size == 16)
        #expect(MemoryLayout<FileLock>.size == 32)
        #expect(MemoryLayout<OpenHow>.size == 24)
        #expect(MemoryLayout<Termios>.size == 36)
        #expect(MemoryLayout<WindowSize>.size == 8)
        #expect(MemoryLayout<PollDescriptor>.size == 8)
        #expect(MemoryLayout<EpollEvent>.size == 12)
        #expect(MemoryLayout<SignalSet>.size == 8)
        #expect(MemoryLayout<SignalAction>.size == 32)
        #expect(MemoryLayout<SignalStack>.size == 24)
        #expect(MemoryLayout<SignalInfo>.size == 128)
        #expect(MemoryLayout<SignalContext>.size == 256)
        #expect(MemoryLayout<SignalUserContext>.size == 304)
        #expect(MemoryLayout<ResourceLimit>.size == 16)
        #expect(MemoryLayout<ResourceUsage>.size == 144)
        #expect(MemoryLayout<SystemInformation>.size == 112)
        #expect(MemoryLayout<SystemNames>.size == 390)
        #expect(MemoryLayout<CloneArguments>.size == 88)
        #expect(MemoryLayout<RobustListHead>.size == 24)
        #expect(MemoryLayout<SchedulingParameters>.size == 4)
    }

    @Test("fields are where stat(2), statx(2) and sysinfo(2) put them")
    func offsets() {
        #expect(MemoryLayout<Stat>.offset(of: \.mode) == 24)
        #expect(MemoryLayout<Stat>.offset(of: \.rdev) == 40)
        #expect(MemoryLayout<Stat>.offset(of: \.size) == 48)
        #expect(MemoryLayout<Stat>.offset(of: \.ctim) == 104)
        #expect(MemoryLayout<Statx>.offset(of: \.mode) == 28)
        #expect(MemoryLayout<Statx>.offset(of: \.ino) == 32)
        #expect(MemoryLayout<Statx>.offset(of: \.mtime) == 112)
        #expect(MemoryLayout<Statx>.offset(of: \.rdevMajor) == 128)
        #expect(MemoryLayout<Statx>.offset(of: \.mountID) == 144)
        #expect(MemoryLayout<StatFS>.offset(of: \.namelen) == 64)
        #expect(MemoryLayout<StatFS>.offset(of: \.flags) == 80)
        #expect(MemoryLayout<SystemInformation>.offset(of: \.procs) == 80)
        #expect(MemoryLayout<SystemInformation>.offset(of: \.unit) == 104)
        #expect(MemoryLayout<FileLock>.offset(of: \.start) == 8)
        #expect(MemoryLayout<FileLock>.offset(of: \.pid) == 24)
        #expect(MemoryLayout<SignalContext>.offset(of: \.rip) == 128)
        #expect(MemoryLayout<SignalContext>.offset(of: \.cr2) == 176)
        #expect(MemoryLayout<SignalContext>.offset(of: \.vectorState) == 184)
        #expect(MemoryLayout<SignalUserContext>.offset(of: \.mask) == 296)
        #expect(MemoryLayout<Termios>.offset(of: \.characters) == 17)
    }

    @Test("a directory record's length is rounded up to 8 with room for the zero")
    func directoryEntry() {
        #expect(DirectoryEntryLayout.length(nameLength: 1) == 24)
        #expect(DirectoryEntryLayout.length(nameLength: 4) == 24)
        #expect(DirectoryEntryLayout.length(nameLength: 5) == 32)
    }

    @Test("epoll data survives its two halves")
    func epollData() {
        var event = EpollEvent(events: [.EPOLLIN, .EPOLLET], data: 0x1234_5678_9abc_def0)
        #expect(event.data == 0x1234_5678_9abc_def0)
        event.data = .max
        #expect(event.data == .max)
    }

    @Test("a device number is encoded as makedev(3) does")
    func device() {
        #expect(DeviceNumber(major: 1, minor: 3).encoded == 0x103)
        #expect(DeviceNumber(major: 0x1234, minor: 0x5678).encoded == 0x1000_0562_3478)
    }
}
