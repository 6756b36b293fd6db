public import LinuxABI

/// A file of /proc or /sys whose text is made when it is read: proc(5), sysfs(5).
public enum GeneratedText: Sendable {
    // Of a process or thread
    case auxiliaryVector
    case controlGroup
    case commandLine
    case name
    case coreDumpFilter
    case environment
    case limits
    case userMap
    case persona
    case maps
    case mountInformation
    case mounts
    case oomScore
    case oomAdjustment
    case processStatistics
    case memoryStatistics
    case status
    case scheduleStatistics
    case waitChannel
    case children
    // Of the system
    case kernelCommandLine
    case processors
    case fileSystems
    case loadAverage
    case memory
    case systemStatistics
    case uptime
    case version
    case hostName
    case osRelease
    case osType
    case highestProcess
    case highestThreads
    case highestGroups
    case highestCapability
    case bootIdentifier
    case randomIdentifier
    case highestFiles
    case highestDescriptor
    case pipeSize
    case overcommit
    case lowestAddress
    case addressRandomisation
    case highestMappings
    // Of /sys
    case processorList
    case noProcessors
    case highestProcessor
    /// A processor's number, and the sets it belongs to, as a mask and as a list: of itself, and of all.
    case core(Int)
    case package
    case ownMask(Int)
    case ownList(Int)
    case allMask
    case hugePages
    case hugePageSize
    case hugePageDefragmentation
    case sharedHugePages
    case zeroHugePage
    /// A node's number, its processors, its memory, and the distances to all nodes: there is one.
    case node
    case nodeMemory
    case nodeDistance
    // Of cgroups
    case noControllers
    case controlGroupProcesses
    case controlGroupThreads
    case controlGroupStatistics
}

/// What /proc shows of a process and of the system. The kernel stands behind it; every text is true when it is made.
public protocol ProcessInformation: AnyObject {
    /// The process's number.
    var processNumber: Int32 { get }
    /// The numbers of its threads.
    var threadNumbers: [Int32] { get }
    /// The running thread's number.
    var runningThread: Int32 { get }
    /// How many processors there are.
    var processorCount: Int { get }
    var descriptors: DescriptorTable { get }
    var context: FileSystemContext { get }
    /// The program's file: /proc/self/exe. Nil before there is one.
    func executable() -> Dentry?
    /// The text of a file now: a thread's, or the process's (nil). Throws `ESRCH` where the thread has ended.
    func text(of file: GeneratedText, thread: Int32?) throws(Errno) -> [UInt8]
    /// Takes what the program wrote to a file in. Throws: `EINVAL`, `ESRCH`, `EACCES` where the file is only to be read.
    func store(_ text: [UInt8], in file: GeneratedText, thread: Int32?) throws(Errno)
}
