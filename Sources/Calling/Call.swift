import ImageBuilder

/// One call to be made: a function of a library, and its arguments.
public struct Call: Equatable, Sendable {
    public var library: String
    public var signature: Signature
    /// As the user wrote them.
    public var words: [String]
    let arguments: [CallArgument]

    public init(library: String, signature: Signature, words: [String]) throws(Failure) {
        self.library = library
        self.signature = signature
        self.words = words
        arguments = try ArgumentReader.read(words, for: signature)
        guard arguments.count <= 24 else {
            throw Failure(.ours, "\(signature.name): more than 24 arguments and strings in arrays")
        }
    }

    /// The line that asks the driver for it (Guest/call/row.c).
    public func row(tag: String) -> String {
        let fixed = signature.isVariadic ? "\(signature.parameters.count)" : "-"
        let fields = [tag, library, signature.name, signature.result.resultCode, fixed]
        return (fields + arguments.map { "\($0.code)=\($0.value)" }).joined(separator: "\t")
    }

    /// The calls of a command line: LIBRARY SIGNATURE ARGUMENT… [then [LIBRARY] SIGNATURE ARGUMENT…]…
    public static func calls(in words: [String]) throws(Failure) -> [Call] {
        var calls: [Call] = []
        var library: String?
        for group in words.split(separator: "then", omittingEmptySubsequences: false) {
            var rest = Array(group)
            if let first = rest.first, !first.contains("(") {
                library = first
                rest.removeFirst()
            }
            guard let library, let text = rest.first else {
                throw Failure(.ours, "a call needs LIBRARY 'SIGNATURE' ARGUMENT…: apus call libm.so.6 'double cos(double)' 1.0")
            }
            calls.append(
                try Call(library: library, signature: Signature(text), words: Array(rest.dropFirst())))
        }
        return calls
    }
}
