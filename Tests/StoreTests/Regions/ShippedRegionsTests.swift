import Store
import Supervision
import Testing

@Suite struct ShippedRegionsTests {
    @Test("The shipped table holds every province, city, county and zone at six digits")
    func counts() throws {
        let regions = try RegionTable.shipped().regions
        let counts = Dictionary(grouping: regions, by: \.level).mapValues(\.count)
        #expect(counts == [.province: 31, .city: 333, .county: 2_851, .zone: 124])
        #expect(regions.allSatisfy { $0.code.utf8.count == 6 && !$0.isLocal })
    }

    @Test(
        "Places stand under who governs them",
        arguments: [
            ("120116", ["120116", "120000"]), ("500229", ["500229", "500000"]), ("419001", ["419001", "410000"]),
            ("321171", ["321171", "321100", "320000"]), ("441900", ["441900", "440000"]),
            ("370103", ["370103", "370100", "370000"]),
        ])
    func chains(code: String, chain: [String]) throws {
        #expect(try RegionTable.shipped().chain(from: code).map(\.code) == chain)
    }

    @Test("Development zones are zones, and districts with 新区 or 区 in their names are not")
    func zones() throws {
        let regions = try RegionTable.shipped()
        #expect(regions.find("321171")?.isZone == true && regions.find("320576")?.isZone == true)
        #expect(regions.find("120116")?.isZone == false && regions.find("411402")?.isZone == false)
    }

    @Test("Two thousand rows with full place names are read")
    func bulk() throws {
        let regions = try RegionTable.shipped()
        let mapping = ColumnMapping<OrganisationField>(header: ["标识码", "学校名称", "行政区划", "隶属", "办别", "学段"])
        var read = 0
        for serial in 0..<2_000 {
            let cells = ["215000\(1_000 + serial)", "第\(serial)小学", "重庆市城口县", "县属", "公办", "小学"]
            if case .value(let row) = OrganisationRow.parse(cells, row: serial + 2, mapping: mapping, regions: regions)
            {
                read += row.facts.place == "500229" ? 1 : 0
            }
        }
        #expect(read == 2_000)
    }
}
