internal import Bytes

/// The dynamic section's entries as they stand in the file.
struct RawDynamicSection {
    var needed: [Int] = []
    var filtees: [Filtee] = []
    var soname: Int?
    var rpath: Int?
    var runpath: Int?
    var strings: UInt?
    var stringsSize: UInt = 0
    var symbols: UInt?
    var symbolSize: UInt = 24
    var gnuHash: UInt?
    var sysvHash: UInt?
    var versionIndices: UInt?
    var versionNeeds: UInt?
    var versionNeedCount: UInt = 0
    var versionDefinitions: UInt?
    var versionDefinitionCount: UInt = 0
    var rela: UInt?
    var relaSize: UInt = 0
    var relaEntry: UInt = 24
    var relr: UInt?
    var relrSize: UInt = 0
    var relrEntry: UInt = 8
    var pltRela: UInt?
    var pltRelaSize: UInt = 0
    var pltGOT: UInt?
    var usesRel = false
    var initFunction: UInt?
    var finiFunction: UInt?
    var preinitArray: UInt = 0
    var preinitSize: UInt = 0
    var initArray: UInt = 0
    var initSize: UInt = 0
    var finiArray: UInt = 0
    var finiSize: UInt = 0
    var debugWord: UInt?
    var flags: DynamicFlags = []

    mutating func read(_ bytes: RawSpan, _ section: ProgramHeader, _ name: [UInt8]) throws(LinkError) {
        let count = Int(bitPattern: section.fileSize / 16)
        let start = Int(bitPattern: section.offset)
        for index in 0..<count {
            guard let tag = bytes.word(start &+ index &* 16), let value = bytes.word(start &+ index &* 16 &+ 8) else {
                throw LinkError(.truncated, in: name)
            }
            if tag == 0 { return }
            take(tag, value, section.address &+ UInt(index) &* 16 &+ 8)
        }
    }

    private mutating func take(_ tag: UInt, _ value: UInt, _ valueAddress: UInt) {
        let offset = Int(truncatingIfNeeded: value & 0x7fff_ffff_ffff_ffff)
        switch tag {
        case 1: needed.append(offset)
        case 2: pltRelaSize = value
        case 3: pltGOT = value
        case 4: sysvHash = value
        case 5: strings = value
        case 6: symbols = value
        case 7: rela = value
        case 8: relaSize = value
        case 9: relaEntry = value
        case 10: stringsSize = value
        case 11: symbolSize = value
        case 12: initFunction = value
        case 13: finiFunction = value
        case 14: soname = offset
        case 15: rpath = offset
        case 16: flags.insert(.symbolic)
        case 17: usesRel = true
        case 20: if value != 7 { usesRel = true }
        case 21: debugWord = valueAddress
        case 22: flags.insert(.textRelocations)
        case 23: pltRela = value
        case 24: flags.insert(.bindNow)
        case 25: initArray = value
        case 26: finiArray = value
        case 27: initSize = value
        case 28: finiSize = value
        case 29: runpath = offset
        case 30: takeFlags(value)
        case 32: preinitArray = value
        case 33: preinitSize = value
        case 35: relrSize = value
        case 36: relr = value
        case 37: relrEntry = value
        case 0x6fff_fef5: gnuHash = value
        case 0x6fff_fff0: versionIndices = value
        case 0x6fff_fffb: takeFlags1(value)
        case 0x6fff_fffc: versionDefinitions = value
        case 0x6fff_fffd: versionDefinitionCount = value
        case 0x6fff_fffe: versionNeeds = value
        case 0x6fff_ffff: versionNeedCount = value
        case 0x7fff_fffd: filtees.append(Filtee(name: offset, isOptional: true))
        case 0x7fff_ffff: filtees.append(Filtee(name: offset, isOptional: false))
        default: break
        }
    }

    private mutating func takeFlags(_ value: UInt) {
        if value & 2 != 0 { flags.insert(.symbolic) }
        if value & 4 != 0 { flags.insert(.textRelocations) }
        if value & 8 != 0 { flags.insert(.bindNow) }
        if value & 16 != 0 { flags.insert(.staticTLS) }
    }

    private mutating func takeFlags1(_ value: UInt) {
        if value & 1 != 0 { flags.insert(.bindNow) }
        if value & 2 != 0 { flags.insert(.global) }
        if value & 8 != 0 { flags.insert(.noDelete) }
        if value & 0x20 != 0 { flags.insert(.initialisedFirst) }
        if value & 0x40 != 0 { flags.insert(.noOpen) }
        if value & 0x800 != 0 { flags.insert(.noDefaultDirectories) }
        if value & 0x800_0000 != 0 { flags.insert(.positionIndependentExecutable) }
    }
}
