/// Names for places in code, out of the dynamic symbols.
struct FunctionNames {
    private let functions: [DynamicTable.Symbol]

    init(_ object: ObjectFile) {
        functions = object.table.symbols.filter { $0.isDefined && $0.isFunction && !$0.name.isEmpty }
            .sorted { ($0.address, $1.name) < ($1.address, $0.name) }
    }

    /// The function that `address` is in, or `code at 0x…`.
    func name(of address: UInt64) -> String {
        let next = functions.partitioningIndex { $0.address > address }
        if next > 0 {
            let function = functions[next - 1]
            if address - function.address < max(function.size, 1) { return function.name }
        }
        return "code at 0x" + String(address, radix: 16)
    }
}
