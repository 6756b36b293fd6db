/// `--gdb [PORT]`: swift-argument-parser has no options whose value may be left out, so the default is filled in before it looks.
enum OptionalPort {
    static let defaultPort = "1234"
    /// The options before PROGRAM that take a value in the next word.
    static let valued: Set<String> = [
        "--file", "--root", "--package", "--memory", "--cpus", "--env", "--cwd", "--machine", "--accelerator",
        "--timeout", "--qemu", "--libc",
        "--output", "-o",
    ]

    static func settle(_ arguments: [String]) -> [String] {
        var result: [String] = []
        var index = 0
        var inOptions = true
        while index < arguments.count {
            let word = arguments[index]
            result.append(word)
            index += 1
            // The first word is the subcommand; after PROGRAM everything belongs to the program.
            guard inOptions, result.count > 1 else { continue }
            if !word.hasPrefix("-") || word == "--" {
                inOptions = false
            } else if word == "--gdb" {
                if index < arguments.count, UInt16(arguments[index]) != nil {
                    result.append(arguments[index])
                    index += 1
                } else {
                    result.append(defaultPort)
                }
            } else if valued.contains(word), index < arguments.count {
                result.append(arguments[index])
                index += 1
            }
        }
        return result
    }
}
