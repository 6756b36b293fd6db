import ImageBuilder

/// The files that a program consists of, as far as they can be known without running it.
struct ProgramSurvey {
    struct Item {
        let guestPath: String
        let hostPath: String
        let role: CoverageReport.Object.Role
    }

    let plan: ImagePlan
    let libraries: LibraryClosure
    /// The program first, then libraries in the order of loading, then plug-ins by name. The C library is not among them.
    private(set) var items: [Item] = []

    init(_ request: ImageRequest) throws {
        (plan, libraries) = try ImagePlanner.survey(request)
        var seen: Set<String> = [request.shim]
        func add(_ guest: String, _ role: CoverageReport.Object.Role) {
            guard case .file(let host)? = plan.tree.resolve(guest), seen.insert(host).inserted else { return }
            items.append(Item(guestPath: guest, hostPath: host, role: role))
        }
        add(plan.program, .program)
        for path in request.preload + libraries.objects { add(path, .library) }
        // Shared objects that the manifest, packages or the user put there are loaded by the program if at all.
        for (guest, node) in plan.tree.nodes.sorted(by: { $0.key < $1.key }) {
            guard case .file(let host) = node, guest.contains(".so"), host != request.shim,
                !LibraryClosure.shimNames.contains(PathNames.lastComponent(guest)),
                HostFiles.read(host, limit: 4) == [0x7F, 0x45, 0x4C, 0x46]
            else { continue }
            add(guest, .plugin)
        }
    }
}
