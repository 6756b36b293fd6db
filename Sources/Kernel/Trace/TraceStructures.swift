internal import Bytes
internal import LinuxABI

/// Structures in a trace: the fields that tell something.
extension TraceLine {
    mutating func addStructure(_ kind: StructureKind, _ address: UInt, _ index: Int) {
        guard address != 0 else { return text.add("NULL") }
        let mark = text
        do throws(Errno) { try add(kind, address, index) } catch {
            text = mark
            text.add(hex: address)
        }
    }

    private mutating func add(_ kind: StructureKind, _ address: UInt, _ index: Int) throws(Errno) {
        switch kind {
        case .cloneArguments: add(try UserPointer<CloneArguments>(address).load())
        case .descriptors:
            let pair = UserPointer<Int32>(address)
            text.add("[")
            text.add(decimal: Int(try pair.load()))
            text.add(", ")
            text.add(decimal: Int(try pair.load(at: 1)))
            text.add("]")
        case .epollEvent: add(try UserPointer<EpollEvent>(address).load())
        case .epollEvents:
            try addList(result ?? 0) { (line, place) throws(Errno) in
                line.add(try UserPointer<EpollEvent>(address).load(at: place))
            }
        case .intervalTimerSpec:
            let timer = try UserPointer<IntervalTimerSpec>(address).load()
            addTimer(timer.interval, timer.value)
        case .intervalTimerValue:
            let timer = try UserPointer<IntervalTimerValue>(address).load()
            addTimer(timer.interval.timeSpec, timer.value.timeSpec)
        case .openHow:
            let how = try UserPointer<OpenHow>(address).load()
            text.add("{flags=")
            addNamed(.openFlags, UInt(how.flags))
            text.add(", mode=")
            addOctal(UInt(how.mode))
            text.add(", resolve=")
            addNamed(.resolveFlags, UInt(how.resolve.rawValue))
            text.add("}")
        case .pollDescriptors:
            try addList(Int(UInt32(truncatingIfNeeded: arguments[index + 1]))) { (line, place) throws(Errno) in
                line.add(try UserPointer<PollDescriptor>(address).load(at: place))
            }
        case .resourceLimit: add(try UserPointer<ResourceLimit>(address).load())
        case .signalAction: add(try UserPointer<SignalAction>(address).load())
        case .signalSet: addSignals(try UserPointer<SignalSet>(address).load())
        case .signalStack: add(try UserPointer<SignalStack>(address).load())
        case .stat:
            let stat = try UserPointer<Stat>(address).load()
            addFile(stat.mode, size: stat.size, stat.rdev)
        case .statx:
            let stat = try UserPointer<Statx>(address).load()
            let device = DeviceNumber(major: stat.rdevMajor, minor: stat.rdevMinor).encoded
            addFile(FileMode(rawValue: UInt32(stat.mode)), size: Int64(bitPattern: stat.size), device)
        case .timeSpec: add(try UserPointer<TimeSpec>(address).load())
        case .timeSpecs:
            try addList(2) { (line, place) throws(Errno) in
                line.add(try UserPointer<TimeSpec>(address).load(at: place))
            }
        case .timeValue:
            let time = try UserPointer<TimeValue>(address).load()
            text.add("{tv_sec=")
            text.add(decimal: Int(time.seconds))
            text.add(", tv_usec=")
            text.add(decimal: Int(time.microseconds))
            text.add("}")
        }
    }

    private mutating func addList(
        _ count: Int, _ add: (inout TraceLine, Int) throws(Errno) -> Void
    ) throws(Errno) {
        text.add("[")
        for place in 0..<min(count, 16) {
            if place > 0 { text.add(", ") }
            try add(&self, place)
        }
        text.add(count > 16 ? ", ...]" : "]")
    }

    private mutating func add(_ time: TimeSpec) {
        switch time.nanoseconds {
        case TimeSpec.UTIME_NOW: text.add("UTIME_NOW")
        case TimeSpec.UTIME_OMIT: text.add("UTIME_OMIT")
        default:
            text.add("{tv_sec=")
            text.add(decimal: Int(time.seconds))
            text.add(", tv_nsec=")
            text.add(decimal: Int(time.nanoseconds))
            text.add("}")
        }
    }

    private mutating func addTimer(_ interval: TimeSpec, _ value: TimeSpec) {
        text.add("{it_interval=")
        add(interval)
        text.add(", it_value=")
        add(value)
        text.add("}")
    }

    private mutating func add(_ limit: ResourceLimit) {
        text.add("{rlim_cur=")
        addLimit(limit.current)
        text.add(", rlim_max=")
        addLimit(limit.maximum)
        text.add("}")
    }

    private mutating func addLimit(_ value: UInt64) {
        if value == ResourceLimit.infinity { text.add("RLIM64_INFINITY") } else { text.add(decimal: UInt(value)) }
    }

    private mutating func addFile(_ mode: FileMode, size: Int64, _ device: UInt64) {
        text.add("{st_mode=")
        switch mode.type {
        case .regular: text.add("S_IFREG")
        case .directory: text.add("S_IFDIR")
        case .symbolicLink: text.add("S_IFLNK")
        case .characterDevice: text.add("S_IFCHR")
        case .blockDevice: text.add("S_IFBLK")
        case .fifo: text.add("S_IFIFO")
        case .socket: text.add("S_IFSOCK")
        default: text.add("0")
        }
        text.add("|")
        addOctal(UInt(mode.permissions.rawValue))
        switch mode.type {
        case .characterDevice, .blockDevice:
            text.add(", st_rdev=")
            text.add(hex: UInt(device))
        default:
            text.add(", st_size=")
            text.add(decimal: Int(size))
        }
        text.add(", ...}")
    }

    private mutating func add(_ event: EpollEvent) {
        text.add("{events=")
        addNamed(.epollEvents, UInt(event.events.rawValue))
        text.add(", data=")
        text.add(hex: UInt(event.data))
        text.add("}")
    }

    private mutating func add(_ descriptor: PollDescriptor) {
        text.add("{fd=")
        text.add(decimal: Int(descriptor.fd))
        text.add(", events=")
        addNamed(.pollEvents, UInt(descriptor.events.rawValue))
        if let result, result > 0, !descriptor.revents.isEmpty {
            text.add(", revents=")
            addNamed(.pollEvents, UInt(descriptor.revents.rawValue))
        }
        text.add("}")
    }

    private mutating func add(_ action: SignalAction) {
        text.add("{sa_handler=")
        switch action.handler {
        case SignalAction.SIG_DFL: text.add("SIG_DFL")
        case SignalAction.SIG_IGN: text.add("SIG_IGN")
        default: text.add(hex: action.handler)
        }
        text.add(", sa_mask=")
        addSignals(action.mask)
        text.add(", sa_flags=")
        addNamed(.signalActionFlags, UInt(action.flags.rawValue))
        text.add("}")
    }

    private mutating func add(_ stack: SignalStack) {
        text.add("{ss_sp=")
        addAddress(stack.base)
        text.add(", ss_flags=")
        addNamed(.signalStackFlags, UInt(stack.flags.rawValue))
        text.add(", ss_size=")
        text.add(decimal: stack.size)
        text.add("}")
    }

    private mutating func add(_ clone: CloneArguments) {
        text.add("{flags=")
        addNamed(.cloneFlags, UInt(clone.flags.rawValue))
        text.add(", exit_signal=")
        addSignal(Signal(argument: clone.exitSignal))
        text.add(", stack=")
        addAddress(clone.stack)
        text.add(", stack_size=")
        text.add(hex: clone.stackSize)
        text.add(", tls=")
        addAddress(clone.threadPointer)
        text.add("}")
    }

    /// `[{iov_base="…", iov_len=5}, …]`, the data as far as `limit` bytes in all.
    mutating func addVectors(_ address: UInt, _ index: Int, limit: Int) {
        guard address != 0 else { return text.add("NULL") }
        let mark = text
        var left = UInt(limit)
        do throws(Errno) {
            try addList(Int(min(arguments[index + 1], 1024))) { (line, place) throws(Errno) in
                let vector = try UserPointer<IOVector>(address).load(at: place)
                line.text.add("{iov_base=")
                line.addBytes(vector.base, count: min(vector.count, left))
                left -= min(vector.count, left)
                line.text.add(", iov_len=")
                line.text.add(decimal: vector.count)
                line.text.add("}")
            }
        } catch {
            text = mark
            text.add(hex: address)
        }
    }

    /// The family and, for IPv4, address and port; for a path, the path.
    mutating func addSocketAddress(_ address: UInt, _ index: Int) {
        guard address != 0 else { return text.add("NULL") }
        let mark = text
        do throws(Errno) {
            let family = try UserPointer<UInt16>(address).load()
            text.add("{sa_family=")
            addNamed(.socketDomain, UInt(family))
            if SocketDomain(rawValue: UInt32(family)) == .AF_INET {
                let bytes = try UserPointer<InlineArray<8, UInt8>>(address).load()
                text.add(", sin_port=htons(")
                text.add(decimal: UInt(bytes[2]) << 8 | UInt(bytes[3]))
                text.add("), sin_addr=")
                for place in 4..<8 {
                    if place > 4 { text.add(".") }
                    text.add(decimal: UInt(bytes[place]))
                }
            }
            text.add("}")
        } catch {
            text = mark
            text.add(hex: address)
        }
    }
}
