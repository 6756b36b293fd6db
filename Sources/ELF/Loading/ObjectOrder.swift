// In which order objects are initialised and finalised: that of glibc since 2.35, which sorts depth first.
extension Linker {
    /// `root` and all it needs, each after what it needs itself. Where objects need one another in a circle, the walk
    /// begins with the last of `list`, the breadth-first order, and ends with `root`.
    func initialisationOrder(_ list: ContiguousArray<LinkedObject>, root: LinkedObject) -> [LinkedObject] {
        var order = postOrder(list.reversed(), .needed).order
        order.moveToEnd(root)
        // Later walks follow these lists in place of the object's own (glibc's l_initfini).
        root.closure = order.reversed()
        return order
    }

    /// The objects of `group` and what they need, each after what it needs itself.
    func needsFirst(_ group: ArraySlice<LinkedObject>) -> [LinkedObject] { postOrder(group.reversed(), .needed).order }

    /// All objects, each before what it needs or is bound to.
    /// - Parameter first: one that must come first.
    func finalisationOrder(first: LinkedObject?) -> [LinkedObject] {
        var (order, hasBindings) = postOrder(objects.reversed(), .neededAndBound)
        // What an object needs counts more than what it happened to be bound to.
        if hasBindings { order = postOrder(order, .needed).order }
        if let first { order.moveToEnd(first) }
        return order.reversed()
    }

    private enum Edges { case needed, neededAndBound }

    /// Walks depth first from each of `roots` in turn: objects come after those that their edges lead to.
    private func postOrder(
        _ roots: some Sequence<LinkedObject>, _ edges: Edges
    ) -> (order: [LinkedObject], hasBindings: Bool) {
        lastVisit &+= 1
        let mark = lastVisit
        var order: [LinkedObject] = []
        var hasBindings = false
        for root in roots where root.visit != mark {
            root.visit = mark
            var path: [(object: LinkedObject, next: Int)] = [(root, 0)]
            while let (object, next) = path.last {
                let needed = object.closure.isEmpty ? object.dependencies : object.closure
                var target: LinkedObject?
                if next < needed.count {
                    target = needed[next]
                } else if edges == .neededAndBound, next < needed.count &+ object.boundTo.count {
                    hasBindings = true
                    target = object.boundTo[needed.count &+ object.boundTo.count &- 1 &- next]
                }
                guard let target else {
                    path.removeLast()
                    order.append(object)
                    continue
                }
                path[path.count &- 1].next = next &+ 1
                if target.visit != mark, target.role != .program {
                    target.visit = mark
                    path.append((target, 0))
                }
            }
        }
        return (order, hasBindings)
    }
}

extension [LinkedObject] {
    fileprivate mutating func moveToEnd(_ object: LinkedObject) {
        guard let place = firstIndex(where: { $0 === object }) else { return }
        append(remove(at: place))
    }
}
