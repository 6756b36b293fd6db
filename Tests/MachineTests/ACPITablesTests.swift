import Testing

@testable import Machine

@Suite struct ACPITablesTests {
    /// Physical memory with tables in it.
    private struct Firmware {
        var bytes = [UInt8](repeating: 0, count: 0x11_0000)

        func read(_ address: UInt, _ count: Int) -> [UInt8]? {
            guard count >= 0, address <= UInt(bytes.count), UInt(count) <= UInt(bytes.count) - address else { return nil }
            return Array(bytes[Int(address)..<Int(address) + count])
        }
        mutating func put(_ address: Int, _ content: [UInt8]) { bytes.replaceSubrange(address..<address + content.count, with: content) }

        /// Puts a table with its header, length and sum.
        mutating func table(_ address: Int, _ name: String, _ body: [UInt8]) {
            var table = Array(name.utf8) + ACPITablesTests.little(36 + body.count, 4) + [UInt8](repeating: 0, count: 28) + body
            table[9] = 0 &- table.reduce(0, &+)
            put(address, table)
        }

        mutating func root(_ address: Int, revision: UInt8, rsdt: Int, xsdt: Int) {
            var pointer = Array("RSD PTR ".utf8) + [0] + Array("APUS  ".utf8) + [revision] + ACPITablesTests.little(rsdt, 4)
            pointer[8] = 0 &- pointer.reduce(0, &+)
            if revision >= 2 {
                pointer += ACPITablesTests.little(36, 4) + ACPITablesTests.little(xsdt, 8) + [0, 0, 0, 0]
                pointer[32] = 0 &- pointer.reduce(0, &+)
            }
            put(address, pointer)
        }
    }

    fileprivate static func little(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

    /// Two processors of which one is off, an I/O controller, an override, and power registers as QEMU's q35 has them.
    private func machine(revision: UInt8 = 2) -> Firmware {
        var firmware = Firmware()
        let processors: [UInt8] = [0, 8, 0, 0, 1, 0, 0, 0] + [0, 8, 1, 1, 1, 0, 0, 0] + [0, 8, 2, 2, 0, 0, 0, 0]
        let wide: [UInt8] = [9, 16, 0, 0] + Self.little(300, 4) + [1, 0, 0, 0] + [0, 0, 0, 0]
        let controller: [UInt8] = [1, 12, 0, 0] + Self.little(0xfec0_0000, 4) + Self.little(0, 4)
        let override: [UInt8] = [2, 10, 0, 9] + Self.little(9, 4) + Self.little(0xd, 2)
        firmware.table(0x10000, "APIC", Self.little(0xfee0_0000, 4) + [1, 0, 0, 0] + processors + wide + controller + override)
        var fixed = [UInt8](repeating: 0, count: 244 - 36)
        fixed.replaceSubrange(4..<8, with: Self.little(0x12000, 4))
        fixed.replaceSubrange(28..<32, with: Self.little(0x604, 4))
        fixed.replaceSubrange(76..<80, with: Self.little(1 << 10, 4))
        fixed.replaceSubrange(80..<93, with: [1, 8, 0, 0] + Self.little(0xcf9, 8) + [0x0f])
        firmware.table(0x11000, "FACP", fixed)
        let code: [UInt8] = [0x10, 0x20] + Array("_SB_".utf8) + [0x08] + Array("_S5_".utf8) + [0x12, 0x08, 0x04, 0x0a, 0x05, 0x00, 0x00, 0x00]
        firmware.table(0x12000, "DSDT", code)
        firmware.table(0x13000, "XSDT", Self.little(0x10000, 8) + Self.little(0x11000, 8))
        firmware.table(0x14000, "RSDT", Self.little(0x10000, 4) + Self.little(0x11000, 4))
        firmware.root(0xf5a40, revision: revision, rsdt: 0x14000, xsdt: 0x13000)
        return firmware
    }

    @Test(arguments: [0, 2] as [UInt8]) func tellsProcessorsControllersAndPower(revision: UInt8) throws {
        let firmware = machine(revision: revision)
        for root in [nil, 0, 0xf5a40] as [UInt?] {
            let tables = try #require(ACPITables(root: root, firmware.read))
            #expect(tables.processors == [0, 1, 300])
            #expect(tables.controllers == [ACPITables.Controller(address: 0xfec0_0000, firstLine: 0)])
            #expect(tables.overrides == [ACPITables.Override(source: 9, line: 9, isActiveLow: false, isLevel: true)])
            #expect(tables.reset == ACPITables.Register(isPort: true, address: 0xcf9, value: 0x0f))
            #expect(tables.powerOff == [ACPITables.Register(isPort: true, address: 0x604, value: 5 << 10 | 1 << 13)])
        }
    }

    @Test func aRootInTheExtendedAreaIsFound() {
        var firmware = machine()
        firmware.put(0xf5a40, [0])
        #expect(ACPITables(root: nil, firmware.read) == nil)
        firmware.put(0x40e, Self.little(0x9fc0, 2))
        firmware.root(0x9fc10, revision: 2, rsdt: 0, xsdt: 0x13000)
        #expect(ACPITables(root: nil, firmware.read)?.processors.count == 3)
    }

    @Test func tablesWithAWrongSumAreLeftOut() throws {
        var firmware = machine()
        firmware.bytes[0x10030] ^= 1
        let tables = try #require(ACPITables(root: nil, firmware.read))
        #expect(tables.processors.isEmpty)
        #expect(tables.powerOff.count == 1)
    }

    /// Hostile tables: every sum is right, and everything else may be wrong. Nothing may trap.
    @Test func anyBytesAreSurvived() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3000 {
            var firmware = machine(revision: Bool.random(using: &random) ? 2 : 0)
            let places = [0x10000, 0x11000, 0x12000, 0x13000, 0x14000, 0xf5a40]
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = places.randomElement(using: &random)! + Int.random(in: 0..<260, using: &random)
                firmware.bytes[place] = [0, 1, 0x7f, 0x80, 0xff, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random)!
            }
            // Make the sums right again, so that what is in the tables is believed.
            for place in places.dropLast() {
                let length = Int(firmware.bytes[place + 4]) | Int(firmware.bytes[place + 5]) << 8
                guard length >= 36 else { continue }
                firmware.bytes[place + 9] = 0
                firmware.bytes[place + 9] = 0 &- firmware.bytes[place..<place + length].reduce(0, &+)
            }
            _ = ACPITables(root: nil, firmware.read)
        }
    }
}
