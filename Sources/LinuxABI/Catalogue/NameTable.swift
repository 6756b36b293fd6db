/// A set of named values or flags.
public enum NameTable: UInt8, Equatable, Sendable {
    case accessMode
    case architectureControl
    case atFlags
    case clockID
    case cloneFlags
    case closeRangeFlags
    /// The open flags of calls that make descriptors without opening a file: pipe2(2), dup3(2).
    case descriptorCreationFlags
    case epollEvents
    case epollOperation
    case eventfdFlags
    case extendedAttributeFlags
    case fallocateMode
    case fcntlCommand
    case flockOperation
    case futexCommand
    case futexFlags
    case inotifyMask
    case intervalTimer
    case ioctlRequest
    case lockAllFlags
    case mapFlags
    case memfdFlags
    case memoryAdvice
    case memoryProtection
    case memorySyncFlags
    case messageFlags
    case mountFlags
    case openFlags
    case pollEvents
    case priorityTarget
    case processControl
    case randomFlags
    case readWriteFlags
    case remapFlags
    case renameFlags
    case resolveFlags
    case resource
    case schedulingPolicy
    case signalActionFlags
    case signalMaskHow
    case signalStackFlags
    case socketDomain
    case socketFlags
    case socketType
    case spliceFlags
    case statxMask
    case syncRangeFlags
    case timerfdFlags
    case timerFlags
    case usageTarget
    case waitOptions
    case waitTarget
    case whence

    /// The names, wider masks before those they contain.
    public var values: [NamedValue] {
        switch self {
        case .accessMode: NamedValue.accessMode
        case .architectureControl: NamedValue.architectureControl
        case .atFlags: NamedValue.atFlags
        case .clockID: NamedValue.clockID
        case .cloneFlags: NamedValue.cloneFlags
        case .closeRangeFlags: NamedValue.closeRangeFlags
        case .descriptorCreationFlags: NamedValue.descriptorCreationFlags
        case .epollEvents: NamedValue.epollEvents
        case .epollOperation: NamedValue.epollOperation
        case .eventfdFlags: NamedValue.eventfdFlags
        case .extendedAttributeFlags: NamedValue.extendedAttributeFlags
        case .fallocateMode: NamedValue.fallocateMode
        case .fcntlCommand: NamedValue.fcntlCommand
        case .flockOperation: NamedValue.flockOperation
        case .futexCommand: NamedValue.futexCommand
        case .futexFlags: NamedValue.futexFlags
        case .inotifyMask: NamedValue.inotifyMask
        case .intervalTimer: NamedValue.intervalTimer
        case .ioctlRequest: NamedValue.ioctlRequest
        case .lockAllFlags: NamedValue.lockAllFlags
        case .mapFlags: NamedValue.mapFlags
        case .memfdFlags: NamedValue.memfdFlags
        case .memoryAdvice: NamedValue.memoryAdvice
        case .memoryProtection: NamedValue.memoryProtection
        case .memorySyncFlags: NamedValue.memorySyncFlags
        case .messageFlags: NamedValue.messageFlags
        case .mountFlags: NamedValue.mountFlags
        case .openFlags: NamedValue.openFlags
        case .pollEvents: NamedValue.pollEvents
        case .priorityTarget: NamedValue.priorityTarget
        case .processControl: NamedValue.processControl
        case .randomFlags: NamedValue.randomFlags
        case .readWriteFlags: NamedValue.readWriteFlags
        case .remapFlags: NamedValue.remapFlags
        case .renameFlags: NamedValue.renameFlags
        case .resolveFlags: NamedValue.resolveFlags
        case .resource: NamedValue.resource
        case .schedulingPolicy: NamedValue.schedulingPolicy
        case .signalActionFlags: NamedValue.signalActionFlags
        case .signalMaskHow: NamedValue.signalMaskHow
        case .signalStackFlags: NamedValue.signalStackFlags
        case .socketDomain: NamedValue.socketDomain
        case .socketFlags: NamedValue.socketFlags
        case .socketType: NamedValue.socketType
        case .spliceFlags: NamedValue.spliceFlags
        case .statxMask: NamedValue.statxMask
        case .syncRangeFlags: NamedValue.syncRangeFlags
        case .timerfdFlags: NamedValue.timerfdFlags
        case .timerFlags: NamedValue.timerFlags
        case .usageTarget: NamedValue.usageTarget
        case .waitOptions: NamedValue.waitOptions
        case .waitTarget: NamedValue.waitTarget
        case .whence: NamedValue.whence
        }
    }

    /// Whether values are put together from several of the names.
    public var areFlags: Bool {
        switch self {
        case .accessMode, .atFlags, .cloneFlags, .closeRangeFlags, .descriptorCreationFlags, .epollEvents,
            .eventfdFlags, .extendedAttributeFlags, .fallocateMode, .flockOperation, .futexFlags,
            .inotifyMask, .lockAllFlags, .mapFlags, .memfdFlags, .memoryProtection, .memorySyncFlags,
            .messageFlags, .mountFlags, .openFlags, .pollEvents, .randomFlags, .readWriteFlags, .remapFlags,
            .renameFlags, .resolveFlags, .signalActionFlags, .signalStackFlags, .socketFlags, .spliceFlags,
            .statxMask, .syncRangeFlags, .timerfdFlags, .timerFlags, .waitOptions:
            true
        default: false
        }
    }

    /// How many bits of an argument count.
    public var width: Int {
        switch self {
        case .pollEvents: 16
        case .cloneFlags, .mountFlags, .resolveFlags, .signalActionFlags: 64
        default: 32
        }
    }

    /// The name of 0 where it has one.
    public var zeroName: StaticString? {
        switch self {
        case .openFlags: "O_RDONLY"
        case .memoryProtection: "PROT_NONE"
        case .accessMode: "F_OK"
        default: nil
        }
    }
}

/// A number and its name in the manual.
public struct NamedValue: Sendable {
    public let value: UInt64
    public let name: StaticString

    init(_ value: UInt64, _ name: StaticString) {
        self.value = value
        self.name = name
    }
}
