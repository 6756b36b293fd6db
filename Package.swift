// swift-tools-version: 6.2
import PackageDescription

// Flags that only make sense on the bare-metal triple live in Guest/toolset.json, so this
// manifest is the same for `swift test` (host) and for the kernel's build.
let kernel: [SwiftSetting] = [
    .enableExperimentalFeature("Lifetimes"),
    .enableExperimentalFeature("Extern"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]
let host: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "Apus",
    products: [
        .executable(name: "apus-kernel", targets: ["Boot"]),
        .executable(name: "apus", targets: ["apus"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        // Floor 0
        .target(name: "LinuxABI", swiftSettings: kernel),
        .target(
            name: "Sync",
            dependencies: ["LinuxABI"],
            swiftSettings: kernel + [
                .enableExperimentalFeature("RawLayout"), .enableExperimentalFeature("BuiltinModule"),
            ]),
        .target(name: "CMachine", path: "Guest/machine"),
        .target(name: "Bytes", dependencies: ["LinuxABI", "CMachine"], swiftSettings: kernel),
        // Floor 1: none of these imports another.
        .target(name: "ELF", dependencies: ["LinuxABI", "Bytes"], swiftSettings: kernel),
        .target(name: "Memory", dependencies: ["LinuxABI", "Bytes", "Sync"], swiftSettings: kernel),
        .target(name: "FileSystem", dependencies: ["LinuxABI", "Bytes", "Sync"], swiftSettings: kernel),
        .target(name: "Scheduling", dependencies: ["Sync"], swiftSettings: kernel),
        .target(name: "Virtio", dependencies: ["LinuxABI", "Bytes", "CMachine"], swiftSettings: kernel),
        .target(name: "Machine", dependencies: ["CMachine", "LinuxABI", "Bytes"], swiftSettings: kernel),
        // Floor 2
        .target(
            name: "Kernel",
            dependencies: ["LinuxABI", "Sync", "Bytes", "ELF", "Memory", "Scheduling", "FileSystem", "Machine", "Virtio", "CMachine"],
            swiftSettings: kernel),
        // Floor 3
        .executableTarget(
            name: "Boot",
            dependencies: ["Kernel", "CMachine"],
            swiftSettings: kernel),
        // Host
        .systemLibrary(name: "CLibELF", pkgConfig: "libelf", providers: [.apt(["libelf-dev"])]),
        .systemLibrary(name: "CCapstone", pkgConfig: "capstone", providers: [.apt(["libcapstone-dev"])]),
        .target(name: "CLauncher"),
        .target(
            name: "ImageBuilder",
            dependencies: ["CLibELF", "CLauncher", "LinuxABI", .product(name: "Yams", package: "Yams")],
            swiftSettings: host),
        .target(name: "Launcher", dependencies: ["ImageBuilder", "CLauncher"], swiftSettings: host),
        .target(name: "Calling", dependencies: ["ImageBuilder", "CLauncher"], swiftSettings: host),
        .target(
            name: "Coverage",
            dependencies: ["ImageBuilder", "LinuxABI", "ELF", "Bytes", "CLibELF", "CCapstone", "CLauncher"],
            swiftSettings: host),
        .executableTarget(
            name: "apus",
            dependencies: [
                "Launcher", "ImageBuilder", "Calling", "Coverage",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: host),
        .testTarget(name: "LinuxABITests", dependencies: ["LinuxABI"]),
        .testTarget(name: "ELFTests", dependencies: ["ELF", "LinuxABI", "Bytes", "Coverage"]),
        .testTarget(name: "MemoryTests", dependencies: ["Memory", "LinuxABI", "Bytes"]),
        .testTarget(name: "MachineTests", dependencies: ["Machine"]),
        .testTarget(name: "SchedulingTests", dependencies: ["Scheduling", "Sync"]),
        .testTarget(name: "FileSystemTests", dependencies: ["FileSystem", "LinuxABI", "Bytes", "Randomness"]),
        .testTarget(
            name: "KernelTests", dependencies: ["Kernel", "Memory", "Scheduling", "Sync", "FileSystem", "CMachine", "LinuxABI", "Bytes"]),
        .testTarget(name: "LauncherTests", dependencies: ["Launcher", "ImageBuilder"], exclude: ["Programs"]),
        .target(name: "Randomness", path: "Tests/Randomness", swiftSettings: host),
        // What the tests that boot a virtual machine share.
        .target(name: "GuestHarness", dependencies: ["ImageBuilder"], path: "Tests/GuestHarness", swiftSettings: host),
        .testTarget(name: "ProgramTests", dependencies: ["GuestHarness", "ImageBuilder"], exclude: ["Programs"]),
        .testTarget(
            name: "SystemCallTests", dependencies: ["GuestHarness", "ImageBuilder", "LinuxABI"], exclude: ["Programs"]),
        .testTarget(name: "ThreadTests", dependencies: ["GuestHarness", "ImageBuilder"], exclude: ["Programs"]),
        .testTarget(name: "LinkerTests", dependencies: ["GuestHarness", "ImageBuilder"], exclude: ["Programs"]),
        .testTarget(name: "CallingTests", dependencies: ["Calling", "ImageBuilder"]),
        .testTarget(
            name: "DifferentialTests", dependencies: ["Calling", "GuestHarness", "ImageBuilder", "Randomness"],
            exclude: ["Tables", "Scenarios", "Reference", "Confinement"]),
        .testTarget(
            name: "CoverageTests", dependencies: ["Coverage", "GuestHarness", "ImageBuilder", "LinuxABI"], exclude: ["Programs"]),
    ]
)
