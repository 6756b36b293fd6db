/// What can be reached from each node of a graph, where each node brings some facts, as bits.
struct Reachability {
    /// 64-bit words for each node.
    private let width: Int
    private var facts: [UInt64]

    /// - Parameter factCount: how many different facts there are.
    init(nodes: Int, factCount: Int) {
        width = (factCount + 63) / 64
        facts = Array(repeating: 0, count: nodes * width)
    }

    /// Gives a node a fact of its own.
    mutating func add(_ fact: Int, to node: Int) { facts[node * width + fact / 64] |= 1 << UInt64(fact % 64) }

    /// The facts that hold for a node, ascending.
    func facts(of node: Int) -> [Int] {
        var result: [Int] = []
        for word in 0..<width {
            var bits = facts[node * width + word]
            while bits != 0 {
                result.append(word * 64 + bits.trailingZeroBitCount)
                bits &= bits - 1
            }
        }
        return result
    }

    /// Gives each node the facts of all that it can reach.
    ///
    /// Tarjan's algorithm for strongly connected components, without recursion: components come out in an order in which
    /// each is complete before those that lead to it.
    mutating func spread(along edges: [[Int32]]) {
        let count = edges.count
        var order = Array(repeating: Int32(-1), count: count)
        var low = Array(repeating: Int32(0), count: count)
        var isOpen = Array(repeating: false, count: count)
        var open: [Int32] = []
        var nextOrder: Int32 = 0
        var path: [(node: Int, edge: Int)] = []
        for root in 0..<count where order[root] < 0 {
            path.append((root, 0))
            while let (node, edge) = path.last {
                if edge == 0 {
                    order[node] = nextOrder
                    low[node] = nextOrder
                    nextOrder += 1
                    open.append(Int32(node))
                    isOpen[node] = true
                }
                if edge < edges[node].count {
                    path[path.count - 1].edge += 1
                    let next = Int(edges[node][edge])
                    if order[next] < 0 {
                        path.append((next, 0))
                    } else if isOpen[next] {
                        low[node] = min(low[node], order[next])
                    }
                    continue
                }
                path.removeLast()
                for next in edges[node] {
                    if isOpen[Int(next)] { low[node] = min(low[node], low[Int(next)]) }
                    merge(Int(next), into: node)
                }
                if low[node] == order[node] { close(node, &open, &isOpen) }
            }
        }
    }

    /// All nodes of the component that `root` begins get the same facts.
    private mutating func close(_ root: Int, _ open: inout [Int32], _ isOpen: inout [Bool]) {
        let start = open.lastIndex(of: Int32(root)) ?? open.count - 1
        for member in open[start...] { merge(Int(member), into: root) }
        for member in open[start...] {
            merge(root, into: Int(member))
            isOpen[Int(member)] = false
        }
        open.removeSubrange(start...)
    }

    private mutating func merge(_ other: Int, into node: Int) {
        guard other != node else { return }
        for word in 0..<width { facts[node * width + word] |= facts[other * width + word] }
    }
}
