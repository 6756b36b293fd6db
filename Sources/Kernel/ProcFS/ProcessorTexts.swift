internal import Bytes
internal import Machine

/// /proc/cpuinfo, from CPUID (Intel SDM volume 2, AMD APM volume 3).
enum ProcessorTexts {
    /// The names that Linux gives features, by leaf and register: bits from 0 on, empty where Linux names none.
    private static let basicD: [StaticString] = [
        "fpu", "vme", "de", "pse", "tsc", "msr", "pae", "mce", "cx8", "apic", "", "sep", "mtrr", "pge", "mca", "cmov",
        "pat", "pse36", "pn", "clflush", "", "dts", "acpi", "mmx", "fxsr", "sse", "sse2", "ss", "ht", "tm", "ia64",
        "pbe",
    ]
    private static let basicC: [StaticString] = [
        "pni", "pclmulqdq", "dtes64", "monitor", "ds_cpl", "vmx", "smx", "est", "tm2", "ssse3", "cid", "sdbg", "fma",
        "cx16", "xtpr", "pdcm", "", "pcid", "dca", "sse4_1", "sse4_2", "x2apic", "movbe", "popcnt",
        "tsc_deadline_timer",
        "aes", "xsave", "", "avx", "f16c", "rdrand", "hypervisor",
    ]
    private static let extendedB: [StaticString] = [
        "fsgsbase", "tsc_adjust", "", "bmi1", "hle", "avx2", "", "smep", "bmi2", "erms", "invpcid", "rtm", "cqm", "",
        "mpx",
        "rdt_a", "avx512f", "avx512dq", "rdseed", "adx", "smap", "avx512ifma", "", "clflushopt", "clwb", "intel_pt",
        "avx512pf", "avx512er", "avx512cd", "sha_ni", "avx512bw", "avx512vl",
    ]
    /// Leaf 8000_0001: only what does not repeat leaf 1.
    private static let longD: [(UInt32, StaticString)] = [
        (11, "syscall"), (20, "nx"), (26, "pdpe1gb"), (27, "rdtscp"), (29, "lm"),
    ]
    private static let longC: [(UInt32, StaticString)] = [
        (0, "lahf_lm"), (5, "abm"), (6, "sse4a"), (8, "3dnowprefetch"), (16, "fma4"), (21, "tbm"),
    ]

    static func text(count: Int) -> [UInt8] {
        #if os(none)
        var text = ByteText()
        for index in 0..<count { add(index, count, to: &text) }
        return text.bytes
        #else
        return []
        #endif
    }

    #if os(none)
    private static func letters(_ registers: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = []
        for register in registers {
            for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: register >> UInt32(8 * shift))) }
        }
        return bytes
    }

    private static func brand() -> [UInt8] {
        guard Processor.identify(0x8000_0000).a >= 0x8000_0004 else { return [] }
        var bytes: [UInt8] = []
        for leaf in 0x8000_0002...0x8000_0004 as ClosedRange<UInt32> {
            let part = Processor.identify(leaf)
            bytes += letters([part.a, part.b, part.c, part.d])
        }
        if let end = bytes.firstIndex(of: 0) { bytes.removeSubrange(end...) }
        while bytes.last == 0x20 { bytes.removeLast() }
        return bytes
    }

    private static func add(_ index: Int, _ count: Int, to text: inout ByteText) {
        let highest = Processor.identify(0)
        let basic = Processor.identify(1)
        var family = basic.a >> 8 & 0xF
        var model = basic.a >> 4 & 0xF
        if family == 6 || family == 15 { model |= basic.a >> 12 & 0xF0 }
        if family == 15 { family += basic.a >> 20 & 0xFF }
        func field(_ name: StaticString, _ value: UInt) {
            text.add(name)
            text.add(": ")
            text.add(decimal: value)
            text.add("\n")
        }
        field("processor\t", UInt(index))
        text.add("vendor_id\t: ")
        text.add(letters([highest.b, highest.d, highest.c]))
        text.add("\n")
        field("cpu family\t", UInt(family))
        field("model\t\t", UInt(model))
        text.add("model name\t: ")
        text.add(brand())
        text.add("\n")
        field("stepping\t", UInt(basic.a & 0xF))
        field("physical id\t", 0)
        field("siblings\t", UInt(count))
        field("core id\t\t", UInt(index))
        field("cpu cores\t", UInt(count))
        field("apicid\t\t", UInt(index))
        text.add("fpu\t\t: yes\nfpu_exception\t: yes\n")
        field("cpuid level\t", UInt(highest.a))
        text.add("wp\t\t: yes\nflags\t\t:")
        addFlags(basic.d, basicD, to: &text)
        let long = Processor.identify(0x8000_0001)
        for (bit, name) in longD where long.d & 1 << bit != 0 { addFlag(name, to: &text) }
        addFlags(basic.c, basicC, to: &text)
        for (bit, name) in longC where long.c & 1 << bit != 0 { addFlag(name, to: &text) }
        if highest.a >= 7 { addFlags(Processor.identify(7).b, extendedB, to: &text) }
        text.add("\n")
        field("clflush size\t", UInt(basic.b >> 8 & 0xFF) * 8)
        if Processor.identify(0x8000_0000).a >= 0x8000_0008 {
            let sizes = Processor.identify(0x8000_0008).a
            text.add("address sizes\t: ")
            text.add(decimal: UInt(sizes & 0xFF))
            text.add(" bits physical, ")
            text.add(decimal: UInt(sizes >> 8 & 0xFF))
            text.add(" bits virtual\n")
        }
        text.add("\n")
    }

    private static func addFlags(_ register: UInt32, _ names: [StaticString], to text: inout ByteText) {
        for index in names.indices where register & 1 << UInt32(index) != 0 { addFlag(names[index], to: &text) }
    }

    private static func addFlag(_ name: StaticString, to text: inout ByteText) {
        if name.utf8CodeUnitCount == 0 { return }
        text.add(" ")
        text.add(name)
    }
    #endif
}
