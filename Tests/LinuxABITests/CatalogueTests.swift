import LinuxABI
import Testing

@Suite("The catalogue of system calls")
struct CatalogueTests {
    @Test("each row stands at its own number")
    func numbers() {
        var found = 0
        for number in 0..<UInt16(SystemCallNumber.end) {
            guard let row = Catalogue.row(SystemCallNumber(rawValue: number)) else {
                #expect((335..<424).contains(number))
                continue
            }
            #expect(row.number.rawValue == number)
            found += 1
        }
        #expect(found == Catalogue.count)
    }

    @Test("numbers beyond the last and between the ranges have no row")
    func unknown() {
        #expect(Catalogue.row(SystemCallNumber(rawValue: 335)) == nil)
        #expect(Catalogue.row(SystemCallNumber(rawValue: 423)) == nil)
        #expect(Catalogue.row(SystemCallNumber(rawValue: 463)) == nil)
        #expect(Catalogue.row(SystemCallNumber(rawValue: .max)) == nil)
    }

    @Test("the order by name is complete and sorted by bytes")
    func sorted() {
        var seen: Set<UInt16> = []
        var last: [UInt8] = []
        for index in 0..<Catalogue.count {
            let row = Catalogue.row(sorted: index)
            let name = Array("\(row.name)".utf8)
            #expect(last.lexicographicallyPrecedes(name))
            last = name
            seen.insert(row.number.rawValue)
        }
        #expect(seen.count == Catalogue.count)
    }

    @Test("some rows by hand, against the manual")
    func samples() throws {
        let read = try #require(Catalogue.row(.read))
        #expect("\(read.name)" == "read")
        #expect(read.argument(0) == .descriptor)
        #expect(read.argument(1) == .output)
        #expect(read.argument(2) == .count)
        #expect(read.argument(3) == .none)
        let mmap = try #require(Catalogue.row(.mmap))
        #expect(mmap.argument(3) == .named(.mapFlags))
        #expect(mmap.result == .address)
        #expect(try #require(Catalogue.row(.futex_waitv)).number.rawValue == 449)
    }

    @Test("a call that is there in part says what is missing, and only such a call")
    func notes() {
        for index in 0..<Catalogue.count {
            let row = Catalogue.row(at: index)
            #expect((row.note != nil) == (row.support == .partial), "\(row.name)")
        }
    }

    @Test("a wider mask comes before the names it contains")
    func masks() {
        for raw in 0..<UInt8.max {
            guard let table = NameTable(rawValue: raw), table.areFlags else { continue }
            let values = table.values
            for later in values.indices {
                for earlier in 0..<later where values[earlier].value != 0 {
                    let (narrow, wide) = (values[earlier].value, values[later].value)
                    #expect(narrow & wide != narrow || narrow == wide, "\(table) \(values[later].name)")
                }
            }
        }
    }
}
