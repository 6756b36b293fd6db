import ImageBuilder

/// What `./apus test --only NAME` asks for: rows of tables, programs, topics; everything unless it was given.
public enum Selection {
    private static let names: Set<String>? = HostPrograms.environment("APUS_TEST_ONLY").map { names in
        Set(names.split(separator: ",").map(String.init))
    }

    public static var isEverything: Bool { names == nil }

    /// Whether one of these names of a thing was asked for.
    public static func has(_ any: String...) -> Bool { names?.isDisjoint(with: any) != true }

    /// What to tell with a failure.
    public static func again(_ name: String, _ suite: String) -> String { "./apus test --only '\(name)' \(suite)" }

    public static func of<Item>(_ items: [Item], name: (Item) -> String) -> [Item] { items.filter { has(name($0)) } }
}
